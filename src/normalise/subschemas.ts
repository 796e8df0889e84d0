import type { JsonValue } from "../runtime/api/types.js";
import { arrayAt, isObject, member, objectAt } from "./json.js";

const MAPS = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"];
const LISTS = ["allOf", "oneOf", "anyOf", "prefixItems"];
const SINGLE = [
  "items",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "contains",
  "propertyNames",
  "contentSchema",
  "not",
  "if",
  "then",
  "else",
];

export interface Subschema {
  /** The way to it from the schema that it stands in. */
  readonly keys: readonly (string | number)[];
  readonly value: JsonValue;
}

/** The schemas that stand directly in a schema (JSON Schema 2020-12 Core §10). */
export function subschemas(schema: JsonValue): Subschema[] {
  if (!isObject(schema)) return [];
  const found: Subschema[] = [];
  for (const keyword of MAPS)
    for (const [name, value] of Object.entries(objectAt(schema, keyword) ?? {}))
      found.push({ keys: [keyword, name], value });
  for (const keyword of LISTS)
    for (const [index, value] of arrayAt(schema, keyword).entries())
      found.push({ keys: [keyword, index], value });
  for (const keyword of SINGLE) {
    const value = member(schema, keyword);
    if (value !== undefined) found.push({ keys: [keyword], value });
  }
  return found;
}
