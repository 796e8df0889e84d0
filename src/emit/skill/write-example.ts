import type { Operation } from "../../runtime/api/api.js";
import { isIdentifierName, literal } from "../../runtime/api/literal.js";
import { alternativesOf, propertiesOf } from "../../runtime/api/type-place.js";
import type { JsonValue } from "../../runtime/api/types.js";
import { decide } from "../../runtime/broker/policy.js";
import { argumentsOf } from "../../runtime/search/signature.js";
import {
  awaitedText,
  bracedText,
  callText,
  literalArguments,
  objectText,
  walkText,
} from "./call.js";
import { pickedText } from "./fields.js";
import type { Ground } from "./ground.js";
import { placeAt, type ResultList } from "./result-list.js";
import { placeholder } from "./sample.js";
import { best, type Snippet } from "./snippet.js";
import { variableNames } from "./variable-names.js";

type Values = { readonly [argument: string]: JsonValue };

interface Write {
  readonly operation: Operation;
  readonly args: Values;
  readonly body: Values;
  /** Finds what is there already: the list of the same things, and the text by which they are told. */
  readonly guard: Guard | undefined;
  readonly score: number;
}

interface Guard {
  readonly operation: Operation;
  readonly list: ResultList;
  readonly args: Values;
  readonly property: string;
}

/** Properties by which a reader recognises a thing: a create whose body has one of them can be repeated without harm. */
const NAMES = ["name", "title", "label", "subject", "email", "key", "slug"];
/** Characters of a body that is still read. */
const MAX_BODY = 200;

/** A create that looks first whether the thing is there, or that says what a conflict is. */
export function writeExample(ground: Ground): Snippet | undefined {
  const { api } = ground;
  const chosen = best(api.operations.flatMap((operation) => writeOf(operation, ground) ?? []));
  if (chosen === undefined) return undefined;
  const code =
    chosen.guard === undefined ? caught(chosen, ground) : guarded(chosen, chosen.guard, ground);
  return {
    title:
      chosen.guard === undefined
        ? "Write, and know a conflict when it comes"
        : "Write only what is not there yet",
    code,
    operations: [chosen.operation],
  };
}

function writeOf(operation: Operation, ground: Ground): Write | undefined {
  const { api } = ground;
  const { effect, httpMethod, deprecated, body } = operation;
  if (effect !== "write" || deprecated === true || body === undefined) return undefined;
  if (!["POST", "PUT", "PATCH"].includes(httpMethod)) return undefined;
  if (decide(operation, api.policy, { allow: [], deny: [] }).decision === "deny") return undefined;
  const sample = ground.sampleOf(operation);
  const content = body.contents[0]?.type;
  if (sample === undefined || content === undefined || !isIdentifierName(body.name)) {
    return undefined;
  }
  const required = sample[body.name];
  const known = isValues(required) ? required : {};
  if (body.required && !isValues(required)) return undefined;
  const given = withName(known, operation, ground);
  const size = literal(given).length;
  const isVague = size > MAX_BODY || /\{\}|\[\]/.test(literal(given));
  if (Object.keys(given).length === 0 || isVague) return undefined;
  const args = Object.fromEntries(Object.entries(sample).filter(([name]) => name !== body.name));
  const guard = guardOf(operation, args, given, ground);
  const score =
    ground.standing(operation) +
    (httpMethod === "POST" ? 2 : 0) +
    (guard === undefined ? 0 : 3) +
    (body.required ? 1 : 0) -
    size / 40;
  return { operation, args, body: given, guard, score };
}

/** The values of a body with what names the thing, where the document does not ask for it. */
function withName(body: Values, { body: argument }: Operation, { types }: Ground): Values {
  if (NAMES.some((name) => Object.hasOwn(body, name))) return body;
  const type = argument?.contents[0]?.type;
  if (type === undefined) return body;
  const properties = propertiesOf(type, types);
  const named = NAMES.find((name) =>
    properties.some(
      (property) =>
        property.name === name &&
        alternativesOf(property.type, types).every(({ kind }) => kind === "string"),
    ),
  );
  return named === undefined ? body : { [named]: placeholder(named), ...body };
}

function guardOf(
  operation: Operation,
  args: Values,
  body: Values,
  ground: Ground,
): Guard | undefined {
  const { types } = ground;
  const property = NAMES.find((name) => typeof body[name] === "string");
  if (property === undefined || operation.httpMethod !== "POST") return undefined;
  for (const read of ground.reads) {
    if (read.path !== operation.path) continue;
    const list = ground.listOf(read);
    const place = list === undefined ? undefined : placeAt(list.item, [property], types);
    if (list === undefined || place === undefined) continue;
    const [only, ...others] = alternativesOf(place.type, types);
    if (only?.kind !== "string" || others.length > 0) continue;
    const needed = argumentsOf(read).filter(({ required }) => required);
    if (needed.some(({ name }) => args[name] === undefined)) continue;
    const own = Object.fromEntries(needed.map(({ name }) => [name, args[name] ?? null]));
    return { operation: read, list, args: own, property };
  }
  return undefined;
}

function guarded({ operation, args, body }: Write, guard: Guard, ground: Ground): string {
  const { api } = ground;
  const names = variableNames(api);
  const property = names.named(guard.property);
  const value = literal(body[guard.property] ?? "");
  const { place, item } = guard.list;
  const read = literalArguments(guard.args);
  const loop =
    guard.operation.pagination === undefined
      ? { for: "for", of: awaitedText(callText(api.name, guard.operation, read), place) }
      : { for: "for await", of: walkText(api.name, guard.operation, read) };
  const one = names.one(guard.operation, item);
  const told = ground.fieldsOf(item).slice(0, 2);
  const members = Object.entries(body).map(([name, member]) => ({
    name,
    code: name === guard.property ? property : literal(member),
  }));
  const write = callText(api.name, operation, [
    ...literalArguments(args),
    { name: operation.body?.name ?? "body", code: objectText(members) },
  ]);
  return [
    `const ${property} = ${value};`,
    `${loop.for} (const ${one} of ${loop.of}) {`,
    `  if (${one}.${guard.property} === ${property}) return { existing: { ${pickedText(one, told).join(", ")} } };`,
    "}",
    ...created(operation, write, ground, names.named("created")),
  ].join("\n");
}

function caught({ operation, args, body }: Write, ground: Ground): string {
  const { api } = ground;
  const names = variableNames(api);
  const write = callText(api.name, operation, [
    ...literalArguments(args),
    { name: operation.body?.name ?? "body", code: literal(body) },
  ]);
  return [
    "try {",
    ...created(operation, write, ground, names.named("created")).map(
      (line) => `  ${line.replaceAll("\n", "\n  ")}`,
    ),
    "} catch (error) {",
    `  if (error instanceof Error && "status" in error && error.status === 409) return "conflict";`,
    "  throw error;",
    "}",
  ].join("\n");
}

function created(
  { result }: Operation,
  call: string,
  ground: Ground,
  variable: string,
): readonly string[] {
  const fields = result.type === undefined || result.mayBeEmpty ? [] : ground.fieldsOf(result.type);
  if (fields.length === 0) return [`return await ${call};`];
  return [
    `const ${variable} = await ${call};`,
    bracedText("return ", pickedText(variable, fields), ";"),
  ];
}

function isValues(value: JsonValue | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
