import type { Operation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { nearest } from "../api/nearest.js";
import { listedNames } from "./misfit.js";

/**
 * Fields of a body that no type of it lists, as sentences. JSON Schema allows them where it says nothing of further properties, so they are sent; a misspelt
 * field is then silently without effect.
 */
export function unlistedFields(
  { id, body }: Operation,
  value: unknown,
  lookup: ApiLookup,
): readonly string[] {
  if (body === undefined || !isFields(value)) return [];
  const listed = new Set<string>();
  for (const { type } of body.contents) {
    const names = listedNames(type, lookup);
    if (names === undefined) return [];
    for (const name of names) listed.add(name);
  }
  if (listed.size === 0) return [];
  return Object.keys(value)
    .filter((name) => !listed.has(name))
    .map((name) => {
      const [near] = nearest(name, [...listed], 1);
      const hint = near === undefined ? "" : `; did you mean \`${near}\`?`;
      return `${id}: the document knows no \`${body.name}.${name.slice(0, 60)}\`${hint}`;
    });
}

function isFields(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
