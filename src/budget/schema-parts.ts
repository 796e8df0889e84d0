import type { Api, Operation } from "../runtime/api/api.js";
import type { EnumType, Type } from "../runtime/api/types.js";

/** Something inside the arguments of operations that a tool definition writes out. */
export type SchemaPart =
  | { readonly kind: "enum"; readonly at: string; readonly type: EnumType }
  | { readonly kind: "description"; readonly at: string; readonly text: string };

/** Where a part stands: in a named type, or in the arguments of one operation. */
export type Holder =
  | { readonly kind: "type"; readonly name: string }
  | { readonly kind: "operation"; readonly id: string };

/** Shorter ones are no news: characters of a description, values of an enum. */
const LEAST_DESCRIPTION = 300;
const LEAST_VALUES = 20;
const MAX_DEPTH = 20;

/** The large enums and long descriptions of an API's types and arguments, each with what holds it. `at` begins with the holder's name. */
export function* largeParts(api: Api): Generator<SchemaPart & { readonly holder: Holder }> {
  for (const { name, type, description } of api.types) {
    const holder = { kind: "type", name } as const;
    for (const part of described(name, type, description, 0)) yield { ...part, holder };
  }
  for (const operation of api.operations) {
    const holder = { kind: "operation", id: operation.id } as const;
    const { description: text = "" } = operation;
    if (text.length >= LEAST_DESCRIPTION) {
      yield { kind: "description", at: operation.id, text, holder };
    }
    for (const part of argumentParts(operation)) yield { ...part, holder };
  }
}

function* argumentParts({ id, parameters, body }: Operation): Generator<SchemaPart> {
  for (const { name, type, description, preset } of parameters) {
    if (preset?.kind === "locked") continue;
    yield* described(`${id} ${name}`, type, description, 0);
  }
  const [content] = body?.contents ?? [];
  if (body !== undefined && content !== undefined) {
    yield* partsOf(`${id} ${body.name}`, content.type, 0);
  }
}

function* described(
  at: string,
  type: Type,
  description: string | undefined,
  depth: number,
): Generator<SchemaPart> {
  if (description !== undefined && description.length >= LEAST_DESCRIPTION) {
    yield { kind: "description", at, text: description };
  }
  yield* partsOf(at, type, depth);
}

function* partsOf(at: string, type: Type, depth: number): Generator<SchemaPart> {
  if (depth > MAX_DEPTH) return;
  switch (type.kind) {
    case "enum":
      if (type.values.length >= LEAST_VALUES) yield { kind: "enum", at, type };
      return;
    case "array":
      yield* partsOf(`${at}[]`, type.items, depth + 1);
      return;
    case "tuple":
      for (const [index, item] of type.items.entries())
        yield* partsOf(`${at}[${index}]`, item, depth + 1);
      return;
    case "object":
      for (const property of type.properties) {
        const { name, description } = property;
        yield* described(`${at}.${name}`, property.type, description, depth + 1);
      }
      if (type.additional !== undefined) yield* partsOf(`${at}[key]`, type.additional, depth + 1);
      return;
    case "union":
    case "intersection":
      for (const member of type.members) yield* partsOf(at, member, depth + 1);
      return;
    default:
      return;
  }
}
