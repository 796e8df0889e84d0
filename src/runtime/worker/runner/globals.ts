/** What stays of an isolate's global scope: the language, and what the sandbox's other engine has besides. */
const KEPT: ReadonlySet<unknown> = new Set(
  `AggregateError Array ArrayBuffer AsyncDisposableStack BigInt BigInt64Array BigUint64Array Boolean DataView Date
  DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array
  Int32Array Int8Array Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String
  SuppressedError Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef
  WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape globalThis isFinite isNaN parseFloat parseInt
  undefined unescape`.split(/\s+/),
);

/** Of the platform's, these are kept too. They are inherited, and become the scope's own. */
const INHERITED = ["DOMException", "atob", "btoa", "queueMicrotask"];

/**
 * Hides the platform from all code that is loaded afterwards: `fetch`, `caches`, `WebSocket` and all else that the sandbox's other
 * engine does not have. This is for the same answers everywhere; what keeps a snippet in is that the isolate has no network and no
 * bindings.
 */
export function hidePlatform(): void {
  for (const name of INHERITED) {
    const value: unknown = Reflect.get(globalThis, name);
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  for (const name of Reflect.ownKeys(globalThis)) {
    if (!KEPT.has(name) && !INHERITED.some((kept) => kept === name)) {
      Reflect.deleteProperty(globalThis, name);
    }
  }
  Object.setPrototypeOf(globalThis, Object.prototype);
}
