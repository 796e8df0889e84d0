import type { Api, Operation } from "../../runtime/api/api.js";
import { isIdentifierName, propertyKey } from "../../runtime/api/literal.js";
import type { NamedType, ObjectType, Type } from "../../runtime/api/types.js";
import { sampleArguments, sampleCall } from "./sample.js";

/** A worked example: what it does, and the code for `execute`. */
export interface Snippet {
  readonly title: string;
  readonly code: string;
}

/** Fields that an example picks from a result. */
const PICKED_FIELDS = 3;

type Types = ReadonlyMap<string, NamedType>;

/** Up to three snippets of real operations, type-correct as they stand: a list, several reads at once, a write. */
export function snippets(api: Api): readonly Snippet[] {
  const types = new Map(api.types.map((type) => [type.name, type]));
  return [listing(api, types), readingMany(api, types), writing(api, types)].filter(
    (snippet) => snippet !== undefined,
  );
}

/** A call that an example of an error can stand around: one that names a thing, if the API has such. */
export function callByName(api: Api): string {
  const types = new Map(api.types.map((type) => [type.name, type]));
  const named = api.operations.find((operation) => pathArgument(operation) !== undefined);
  const call = named === undefined ? undefined : sampleCall(api.name, named, types);
  return call ?? firstCall(api, types);
}

function firstCall(api: Api, types: Types): string {
  for (const operation of api.operations) {
    const call = sampleCall(api.name, operation, types);
    if (call !== undefined) return call;
  }
  return `${api.name}.namespace.operation({})`;
}

function listing(api: Api, types: Types): Snippet | undefined {
  const candidates = api.operations.flatMap((operation) => {
    const fields = operation.effect === "read" ? listedFields(operation, types) : [];
    const args = fields.length === 0 ? undefined : sampleArguments(operation, types);
    return args === undefined ? [] : [{ operation, fields, required: Object.keys(args).length }];
  });
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (least, next) => (least === undefined || next.required < least.required ? next : least),
    undefined,
  );
  if (best === undefined) return undefined;
  const call = sampleCall(api.name, best.operation, types) ?? "";
  const picked = best.fields.map((field) => `${field}: entry.${field}`).join(", ");
  return {
    title: "Return only the fields you need",
    code: `const entries = await ${call};\nreturn entries.map((entry) => ({ ${picked} }));`,
  };
}

function readingMany(api: Api, types: Types): Snippet | undefined {
  for (const operation of api.operations) {
    const argument = pathArgument(operation);
    if (argument === undefined || resultObject(operation, types) === undefined) continue;
    return {
      title: "Read several at once",
      code: [
        'const ids = ["…", "…"];',
        `return Promise.all(ids.map((id) => ${api.name}.${operation.id}({ ${propertyKey(argument)}: id })));`,
      ].join("\n"),
    };
  }
  return undefined;
}

function writing(api: Api, types: Types): Snippet | undefined {
  for (const operation of api.operations) {
    if (
      operation.effect !== "write" ||
      operation.httpMethod !== "POST" ||
      !operation.body?.required
    ) {
      continue;
    }
    const call = sampleCall(api.name, operation, types);
    if (call === undefined || call.length > 300) continue;
    return { title: "Write", code: `return ${call};` };
  }
  return undefined;
}

/** The only required argument of a read, when that is a string in the path. */
function pathArgument(operation: Operation): string | undefined {
  if (operation.effect !== "read" || operation.body?.required) return undefined;
  const required = operation.parameters.filter(
    (parameter) => parameter.required && parameter.preset === undefined,
  );
  const [only, ...others] = required;
  if (only === undefined || others.length > 0 || only.in !== "path") return undefined;
  return only.type.kind === "string" ? only.name : undefined;
}

/** Names of required scalar fields of the entries that an operation lists. */
function listedFields(operation: Operation, types: Types): readonly string[] {
  if (operation.result.mayBeEmpty || operation.result.type === undefined) return [];
  const list = resolve(operation.result.type, types);
  if (list?.kind !== "array") return [];
  const entry = resolve(list.items, types);
  return entry?.kind === "object" ? scalarFields(entry, types) : [];
}

function scalarFields(type: ObjectType, types: Types): readonly string[] {
  return type.properties
    .filter(({ name, required }) => required && isIdentifierName(name))
    .filter((property) => isScalar(resolve(property.type, types)))
    .slice(0, PICKED_FIELDS)
    .map((property) => property.name);
}

function resultObject(operation: Operation, types: Types): ObjectType | undefined {
  if (operation.result.mayBeEmpty || operation.result.type === undefined) return undefined;
  const result = resolve(operation.result.type, types);
  return result?.kind === "object" ? result : undefined;
}

function isScalar(type: Type | undefined): boolean {
  return (
    type !== undefined && ["string", "number", "integer", "boolean", "enum"].includes(type.kind)
  );
}

/** A type with references followed; `undefined` when they lead nowhere or in a circle. */
function resolve(type: Type, types: Types): Type | undefined {
  let next: Type | undefined = type;
  for (let steps = 0; next?.kind === "ref"; steps += 1) {
    if (steps > types.size) return undefined;
    next = types.get(next.name)?.type;
  }
  return next;
}
