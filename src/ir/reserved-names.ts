/** Names that generated code must not take. */

/** ECMA-262 §12.7.2, with the words reserved in strict mode and modules. */
const RESERVED_WORDS = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in " +
    "instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** What a client object must not be asked for by another meaning: `then` would make it a promise. */
const OBJECT_MEMBERS = new Set(
  "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable prototype then toJSON toLocaleString toString valueOf".split(
    " ",
  ),
);

/** Members of the client, and names that the schema modules use themselves. */
const CLIENT_MEMBERS = new Set(["raw", "paginate", "stream", "api", "operations"]);

/** The globals of ECMAScript and those of the web platform that code around an API uses; the schema's own type names. */
const GLOBAL_TYPES = new Set(
  (
    "AbortController AbortSignal AggregateError Array ArrayBuffer ArrayLike AsyncGenerator AsyncIterable AsyncIterator Atomics Awaited BigInt Blob Boolean Buffer Capitalize " +
    "Crypto DataView Date Document Element Error EvalError Event EventTarget Exclude Extract File FormData Function Generator Headers Infinity InstanceType Intl Iterable Iterator " +
    "JSON Map Math MessageEvent NaN NoInfer Node NonNullable Number Object Omit OmitThisParameter Parameters Partial Pick Promise PromiseLike PropertyKey Proxy RangeError " +
    "Readonly ReadonlyArray ReadonlyMap ReadonlySet ReadableStream Record ReferenceError Reflect RegExp Request Required Response ReturnType Set String Symbol SyntaxError " +
    "TextDecoder TextEncoder ThisType TransformStream TypeError URIError URL URLSearchParams Uint8Array Uncapitalize Uppercase Lowercase WeakMap WeakRef WeakSet WebSocket " +
    "Window Worker WritableStream " +
    "ApiError ApiResponse BinaryContent ByMediaType ApiRow ArgumentError CallOptions Client ClientHooks ClientOptions ConfigurationError Credentials OperationRow Operations RawOptions RawResponse ResponseError RetryPolicy Routes StreamOptions Streams"
  ).split(" "),
);

/** True for a name that a `const` of a module, or a property of the client, cannot have. */
export function isReservedNamespace(name: string): boolean {
  return RESERVED_WORDS.has(name) || OBJECT_MEMBERS.has(name) || CLIENT_MEMBERS.has(name);
}

/** True for a name that a method must not have; reserved words are fine after a dot. */
export function isReservedMethod(name: string): boolean {
  return OBJECT_MEMBERS.has(name);
}

export function isReservedType(name: string): boolean {
  return GLOBAL_TYPES.has(name) || RESERVED_WORDS.has(name);
}

/** True for a name that the client cannot have in a snippet: it would hide something that is in scope there. */
export function isReservedApiName(name: string): boolean {
  return (
    RESERVED_WORDS.has(name) ||
    GLOBAL_TYPES.has(name) ||
    SNIPPET_GLOBALS.has(name) ||
    OBJECT_MEMBERS.has(name)
  );
}

const SNIPPET_GLOBALS = new Set(
  "search results console setTimeout clearTimeout queueMicrotask structuredClone atob btoa globalThis isFinite isNaN parseFloat parseInt escape unescape encodeURI encodeURIComponent decodeURI decodeURIComponent process require module exports".split(
    " ",
  ),
);
