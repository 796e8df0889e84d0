import { childOf, isObject, type JsonObject, replaceChild } from "../load/json-value.js";
import type { JsonValue } from "../runtime/api/types.js";

/** The root of a document under change. What was given stays as it is: only what lies on the way to a change is copied, once. */
export interface Target {
  readonly root: JsonObject;
  /** The value at a path, which nothing else refers to any more, so that it may be changed in place; `undefined` when there is none. */
  own(path: readonly string[]): JsonValue | undefined;
}

export function createTarget(given: JsonObject): Target {
  const root: JsonObject = { ...given };
  const owned = new WeakSet<object>([root]);
  return {
    root,
    own(path) {
      let value: JsonValue = root;
      for (const key of path) {
        const child = childOf(value, key);
        if (child === undefined) return undefined;
        const mine = owned.has(Object(child)) ? child : copyOf(child);
        if (typeof mine === "object" && mine !== null) owned.add(mine);
        if (mine !== child && typeof value === "object" && value !== null) {
          replaceChild(value, key, mine);
        }
        value = mine;
      }
      return value;
    },
  };
}

function copyOf(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return [...value];
  return isObject(value) ? { ...value } : value;
}
