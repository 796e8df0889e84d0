import type { JsonValue } from "../runtime/api/types.js";

export type JsonObject = { readonly [key: string]: JsonValue };
export type JsonArray = readonly JsonValue[];

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own member or item; `undefined` where there is none. */
export function childOf(value: JsonValue, key: string): JsonValue | undefined {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/**
 * Replaces a member or an item of a value that nobody else holds yet. What was just parsed is changed in place: a copy of a
 * large document would double its memory. Never touches a prototype, whatever the key.
 */
export function replaceChild(parent: JsonObject | JsonArray, key: string, value: JsonValue): void {
  Object.defineProperty(parent, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
