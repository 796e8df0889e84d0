import type { Operation, Parameter } from "../../runtime/api/api.js";
import type { Property, Type } from "../../runtime/api/types.js";
import { CALLERS_OWN, type Identifier, type IdentifierReader } from "./identifier.js";
import { type Scalar, scalarOf, type TypeOf } from "./scalar.js";

/** An argument whose value a caller has to find out first. */
export interface NeededArgument {
  /** `owner`; of a field of the body `body.customer`. */
  readonly name: string;
  /** The parameter's or field's own name. */
  readonly ownName: string;
  readonly identifier: Identifier;
  readonly scalar: Scalar;
  /** Index terms of what the document says of the argument and the operation, where its name does not say what it identifies. */
  readonly told: readonly string[];
  /** The path of the collection that it picks from: what stands before it in the path. Absent outside a path. */
  readonly collection: string | undefined;
}

/**
 * The arguments that name one thing among others: what stands in the path, and elsewhere what is called as ids are. Of operations that change
 * something also those that the document calls optional, since documents are careless there and the call is about nothing without them.
 */
export function neededArguments(
  operation: Operation,
  typeOf: TypeOf,
  reader: IdentifierReader,
): readonly NeededArgument[] {
  const counts = ({ required }: { readonly required: boolean }) =>
    required || operation.effect !== "read";
  const ofParameters = operation.parameters
    .filter((parameter) => parameter.preset === undefined && counts(parameter))
    .flatMap((parameter) => ofParameter(operation, parameter, typeOf, reader));
  const { body } = operation;
  const ofBody = bodyFields(body?.contents[0]?.type, typeOf)
    .filter(counts)
    .flatMap((field) => ofField(operation, `${body?.name}.${field.name}`, field, typeOf, reader));
  return [...ofParameters, ...ofBody];
}

function ofParameter(
  operation: Operation,
  parameter: Parameter,
  typeOf: TypeOf,
  reader: IdentifierReader,
): readonly NeededArgument[] {
  const { name, wireName, type, description } = parameter;
  if (parameter.in === "query")
    return ofField(operation, name, { name, type, description }, typeOf, reader);
  const scalar = parameter.in === "path" ? scalarOf(type, typeOf) : undefined;
  if (scalar === undefined) return [];
  const collection = operation.path.slice(0, operation.path.indexOf(`{${wireName}}`));
  const { noun, key } = reader.identifier(name);
  const own = noun.length === 0 ? reader.pathNoun(collection) : noun;
  const identifier = { noun: own, key };
  const told = noun.length === 0 ? toldOf(operation, description, reader) : [];
  return [{ name, ownName: name, identifier, scalar, told, collection: withoutEnd(collection) }];
}

function ofField(
  operation: Operation,
  name: string,
  field: Pick<Property, "name" | "type"> & { readonly description?: string | undefined },
  typeOf: TypeOf,
  reader: IdentifierReader,
): readonly NeededArgument[] {
  const { noun, key } = reader.identifier(field.name);
  const scalar = scalarOf(field.type, typeOf);
  if (key === undefined || CALLERS_OWN.has(key) || scalar === undefined) return [];
  const own = noun.length === 0 ? reader.pathNoun(operation.path) : noun;
  const identifier = { noun: own, key };
  const told = noun.length === 0 ? toldOf(operation, field.description, reader) : [];
  return [{ name, ownName: field.name, identifier, scalar, told, collection: undefined }];
}

/** Characters of a description that are read. */
const MAX_TOLD = 200;

function toldOf(
  { summary = "" }: Operation,
  description: string | undefined,
  reader: IdentifierReader,
): readonly string[] {
  return reader.terms(`${(description ?? "").slice(0, MAX_TOLD)} ${summary}`);
}

/** A path without the slashes at its end. */
export function withoutEnd(path: string): string {
  return path.replace(/\/+$/, "");
}

function bodyFields(type: Type | undefined, typeOf: TypeOf): readonly Property[] {
  let found = type;
  for (let depth = 0; found?.kind === "ref" && depth < 4; depth += 1) found = typeOf(found.name);
  return found?.kind === "object" ? found.properties : [];
}
