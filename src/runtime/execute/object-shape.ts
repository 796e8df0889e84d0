import type { JsonValue } from "../api/types.js";

/**
 * The members of an object. Those of a record each say something else of one thing; those of a dictionary are things of one kind, so that the
 * first of them stand for the others as in an array.
 */
export interface Members {
  readonly kind: "record" | "dictionary";
  readonly keys: readonly string[];
}

/** Remembers what each object of a value is: it is asked for often, and an object may have a million members. */
export interface Shapes {
  of(object: { readonly [key: string]: JsonValue }): Members;
}

/** No record has as many members. */
const WIDEST_RECORD = 150;
/** With fewer, an object whose members are all objects is taken for a record all the same. */
const SMALLEST_DICTIONARY = 8;

export function createShapes(): Shapes {
  const known = new WeakMap<object, Members>();
  return {
    of(object) {
      const found = known.get(object) ?? membersOf(object);
      known.set(object, found);
      return found;
    },
  };
}

function membersOf(object: { readonly [key: string]: JsonValue }): Members {
  const keys = Object.keys(object);
  const isDictionary =
    keys.length > WIDEST_RECORD ||
    (keys.length >= SMALLEST_DICTIONARY && keys.every((key) => isObject(object[key])));
  return { kind: isDictionary ? "dictionary" : "record", keys };
}

function isObject(value: JsonValue | undefined): boolean {
  return typeof value === "object" && value !== null;
}
