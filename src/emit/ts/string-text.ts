import { literal } from "../../runtime/api/literal.js";

/** A string literal with the quotes prettier prefers: single ones only where that saves escapes. */
export function stringText(value: string): string {
  const text = literal(value);
  if (!value.includes('"')) return text;
  const saved = count(value, '"') - count(value, "'");
  if (saved <= 0) return text;
  const body = text
    .slice(1, -1)
    .replace(/\\(.)|'/g, (match, escaped?: string) =>
      match === "'" ? "\\'" : escaped === '"' ? '"' : match,
    );
  return `'${body}'`;
}

/** A number literal as prettier writes it: `1e21`, not `1e+21`. */
export function numberText(value: number): string {
  return literal(value).replace("e+", "e");
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
