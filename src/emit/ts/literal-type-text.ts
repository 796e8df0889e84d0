import type { JsonValue } from "../../runtime/api/types.js";
import { propertyKeyText } from "./property-key-text.js";
import { numberText, stringText } from "./string-text.js";

/** The type that `value as const` has, on one line. */
export function literalTypeText(value: JsonValue): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "string":
      return stringText(value);
    case "number":
      return numberText(value);
    case "boolean":
      return String(value);
    default:
      return isArray(value)
        ? `readonly [${value.map(literalTypeText).join(", ")}]`
        : objectText(Object.entries(value));
  }
}

function objectText(entries: readonly (readonly [string, JsonValue])[]): string {
  const members = entries.map(
    ([key, value]) => `readonly ${propertyKeyText(key)}: ${literalTypeText(value)}`,
  );
  return members.length === 0 ? "{}" : `{ ${members.join("; ")} }`;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
