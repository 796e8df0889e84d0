import type { JsonValue } from "../runtime/api/types.js";
import { isObject, isTrue, type JsonObject, member } from "./json.js";
import type { Dialect } from "./normalised.js";

/**
 * One Schema Object in the 3.1 dialect (JSON Schema 2020-12), its children untouched: 3.0's `nullable` and the `x-nullable` of Swagger 2.0
 * become a type array, boolean `exclusiveMinimum` / `exclusiveMaximum` numbers (OAS 3.0 §4.7.24).
 */
export function normaliseSchema(schema: JsonObject, dialect: Dialect): JsonObject {
  const nullable =
    isTrue(schema, "nullable") || (dialect === "2.0" && isTrue(schema, "x-nullable"));
  const bounded =
    typeof member(schema, "exclusiveMinimum") === "boolean" ||
    typeof member(schema, "exclusiveMaximum") === "boolean";
  const typeNull = member(schema, "type") === null;
  if (!nullable && !bounded && !typeNull) return schema;
  const result: { [key: string]: JsonValue } = { ...schema };
  // YAML reads an unquoted `null` as the value; the type was meant.
  if (typeNull) result["type"] = "null";
  if (nullable) {
    delete result["nullable"];
    delete result["x-nullable"];
    makeNullable(result);
  }
  if (bounded) {
    makeExclusive(result, "minimum", "exclusiveMinimum");
    makeExclusive(result, "maximum", "exclusiveMaximum");
  }
  return result;
}

/** Without `type`, what is nullable is whatever the other keywords allow: `nullable` stays, for the reader to add `null`. */
function makeNullable(schema: { [key: string]: JsonValue }): void {
  const type = schema["type"];
  const values = schema["enum"];
  if (Array.isArray(values)) {
    if (!values.includes(null)) schema["enum"] = [...values, null];
  } else if (type === undefined) schema["nullable"] = true;
  if (typeof type === "string") schema["type"] = [type, "null"];
  else if (Array.isArray(type) && !type.includes("null")) schema["type"] = [...type, "null"];
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
  "$dynamicRef",
  "$recursiveRef",
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
  "contentEncoding",
  "contentMediaType",
];

export function saysType(schema: JsonValue): boolean {
  return isObject(schema) && TYPE_KEYWORDS.some((keyword) => Object.hasOwn(schema, keyword));
}
