import type { Operation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { argumentProblem, type CallProblem } from "../check/call-problem.js";
import { knownJson } from "../check/known-value.js";
import { ArgumentError } from "../client/errors.js";
import type { Arguments } from "../client/request.js";
import { mayHoldBytes, readForms } from "../sandbox/bytes.js";
import { shown, typeWord } from "./argument-type.js";
import { bytesOf, holdsBytes } from "./sent-bytes.js";

/**
 * The arguments of a call from their JSON text, with real bytes in the body: every required one there, none that the operation does not have, none that the
 * server sets itself, values that fit their types; what is inside a body is left to the API. Throws `ArgumentError`, whose message ends with the argument list.
 */
export function readArguments(operation: Operation, json: string, lookup: ApiLookup): Arguments {
  const args = parseObject(operation, json);
  const problem =
    bytesProblem(operation, args) ?? argumentProblem(operation, knownJson(args), lookup);
  if (problem === undefined) return args;
  const end = problem.message.endsWith("?") ? "" : ".";
  throw new ArgumentError(
    problem.argument,
    `${operation.id}: ${problem.message}${end} Arguments: ${argumentList(operation, lookup)}`,
  );
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

/** A parameter is text; only a body carries bytes. */
function bytesProblem({ parameters }: Operation, args: Arguments): CallProblem | undefined {
  const argument = parameters.find(
    ({ name }) => Object.hasOwn(args, name) && holdsBytes(args[name]),
  );
  if (argument === undefined) return undefined;
  const message = `\`${argument.name}\` holds bytes, which only a request body can carry; give text`;
  return { argument: argument.name, message };
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
