import type { Credentials } from "./credential.js";
import type { ClientHooks } from "./hooks.js";
import type { RetryPolicy } from "./retry.js";

export interface ClientOptions {
  /** Absolute `http:` or `https:` URL without a query; instead of the servers that the document names. */
  readonly baseUrl?: string;
  /** By the name of the security scheme, or one token. Without it, calls go without credentials. What does not fit the API throws here. */
  readonly auth?: Credentials;
  /** Instead of the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Milliseconds for one call with its retries and its body, of a stream up to its first byte; 60,000 unless said. */
  readonly timeoutMs?: number;
  /** Milliseconds that a stream may be silent; 60,000 unless said. */
  readonly idleTimeoutMs?: number;
  /** When a failed request is sent again: twice at most unless said, `{ retries: 0 }` for never. */
  readonly retry?: Partial<RetryPolicy>;
  /** Aborts every call of this client. */
  readonly signal?: AbortSignal;
  /** Sent with every call, below what the operation itself sets. */
  readonly headers?: { readonly [name: string]: string };
  /** The most bytes of one answer that are read; a longer one is a `ResponseError`. No limit unless said; none for streams. */
  readonly maxResponseBytes?: number;
  /** For logging. */
  readonly hooks?: ClientHooks;
}

/** For one call, above the client's own. */
export interface CallOptions {
  /** Aborts this call; the client's own signal does too. */
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** What it names, in place of the client's. */
  readonly retry?: Partial<RetryPolicy>;
  /** Beside the client's, which they replace; below what the operation itself sets. */
  readonly headers?: { readonly [name: string]: string };
  readonly maxResponseBytes?: number;
}

export interface RawOptions extends CallOptions {
  /** The value of `Accept`, instead of all that the operation can answer. */
  readonly accept?: string;
  /** The media type to write the body in, instead of the preferred one. */
  readonly contentType?: string;
}

export interface StreamOptions extends CallOptions {
  /** Milliseconds that this stream may be silent. */
  readonly idleTimeoutMs?: number;
  /** The media type to write the body in, instead of the preferred one. */
  readonly contentType?: string;
}

export interface PaginateOptions extends CallOptions {
  /** The most pages that are read: there it ends. Without it, the 1,000th page that is not the last is a `ResponseError`. */
  readonly pages?: number;
}
