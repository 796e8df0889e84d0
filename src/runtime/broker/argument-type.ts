import type { ApiLookup } from "../api/lookup.js";
import type { Type } from "../api/types.js";

/** A type as one word for an argument list. */
export function typeWord(type: Type, lookup: ApiLookup): string {
  switch (type.kind) {
    case "array":
      return `${typeWord(type.items, lookup)}[]`;
    case "ref":
      return type.name;
    case "enum":
      return type.values.length <= 4
        ? type.values.map((value) => JSON.stringify(value)).join("|")
        : "enum";
    default:
      return type.kind;
  }
}

/** A value of JSON as an error message shows it: short, and in JSON. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
