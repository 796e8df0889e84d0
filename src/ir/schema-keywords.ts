import { arrayAt, isTrue, type JsonObject, member, numberAt, textAt } from "../normalise/json.js";
import type { Constraints, JsonValue } from "../runtime/api/types.js";

/** A default longer than this, as JSON, is documentation and no value to repeat. */
const LONGEST_DEFAULT = 200;

/** What `type` says: its types without `null`, unless that is all, and whether `null` is one of them. */
export function declaredTypes(schema: JsonObject): {
  readonly types: readonly string[];
  readonly nullable: boolean;
} {
  const type = member(schema, "type");
  const all = (Array.isArray(type) ? type : [type]).filter((item) => typeof item === "string");
  const types = all.filter((item) => item !== "null");
  const nullable = (all.includes("null") && types.length > 0) || isTrue(schema, "nullable");
  return { types: nullable ? types : all, nullable };
}

/** The type of a schema without `type` whose keywords apply to one type only. */
export function impliedTypes(schema: JsonObject): string[] {
  const has = (...keys: string[]): boolean => keys.some((key) => Object.hasOwn(schema, key));
  if (has("properties", "additionalProperties", "patternProperties")) return ["object"];
  if (has("items", "prefixItems")) return ["array"];
  const isText =
    textAt(schema, "format") === "binary" || has("contentEncoding", "contentMediaType");
  return isText ? ["string"] : [];
}

/** A value of an enum as it stands, as it was meant, and whether it is of the schema's type at all. */
export interface EnumValue {
  readonly written: JsonValue;
  readonly meant: JsonValue;
  readonly fits: boolean;
}

/** The distinct values of `const` or `enum`; `undefined` when the schema has neither. */
export function enumValues(
  schema: JsonObject,
  types: readonly string[],
): readonly EnumValue[] | undefined {
  const constant = member(schema, "const");
  const values = constant === undefined ? arrayAt(schema, "enum") : [constant];
  if (values.length === 0) return undefined;
  const distinct = new Map<string, EnumValue>();
  for (const written of values) {
    const meant = meantValue(written, types);
    const fits = types.length === 0 || written === null || types.some((type) => isOf(meant, type));
    const key = JSON.stringify(meant);
    if (!distinct.has(key)) distinct.set(key, { written, meant, fits });
  }
  return [...distinct.values()];
}

/** YAML reads an unquoted 1 or true, and keeps a quoted one: where only the other type is allowed, that is what was meant. */
function meantValue(value: JsonValue, types: readonly string[]): JsonValue {
  const [type] = types;
  if (types.length !== 1) return value;
  if (type === "string")
    return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  if (typeof value !== "string") return value;
  if ((type === "integer" || type === "number") && String(Number(value)) === value)
    return Number.isFinite(Number(value)) ? Number(value) : value;
  return type === "boolean" && (value === "true" || value === "false") ? value === "true" : value;
}

function isOf(value: JsonValue, type: string): boolean {
  if (value === null) return type === "null";
  if (Array.isArray(value)) return type === "array";
  if (type === "integer" || type === "number") return typeof value === "number";
  return typeof value === type;
}

/** True for bytes: `format: binary`, or content of a media type that is not text and is not encoded as such (OAS 3.1 §4.8.14.3). */
export function isBinary(schema: JsonObject): boolean {
  const encoding = textAt(schema, "contentEncoding");
  if (textAt(schema, "format") === "binary" || encoding === "binary") return true;
  const mediaType = textAt(schema, "contentMediaType");
  return (
    mediaType !== undefined && encoding === undefined && !/^text\/|json|xml|yaml/.test(mediaType)
  );
}

/** The validation keywords that a type cannot say. */
export function constraintsOf(schema: JsonObject): Constraints | undefined {
  const found: { [key: string]: number | string | true } = {};
  for (const keyword of NUMBER_KEYWORDS) {
    const value = numberAt(schema, keyword);
    if (value !== undefined) found[keyword] = value;
  }
  const pattern = textAt(schema, "pattern");
  if (pattern !== undefined) found["pattern"] = pattern;
  if (isTrue(schema, "uniqueItems")) found["uniqueItems"] = true;
  return Object.keys(found).length === 0 ? undefined : found;
}

const NUMBER_KEYWORDS = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
] as const;

/** Keywords that only validate, and in a way no type can express. */
const IGNORED = [
  "if",
  "not",
  "dependentSchemas",
  "dependentRequired",
  "contains",
  "propertyNames",
  "unevaluatedItems",
] as const;

export function ignoredKeywords(schema: JsonObject): string[] {
  return IGNORED.filter((keyword) => Object.hasOwn(schema, keyword));
}

export function isShortDefault(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null && JSON.stringify(value).length <= LONGEST_DEFAULT;
}
