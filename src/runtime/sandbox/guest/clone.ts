import { Blob } from "./blob.js";
import { define } from "./property.js";

type Copies = Map<object, object>;

/**
 * `structuredClone` of HTML, section 2.7, without transfer: data, dates, regular expressions, errors, collections, buffers,
 * views and blobs, with their cycles.
 *
 * @throws DOMException `DataCloneError` for a function, a symbol, or an object that only its engine can copy.
 */
export function structuredClone(value: unknown): unknown {
  return clone(value, new Map());
}

function clone(value: unknown, copies: Copies): unknown {
  if (typeof value === "function" || typeof value === "symbol") throw refusal(String(value));
  if (typeof value !== "object" || value === null) return value;
  // Nothing can change a blob, so that it is its own copy.
  if (value instanceof Blob) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy = emptyCopy(value, copies);
  copies.set(value, copy);
  fill(value, copy, copies);
  return copy;
}

/** The copy of `value` before its members. */
function emptyCopy(value: object, copies: Copies): object {
  if (Array.isArray(value)) return new Array(value.length);
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof Map) return new Map();
  if (value instanceof Set) return new Set();
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (ArrayBuffer.isView(value)) return cloneView(value, copies);
  if (value instanceof Error) return cloneError(value, copies);
  if (value instanceof Boolean || value instanceof Number || value instanceof String) {
    return Object(value.valueOf());
  }
  if (
    value instanceof Promise ||
    value instanceof WeakMap ||
    value instanceof WeakSet ||
    value instanceof WeakRef
  ) {
    throw refusal(Object.prototype.toString.call(value));
  }
  return {};
}

function fill(value: object, copy: object, copies: Copies): void {
  if (value instanceof Map && copy instanceof Map) {
    for (const [key, item] of [...value]) copy.set(clone(key, copies), clone(item, copies));
  } else if (value instanceof Set && copy instanceof Set) {
    for (const item of [...value]) copy.add(clone(item, copies));
  } else if (Array.isArray(value) || isRecord(copy)) {
    for (const [key, item] of Object.entries(value)) {
      define(copy, key, clone(item, copies), "listed");
    }
  }
}

function isRecord(copy: object): boolean {
  return Object.getPrototypeOf(copy) === Object.prototype;
}

function cloneView(view: ArrayBufferView, copies: Copies): object {
  const buffer = clone(view.buffer, copies);
  const View: unknown = Reflect.get(view, "constructor");
  if (typeof View !== "function") throw refusal("a view without a constructor");
  const length = view instanceof DataView ? view.byteLength : Reflect.get(view, "length");
  return Reflect.construct(View, [buffer, view.byteOffset, length]);
}

const ERRORS = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

/** HTML keeps the class of the language's own errors and makes an `Error` of every other. */
function cloneError(error: Error, copies: Copies): Error {
  const Constructor = ERRORS.find(({ name }) => name === error.name) ?? Error;
  const copy = new Constructor(error.message);
  if (error.cause !== undefined) {
    define(copy, "cause", clone(error.cause, copies), "hidden");
  }
  return copy;
}

function refusal(what: string): DOMException {
  return new DOMException(`${what} could not be cloned.`, "DataCloneError");
}
