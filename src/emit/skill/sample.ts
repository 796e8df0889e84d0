import type { Operation } from "../../runtime/api/api.js";
import { literal } from "../../runtime/api/literal.js";
import type { JsonValue, NamedType, ObjectType, Type } from "../../runtime/api/types.js";

/** Nesting beyond which an example would no longer be read. */
const MAX_DEPTH = 3;

/**
 * A call of an operation with just its required arguments, as a snippet writes it: `issues.get({ owner: "…", number: 1 })`.
 * `undefined` when its arguments cannot be given briefly and correctly, such as bytes or a recursive type.
 */
export function sampleCall(
  apiName: string,
  operation: Operation,
  types: ReadonlyMap<string, NamedType>,
): string | undefined {
  const sample = sampleArguments(operation, types);
  if (sample === undefined) return undefined;
  const args = Object.keys(sample).length === 0 ? "" : literal(sample);
  return `${apiName}.${operation.id}(${args})`;
}

/** Values of the required arguments. They satisfy the types; strings are placeholders. */
export function sampleArguments(
  operation: Operation,
  types: ReadonlyMap<string, NamedType>,
): { readonly [argument: string]: JsonValue } | undefined {
  const members: [string, JsonValue][] = [];
  for (const parameter of operation.parameters) {
    if (!parameter.required || parameter.preset !== undefined) continue;
    const value = sampleValue(parameter.type, types, 0);
    if (value === undefined) return undefined;
    members.push([parameter.name, value]);
  }
  const content = operation.body?.contents[0];
  if (operation.body?.required && content !== undefined) {
    const value = sampleValue(content.type, types, 0);
    if (value === undefined) return undefined;
    members.push([operation.body.name, value]);
  }
  return Object.fromEntries(members);
}

function sampleValue(
  type: Type,
  types: ReadonlyMap<string, NamedType>,
  depth: number,
): JsonValue | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (type.kind) {
    case "null":
      return null;
    case "boolean":
      return true;
    case "string":
      return sampleString(type.format, type.constraints?.pattern);
    case "number":
    case "integer":
      return type.constraints?.minimum ?? 1;
    case "enum":
      return type.values[0];
    case "array":
      return sampleArray(type, types, depth);
    case "object":
      return sampleObject(type, types, depth);
    case "union":
      return firstSample(type.members, types, depth);
    case "ref": {
      const named = types.get(type.name);
      return named === undefined ? undefined : sampleValue(named.type, types, depth + 1);
    }
    case "intersection":
      return sampleIntersection(type.members, types, depth);
    default:
      return undefined;
  }
}

/** A string that a pattern constrains has no honest placeholder. */
function sampleString(format: string | undefined, pattern: string | undefined): string | undefined {
  if (pattern !== undefined) return undefined;
  switch (format) {
    case "date":
      return "2026-01-31";
    case "date-time":
      return "2026-01-31T12:00:00Z";
    case "uuid":
      return "00000000-0000-4000-8000-000000000000";
    case "email":
      return "someone@example.com";
    case "uri":
      return "https://example.com/";
    default:
      return "…";
  }
}

function sampleArray(
  type: Extract<Type, { kind: "array" }>,
  types: ReadonlyMap<string, NamedType>,
  depth: number,
): JsonValue | undefined {
  const items = type.constraints?.minItems ?? 1;
  const item = items > 1 ? undefined : sampleValue(type.items, types, depth + 1);
  return item === undefined ? undefined : [item];
}

function sampleObject(
  type: ObjectType,
  types: ReadonlyMap<string, NamedType>,
  depth: number,
): { readonly [key: string]: JsonValue } | undefined {
  const members: [string, JsonValue][] = [];
  for (const property of type.properties) {
    if (!property.required) continue;
    const value = sampleValue(property.type, types, depth + 1);
    if (value === undefined) return undefined;
    members.push([property.name, value]);
  }
  if (members.length < (type.constraints?.minProperties ?? 0)) return undefined;
  return Object.fromEntries(members);
}

function firstSample(
  members: readonly Type[],
  types: ReadonlyMap<string, NamedType>,
  depth: number,
): JsonValue | undefined {
  for (const member of members) {
    const value = member.kind === "null" ? undefined : sampleValue(member, types, depth);
    if (value !== undefined) return value;
  }
  return undefined;
}

function sampleIntersection(
  members: readonly Type[],
  types: ReadonlyMap<string, NamedType>,
  depth: number,
): JsonValue | undefined {
  const whole = new Map<string, JsonValue>();
  for (const member of members) {
    const value = sampleValue(member, types, depth);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    // The first member is mostly the more precise one.
    for (const [key, part] of Object.entries(value)) if (!whole.has(key)) whole.set(key, part);
  }
  return Object.fromEntries(whole);
}
