import { literal } from "../../runtime/api/literal.js";
import type { JsonValue, Type } from "../../runtime/api/types.js";
import { startPrint, type TypeView, typeText } from "../../runtime/search/type-text.js";

const VIEW: TypeView = {
  depth: 1,
  properties: 4,
  named: 0,
  members: 6,
  notes: "left-out",
  required: "cut",
};
const MAX_TOKENS = 40;
const MAX_CHARACTERS = 100;
const MAX_LISTED = 8;
const MAX_VALUE_CHARACTERS = 60;

/** A type in a sentence: as TypeScript writes it where that is short, else what kind it is. */
export function typeWords(type: Type): string {
  if (type.kind === "integer") return "integer";
  const text = typeText(type, VIEW, startPrint(MAX_TOKENS));
  if (text.length <= MAX_CHARACTERS && !text.includes("/* cut */")) return text;
  switch (type.kind) {
    case "object":
      return `an object with ${type.properties.length} properties`;
    case "union":
      return `a union of ${type.members.length} types`;
    case "enum":
      return `one of ${type.values.length} values`;
    case "array":
      return "a long type[]";
    default:
      return "a long type";
  }
}

/** Values in a sentence: the first few, and how many more there are. */
export function valueWords(values: readonly JsonValue[]): string {
  return listWords(values.map(valueWord));
}

/** `A, B and 12 more`. */
export function listWords(texts: readonly string[]): string {
  const shown = texts.slice(0, MAX_LISTED).join(", ");
  return texts.length <= MAX_LISTED ? shown : `${shown} and ${texts.length - MAX_LISTED} more`;
}

/** One value in a sentence, as TypeScript writes it; of a long one how long it is. */
export function valueWord(value: JsonValue): string {
  const text = literal(value);
  return text.length <= MAX_VALUE_CHARACTERS ? text : `a value of ${text.length} characters`;
}
