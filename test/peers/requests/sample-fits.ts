import { isRaw, list } from "./sample-document.js";
import type { FlatSchema, Schemas } from "./sample-schema.js";
import { hasType } from "./sample-value.js";

/**
 * Whether a value fits a schema, as far as choosing among branches needs it: types, `enum`, members, lengths, bounds, patterns.
 * The samples themselves are judged by a real validator.
 */
export function fits(schemas: Schemas, flat: FlatSchema, value: unknown, depth = 0): boolean {
  if (depth > 12) return true;
  const { keywords, choices } = flat;
  const inside = (schema: unknown, part: unknown) =>
    fits(schemas, schemas.flat(schema), part, depth + 1);
  const types = [keywords["type"]].flat().filter((type) => typeof type === "string");
  const nullable = value === null && keywords["nullable"] === true;
  if (types.length > 0 && !nullable && !types.some((type) => hasType(value, type))) return false;
  const same = (other: unknown) => JSON.stringify(other) === JSON.stringify(value);
  if ("const" in keywords && !same(keywords["const"])) return false;
  if (Array.isArray(keywords["enum"]) && !keywords["enum"].some(same)) return false;
  if (keywords["not"] !== undefined && inside(keywords["not"], value)) return false;
  for (const { kind, branches } of choices) {
    const fitting = branches.filter((branch) => inside(branch, value)).length;
    if (kind === "oneOf" ? fitting !== 1 : fitting === 0) return false;
  }
  if (typeof value === "string") return textFits(flat, value);
  if (typeof value === "number") return numberFits(flat, value);
  if (Array.isArray(value)) {
    const items = keywords["items"];
    if (value.length < Number(keywords["minItems"] ?? 0)) return false;
    return items === undefined || value.every((item) => inside(items, item));
  }
  if (value instanceof Uint8Array || !isRaw(value)) return true;
  const properties = new Map(Object.entries(Object(keywords["properties"])));
  const present = (name: unknown) => {
    if (typeof name !== "string" || Object.hasOwn(value, name)) return true;
    const readOnly = schemas.flat(properties.get(name)).keywords["readOnly"] === true;
    return readOnly;
  };
  if (!list(keywords["required"]).every(present)) return false;
  const rest = keywords["additionalProperties"];
  return Object.entries(value).every(([name, part]) => {
    if (properties.has(name)) return inside(properties.get(name), part);
    return rest !== false && (!isRaw(rest) || inside(rest, part));
  });
}

function textFits({ keywords }: FlatSchema, text: string): boolean {
  const { pattern, minLength, maxLength, format } = keywords;
  const length = [...text].length;
  if (length < Number(minLength ?? 0)) return false;
  if (length > Number(maxLength ?? Number.POSITIVE_INFINITY)) return false;
  const syntax = FORMATS.get(String(format));
  if (syntax !== undefined && !syntax.test(text)) return false;
  if (typeof pattern !== "string") return true;
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true;
  }
}

const FORMATS: ReadonlyMap<string, RegExp> = new Map([
  ["date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/],
  ["date", /^\d{4}-\d\d-\d\d$/],
  ["uuid", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
  ["ipv4", /^(\d{1,3}\.){3}\d{1,3}$/],
  ["ipv6", /^[0-9a-f:]*:[0-9a-f:.]*$/i],
  ["email", /^[^@\s]+@[^@\s]+$/],
  ["uri", /^[a-z][a-z0-9+.-]*:/i],
]);

function numberFits({ keywords }: FlatSchema, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = keywords;
  if (typeof minimum === "number" && value < minimum) return false;
  if (typeof maximum === "number" && value > maximum) return false;
  if (typeof exclusiveMinimum === "number" && value <= exclusiveMinimum) return false;
  if (typeof exclusiveMaximum === "number" && value >= exclusiveMaximum) return false;
  return typeof multipleOf !== "number" || Number.isInteger(value / multipleOf);
}
