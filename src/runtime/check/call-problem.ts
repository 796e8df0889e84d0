import type { MediaType, Operation, Parameter, ParameterLocation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { nearest } from "../api/nearest.js";
import { isReservedHeader } from "../client/header.js";
import { type KnownValue, knownText } from "./known-value.js";
import { listedNames, misfit } from "./misfit.js";

/** What is wrong with the arguments of a call. */
export interface CallProblem {
  /** The argument's name; empty when it is all of them. */
  readonly argument: string;
  /** A sentence without a full stop, unless it ends in a question. */
  readonly message: string;
}

/** What is wrong with the one object of arguments of a call, as far as it is known; `undefined` when nothing is. */
export function callProblem(
  operation: Operation,
  given: KnownValue,
  lookup: ApiLookup,
): CallProblem | undefined {
  return (
    argumentProblem(operation, given, lookup) ??
    (given.kind === "object" ? bodyMisfit(operation, given, lookup) : undefined)
  );
}

/** As `callProblem`, but for what is inside a body. */
export function argumentProblem(
  operation: Operation,
  given: KnownValue,
  lookup: ApiLookup,
): CallProblem | undefined {
  if (given.kind === "unknown") return undefined;
  const args = given.kind === "undefined" || isNull(given) ? NO_ARGUMENTS : given;
  if (args.kind !== "object") {
    return { argument: "", message: `it takes one object of arguments, not ${knownText(given)}` };
  }
  return (
    firstOf(args.members.keys(), (name) => strangeArgument(operation, name, lookup)) ??
    firstOf(operation.parameters, (parameter) =>
      parameterProblem(parameter, args, operation, lookup),
    ) ??
    missingBody(operation, args)
  );
}

/** The one object of arguments, as far as it is known. */
export type Arguments = Extract<KnownValue, { kind: "object" }>;

const NO_ARGUMENTS: Arguments = { kind: "object", members: new Map(), isWhole: true };

function isNull(value: KnownValue): boolean {
  return value.kind === "scalar" && value.value === null;
}

/** An argument that the operation does not have, or that only the server sets. */
function strangeArgument(
  operation: Operation,
  argument: string,
  lookup: ApiLookup,
): CallProblem | undefined {
  const parameter = operation.parameters.find(({ name }) => name === argument);
  const message =
    parameter === undefined
      ? unknownArgument(operation, argument, lookup)
      : serverSide(parameter, lookup);
  return message === undefined ? undefined : { argument, message };
}

function unknownArgument(
  { body, parameters }: Operation,
  argument: string,
  lookup: ApiLookup,
): string | undefined {
  if (argument === body?.name) return undefined;
  const names = parameters
    .filter(({ preset }) => preset?.kind !== "locked")
    .map(({ name }) => name);
  const [suggestion] = nearest(argument, body === undefined ? names : [...names, body.name], 1);
  if (body !== undefined && isBodyMember(body.contents, argument, lookup)) {
    return `\`${argument}\` belongs inside \`${body.name}\`: { ${body.name}: { ${argument}: … } }`;
  }
  const hint = suggestion === undefined ? "" : `; did you mean \`${suggestion}\`?`;
  return `there is no argument ${JSON.stringify(argument.slice(0, 100))}${hint}`;
}

function isBodyMember(contents: readonly MediaType[], name: string, lookup: ApiLookup): boolean {
  return contents.some(({ type }) => listedNames(type, lookup)?.has(name) ?? false);
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
  args: Arguments,
  operation: Operation,
  lookup: ApiLookup,
): CallProblem | undefined {
  const { name } = parameter;
  const given = args.members.get(name);
  if (given === undefined || given.kind === "undefined" || isNull(given)) {
    const isNeeded =
      parameter.required && parameter.preset === undefined && !bearsCredential(parameter, lookup);
    const isMissing = isNeeded && (given !== undefined || args.isWhole);
    return isMissing
      ? { argument: name, message: `\`${name}\` is missing${supplierText(operation, name)}` }
      : undefined;
  }
  const found = misfit(parameter.type, given, lookup);
  return found && { argument: name, message: `\`${name}${found.at}\` ${found.message}` };
}

/** Where a value for a missing argument comes from; empty when that is not known. */
function supplierText({ suppliers = {} }: Operation, argument: string): string {
  const [best] = (Object.hasOwn(suppliers, argument) ? suppliers[argument] : undefined) ?? [];
  return best === undefined ? "" : `; its values come from \`${best.operation}\` (\`${best.at}\`)`;
}

function missingBody({ body }: Operation, args: Arguments): CallProblem | undefined {
  if (body === undefined) return undefined;
  const { name, required } = body;
  const given = args.members.get(name);
  if (given !== undefined && given.kind !== "undefined") return undefined;
  const isMissing = required && (given !== undefined || args.isWhole);
  return isMissing ? { argument: name, message: `\`${name}\` is missing` } : undefined;
}

/** Where a body fits none of its media types; the first misfit of the preferred one. */
export function bodyMisfit(
  { body }: Operation,
  args: Arguments,
  lookup: ApiLookup,
): CallProblem | undefined {
  const given = body && args.members.get(body.name);
  if (body === undefined || given === undefined || given.kind === "undefined") return undefined;
  const [first, ...others] = body.contents.map(({ type }) => misfit(type, given, lookup));
  if (first === undefined || others.includes(undefined)) return undefined;
  return { argument: body.name, message: `\`${body.name}${first.at}\` ${first.message}` };
}

function firstOf<T>(
  items: Iterable<T>,
  look: (item: T) => CallProblem | undefined,
): CallProblem | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
