import type { JsonValue } from "../runtime/api/types.js";

/** Reading a document that may hold anything anywhere: each function gives the value if it has the right shape. */

export type JsonObject = { readonly [key: string]: JsonValue };

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own property; never one of `Object.prototype`. */
export function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function objectAt(value: JsonValue | undefined, key: string): JsonObject | undefined {
  const found = member(value, key);
  return isObject(found) ? found : undefined;
}

export function arrayAt(value: JsonValue | undefined, key: string): readonly JsonValue[] {
  const found = member(value, key);
  return Array.isArray(found) ? found : [];
}

/** A non-empty string. */
export function textAt(value: JsonValue | undefined, key: string): string | undefined {
  const found = member(value, key);
  return typeof found === "string" && found.trim() !== "" ? found : undefined;
}

export function numberAt(value: JsonValue | undefined, key: string): number | undefined {
  const found = member(value, key);
  return typeof found === "number" && Number.isFinite(found) ? found : undefined;
}

export function isTrue(value: JsonValue | undefined, key: string): boolean {
  return member(value, key) === true;
}
