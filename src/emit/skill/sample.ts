import { singular } from "../../ir/words.js";
import type { Operation } from "../../runtime/api/api.js";
import { literal } from "../../runtime/api/literal.js";
import type { JsonValue, NamedType, ObjectType, Type } from "../../runtime/api/types.js";
import { upperSnake } from "../../runtime/broker/variables.js";

/** Nesting beyond which an example would no longer be read. */
const MAX_DEPTH = 3;
/** Names of arguments that take what to look for. */
const WORDS = /^(q|s|query|search|keywords?|term)$/i;
/** Characters of a name that are read. */
const MAX_PLACEHOLDER = 40;

/**
 * A call of an operation with just its required arguments, as a snippet writes it: `issues.get({ owner: "OWNER", number: 1 })`.
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

/** Values of the required arguments. They satisfy the types; strings without a form of their own are placeholders in capitals. */
export function sampleArguments(
  operation: Operation,
  types: ReadonlyMap<string, NamedType>,
): { readonly [argument: string]: JsonValue } | undefined {
  const members: [string, JsonValue][] = [];
  for (const parameter of operation.parameters) {
    if (!parameter.required || parameter.preset !== undefined) continue;
    const value = sampleValue(parameter.type, { name: parameter.name, types, depth: 0 });
    if (value === undefined) return undefined;
    members.push([parameter.name, value]);
  }
  const content = operation.body?.contents[0];
  if (operation.body?.required && content !== undefined) {
    const value = sampleValue(content.type, { name: operation.body.name, types, depth: 0 });
    if (value === undefined) return undefined;
    members.push([operation.body.name, value]);
  }
  return Object.fromEntries(members);
}

/** Whose value is made, and how deep it stands. */
interface Making {
  /** The name of the argument or property. */
  readonly name: string;
  readonly types: ReadonlyMap<string, NamedType>;
  readonly depth: number;
}

function sampleValue(type: Type, making: Making): JsonValue | undefined {
  if (making.depth > MAX_DEPTH) return undefined;
  const deeper = { ...making, depth: making.depth + 1 };
  switch (type.kind) {
    case "null":
      return null;
    case "boolean":
      return true;
    case "string":
      return sampleString(making.name, type.format);
    case "number":
    case "integer":
      return type.constraints?.minimum ?? 1;
    case "enum":
      return type.values.find((value) => value !== null);
    case "array":
      return sampleArray(type, deeper);
    case "object":
      return sampleObject(type, deeper);
    case "union":
      return firstSample(type.members, making);
    case "ref": {
      const named = making.types.get(type.name);
      return named === undefined ? undefined : sampleValue(named.type, deeper);
    }
    case "intersection":
      return sampleIntersection(type.members, making);
    default:
      return undefined;
  }
}

/** What has no form of its own is the name in capitals, as in `OWNER`: it stands for a value of the reader's. */
function sampleString(name: string, format: string | undefined): string {
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
    case "url":
      return "https://example.com/";
    default:
      return placeholder(name);
  }
}

/** `issueType` → `ISSUE_TYPE`. */
export function placeholder(name: string): string {
  if (WORDS.test(name)) return "WORDS";
  return upperSnake(name.slice(0, MAX_PLACEHOLDER)) || "VALUE";
}

function sampleArray(
  type: Extract<Type, { kind: "array" }>,
  making: Making,
): JsonValue | undefined {
  const items = type.constraints?.minItems ?? 1;
  const name = singular(making.name);
  const item = items > 1 ? undefined : sampleValue(type.items, { ...making, name });
  return item === undefined ? undefined : [item];
}

function sampleObject(
  type: ObjectType,
  making: Making,
): { readonly [key: string]: JsonValue } | undefined {
  const members: [string, JsonValue][] = [];
  for (const property of type.properties) {
    if (!property.required) continue;
    const value = sampleValue(property.type, { ...making, name: property.name });
    if (value === undefined) return undefined;
    members.push([property.name, value]);
  }
  if (members.length < (type.constraints?.minProperties ?? 0)) return undefined;
  return Object.fromEntries(members);
}

function firstSample(members: readonly Type[], making: Making): JsonValue | undefined {
  for (const member of members) {
    const value = member.kind === "null" ? undefined : sampleValue(member, making);
    if (value !== undefined) return value;
  }
  return undefined;
}

function sampleIntersection(members: readonly Type[], making: Making): JsonValue | undefined {
  const whole = new Map<string, JsonValue>();
  for (const member of members) {
    const value = sampleValue(member, making);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    // The first member is mostly the more precise one.
    for (const [key, part] of Object.entries(value)) if (!whole.has(key)) whole.set(key, part);
  }
  return Object.fromEntries(whole);
}
