import type { JsonValue } from "../runtime/api/types.js";
import { isObject, isTrue, type JsonObject, member } from "./json.js";
import type { Dialect } from "./normalised.js";

/**
 * One Schema Object in the 3.1 dialect (JSON Schema 2020-12), its children untouched:
 * 3.0's `nullable` becomes a type array, its boolean `exclusiveMinimum` / `exclusiveMaximum` numbers (OAS 3.0 §4.7.24).
 */
export function normaliseSchema(schema: JsonObject, dialect: Dialect): JsonObject {
  const nullable = isTrue(schema, "nullable");
  const bounded =
    typeof member(schema, "exclusiveMinimum") === "boolean" ||
    typeof member(schema, "exclusiveMaximum") === "boolean";
  if (dialect === "3.1" && !nullable && !bounded) return schema;
  if (!nullable && !bounded) return schema;
  const result: { [key: string]: JsonValue } = { ...schema };
  if (nullable) {
    delete result["nullable"];
    makeNullable(result);
  }
  if (bounded) {
    makeExclusive(result, "minimum", "exclusiveMinimum");
    makeExclusive(result, "maximum", "exclusiveMaximum");
  }
  return result;
}

function makeNullable(schema: { [key: string]: JsonValue }): void {
  const type = schema["type"];
  const values = schema["enum"];
  if (typeof type === "string") schema["type"] = [type, "null"];
  else if (Array.isArray(type) && !type.includes("null")) schema["type"] = [...type, "null"];
  else if (type === undefined) {
    // Without `type`, what is nullable is whatever the other keywords allow.
    const {
      description,
      title,
      deprecated,
      default: preset,
      readOnly,
      writeOnly,
      ...rest
    } = schema;
    const kept = { description, title, deprecated, default: preset, readOnly, writeOnly };
    for (const key of Object.keys(schema)) delete schema[key];
    for (const [key, value] of Object.entries(kept)) if (value !== undefined) schema[key] = value;
    schema["anyOf"] = [rest as JsonObject, { type: "null" }];
    return;
  }
  if (Array.isArray(values) && !values.includes(null)) schema["enum"] = [...values, null];
}

function makeExclusive(
  schema: { [key: string]: JsonValue },
  bound: string,
  exclusive: string,
): void {
  if (schema[exclusive] === true && typeof schema[bound] === "number") {
    schema[exclusive] = schema[bound];
    delete schema[bound];
  } else if (typeof schema[exclusive] === "boolean") delete schema[exclusive];
}

/** Keywords that say something about a value's type; a schema with none of them says nothing. */
const TYPE_KEYWORDS = [
  "$ref",
  "type",
  "enum",
  "const",
  "properties",
  "additionalProperties",
  "patternProperties",
  "items",
  "prefixItems",
  "allOf",
  "oneOf",
  "anyOf",
  "format",
];

export function saysType(schema: JsonValue): boolean {
  return isObject(schema) && TYPE_KEYWORDS.some((keyword) => Object.hasOwn(schema, keyword));
}
