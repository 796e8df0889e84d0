import type { Operation, Parameter, ParameterLocation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { nearest } from "../api/nearest.js";
import { ArgumentError } from "../client/errors.js";
import { isReservedHeader } from "../client/header.js";
import type { Arguments } from "../client/request.js";
import { mayHoldBytes, readForms } from "../sandbox/bytes.js";
import { mismatch, shown, typeWord } from "./argument-type.js";
import { bytesOf, holdsBytes } from "./sent-bytes.js";

/**
 * The arguments of a call from their JSON text, with real bytes in the body: every required one there, none that the operation does not have, none that the
 * server sets itself, scalars of the right type outside the body. Throws `ArgumentError`, whose message ends with the argument list.
 */
export function readArguments(operation: Operation, json: string, lookup: ApiLookup): Arguments {
  const args = parseObject(operation, json);
  const problem = firstProblem(operation, args, lookup);
  if (problem === undefined) return args;
  const end = problem.message.endsWith("?") ? "" : ".";
  throw new ArgumentError(
    problem.argument,
    `${operation.id}: ${problem.message}${end} Arguments: ${argumentList(operation, lookup)}`,
  );
}

interface Problem {
  readonly argument: string;
  readonly message: string;
}

function parseObject(operation: Operation, json: string): Arguments {
  const value = parse(json);
  if (value === null) return {};
  if (isObject(value)) return value;
  const given = value === undefined ? "text that is not JSON" : shown(value);
  throw new ArgumentError("", `${operation.id} takes one object of arguments, not ${given}`);
}

/** `undefined` for what is not JSON. */
function parse(json: string): unknown {
  if (json.trim() === "") return null;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  return mayHoldBytes(json) ? readForms(value, bytesOf) : value;
}

function isObject(value: unknown): value is Arguments {
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  return isRecord && !(value instanceof Uint8Array || value instanceof Blob);
}

function firstProblem(
  operation: Operation,
  args: Arguments,
  lookup: ApiLookup,
): Problem | undefined {
  const parameters = new Map(operation.parameters.map((parameter) => [parameter.name, parameter]));
  for (const argument of Object.keys(args)) {
    const parameter = parameters.get(argument);
    const problem =
      parameter === undefined
        ? unknownArgument(operation, argument)
        : serverSide(parameter, lookup);
    if (problem !== undefined) return { argument, message: problem };
  }
  for (const parameter of operation.parameters) {
    const given = Object.hasOwn(args, parameter.name) ? args[parameter.name] : undefined;
    const problem = parameterProblem(parameter, given, lookup);
    if (problem !== undefined) {
      const isMissing = given === undefined || given === null;
      const source = isMissing ? sourceText(operation, parameter.name) : "";
      return { argument: parameter.name, message: `${problem}${source}` };
    }
  }
  const { body } = operation;
  if (body?.required && !Object.hasOwn(args, body.name)) {
    return { argument: body.name, message: `\`${body.name}\` is missing` };
  }
  return undefined;
}

/** Where a value for a missing argument comes from; empty when that is not known. */
function sourceText({ suppliers = {} }: Operation, argument: string): string {
  const [best] = (Object.hasOwn(suppliers, argument) ? suppliers[argument] : undefined) ?? [];
  return best === undefined ? "" : `; its values come from \`${best.operation}\` (\`${best.at}\`)`;
}

function unknownArgument(operation: Operation, argument: string): string | undefined {
  if (argument === operation.body?.name) return undefined;
  const names = visibleArguments(operation).map(({ name }) => name);
  const [suggestion] = nearest(argument, names, 1);
  const hint = suggestion === undefined ? "" : `; did you mean \`${suggestion}\`?`;
  return `there is no argument ${shown(argument)}${hint}`;
}

/** Arguments that the operator or the credentials set, never a snippet. */
function serverSide(parameter: Parameter, lookup: ApiLookup): string | undefined {
  if (parameter.preset?.kind === "locked") {
    return `\`${parameter.name}\` is set by the server and cannot be given`;
  }
  if (bearsCredential(parameter, lookup)) {
    return `\`${parameter.name}\` carries a credential or belongs to the connection; only the server sets it`;
  }
  return undefined;
}

function bearsCredential(parameter: Parameter, lookup: ApiLookup): boolean {
  if (parameter.in === "header" && isReservedHeader(parameter.wireName)) return true;
  return lookup.api.securitySchemes.some(
    (scheme) =>
      scheme.kind === "apiKey" &&
      scheme.in === parameter.in &&
      wireKey(parameter.in, scheme.parameter) === wireKey(parameter.in, parameter.wireName),
  );
}

/** Header names do not differ by case (RFC 9110 §5.1). */
function wireKey(location: ParameterLocation, name: string): string {
  return location === "header" ? name.toLowerCase() : name;
}

function parameterProblem(
  parameter: Parameter,
  given: unknown,
  lookup: ApiLookup,
): string | undefined {
  if (given === undefined || given === null) {
    const needed =
      parameter.required && parameter.preset === undefined && !bearsCredential(parameter, lookup);
    return needed ? `\`${parameter.name}\` is missing` : undefined;
  }
  if (holdsBytes(given)) {
    return `\`${parameter.name}\` holds bytes, which only a request body can carry; give text`;
  }
  const expected = mismatch(parameter.type, given, lookup);
  if (expected === undefined) return undefined;
  return `\`${parameter.name}\` must be ${expected}, not ${shown(given)}`;
}

/** `{ owner: string, repo: string, page?: integer }` */
function argumentList(operation: Operation, lookup: ApiLookup): string {
  const parts = visibleArguments(operation).map(
    ({ name, optional, type }) => `${name}${optional ? "?" : ""}: ${typeWord(type, lookup)}`,
  );
  return parts.length === 0 ? "none" : `{ ${parts.join(", ")} }`;
}

function visibleArguments(operation: Operation) {
  const own = operation.parameters
    .filter((parameter) => parameter.preset?.kind !== "locked")
    .map(({ name, required, preset, type }) => ({
      name,
      optional: !required || preset !== undefined,
      type,
    }));
  const { body } = operation;
  const [content] = body?.contents ?? [];
  if (body === undefined || content === undefined) return own;
  return [...own, { name: body.name, optional: !body.required, type: content.type }];
}
