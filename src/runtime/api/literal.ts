import type { JsonValue } from "./types.js";

/** Characters that a double-quoted literal must not hold raw: controls, line ends, and format characters such as bidi controls, which reorder what a reader sees. */
const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** What most strings are, and none of it unsafe. */
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

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
  const text = JSON.stringify(value);
  const safe = PRINTABLE_ASCII.test(text) ? text : text.replace(UNSAFE, escapeUnits);
  return safe.replaceAll("</", "<\\/");
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");
}
