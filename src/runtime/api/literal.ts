import type { JsonValue } from "./types.js";

/** Characters that a double-quoted literal must not hold raw: line ends, other controls, bidi controls (they reorder what a reader sees), lone surrogates. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const IDENTIFIER_NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A JSON value as a TypeScript literal, on one line. A string can neither end its literal nor a `<script>` around it. */
export function literal(value: JsonValue): string {
  if (typeof value === "string") return stringLiteral(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  const entries = Object.entries(value).map(
    ([key, member]) => `${propertyKey(key)}: ${literal(member)}`,
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** A property name as an object or type literal writes it: bare when it is an ASCII identifier, quoted otherwise. `__proto__` is computed, since bare or quoted it sets the prototype. */
export function propertyKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return isIdentifierName(name) ? name : stringLiteral(name);
}

/** True for an ASCII IdentifierName (ECMA-262 §12.7): usable after a dot. */
export function isIdentifierName(name: string): boolean {
  return IDENTIFIER_NAME.test(name);
}

function stringLiteral(value: string): string {
  return JSON.stringify(value)
    .replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("</", "<\\/");
}
