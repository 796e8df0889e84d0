import type { ApiRow, OperationRow } from "../api/row.js";
import { authorise, type Credentials } from "./auth.js";
import { baseUrlOf } from "./base-url.js";
import { withDeadline } from "./deadline.js";
import { ApiError, ResponseError } from "./errors.js";
import { sendFollowing } from "./redirect.js";
import { type Arguments, buildRequest, type HttpRequest } from "./request.js";
import { type ApiResponse, bodyValue, decodeBody, headersOf } from "./response.js";
import { DEFAULT_RETRY, type RetryPolicy, sendWithRetries } from "./retry.js";

export interface ClientOptions {
  /** Absolute; instead of the servers that the document names. */
  readonly baseUrl?: string;
  /** By the name of the security scheme, or one token. */
  readonly auth?: Credentials;
  /** Instead of the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Milliseconds for one call with its retries; 60,000 unless said. */
  readonly timeoutMs?: number;
  readonly retry?: Partial<RetryPolicy>;
  /** Aborts every call of this client. */
  readonly signal?: AbortSignal;
  /** Sent with every call, below what the operation itself sets. */
  readonly headers?: { readonly [name: string]: string };
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export interface RawOptions extends CallOptions {
  /** The value of `Accept`, instead of all that the operation can answer. */
  readonly accept?: string;
  /** The media type to write the body in, instead of the preferred one. */
  readonly contentType?: string;
}

/** Namespace → operation name → row. */
export interface Operations {
  readonly [namespace: string]: { readonly [operation: string]: OperationRow };
}

type Method = (args?: Arguments, options?: CallOptions) => Promise<unknown>;

/** The interfaces of the namespaces, each method taking `CallOptions` after its arguments, and `raw`. */
export type Client<Namespaces> = {
  readonly [Namespace in keyof Namespaces]: {
    readonly [Name in keyof Namespaces[Namespace]]: WithOptions<Namespaces[Namespace][Name]>;
  };
} & Raw;

/** Options always come second: an operation without arguments takes `undefined` for them. */
type WithOptions<Operation> = Operation extends (...args: infer Args) => infer Result
  ? (
      ...args: Args extends readonly []
        ? [args?: undefined, options?: CallOptions]
        : [...Args, options?: CallOptions]
    ) => Result
  : never;

export interface Raw {
  /** Calls one of this client's methods and gives status, headers and body: `client.raw(client.issues.get, { … })`. */
  raw<Args, Result>(
    operation: (args: Args, options?: CallOptions) => Promise<Result>,
    args: Args,
    options?: RawOptions,
  ): Promise<ApiResponse<Result>>;
}

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * A client of the API. A call resolves to the parsed body; it rejects with `ApiError` for an answer outside 2xx, `ArgumentError`,
 * `ConfigurationError` or `ResponseError`, the signal's reason or a `TimeoutError` when it is cut off, and what `fetch` throws otherwise.
 */
export function createClient<Namespaces>(
  api: ApiRow,
  operations: Operations,
  options: ClientOptions = {},
): Client<Namespaces> {
  const called = new WeakMap<object, { readonly id: string; readonly row: OperationRow }>();
  const client: Record<string, unknown> = Object.create(null);
  for (const [namespace, rows] of Object.entries(operations)) {
    const methods: Record<string, Method> = Object.create(null);
    for (const [name, row] of Object.entries(rows)) {
      const id = `${namespace}.${name}`;
      const method: Method = async (args, callOptions) =>
        (await call(api, { id, row }, args ?? {}, options, callOptions ?? {})).body;
      called.set(method, { id, row });
      methods[name] = method;
    }
    client[namespace] = methods;
  }
  client["raw"] = async (method: Method, args?: Arguments, rawOptions?: RawOptions) => {
    const operation = called.get(method);
    if (operation === undefined) throw new TypeError("raw() takes a method of this client");
    return call(api, operation, args ?? {}, options, rawOptions ?? {});
  };
  // The rows are the table of these very namespaces; nothing but the generated types can say so.
  return client as Client<Namespaces>;
}

async function call(
  api: ApiRow,
  { id, row }: { readonly id: string; readonly row: OperationRow },
  args: Arguments,
  options: ClientOptions,
  callOptions: RawOptions,
): Promise<ApiResponse> {
  const built = buildRequest(row, args, {
    baseUrl: baseUrlOf(row.servers ?? api.servers, options.baseUrl),
    accept: callOptions.accept,
    contentType: callOptions.contentType,
  });
  const request = authorise(withDefaultHeaders(built, options), api, row, options.auth);
  const timeoutMs = callOptions.timeoutMs ?? options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return withDeadline([options.signal, callOptions.signal], timeoutMs, async (signal) => {
    const response = await sendWithRetries({
      method: request.method,
      policy: { ...DEFAULT_RETRY, ...options.retry },
      signal,
      send: () =>
        sendFollowing(request, "anonymous-elsewhere", (hop) =>
          send(hop, options.fetch ?? fetch, signal),
        ),
      isNetworkError: (error) => error instanceof TypeError,
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const body = bodyValue(decodeBody(row, response, bytes));
    if (!response.ok) throw new ApiError(id, response.status, body);
    return { status: response.status, headers: headersOf(response), body };
  });
}

function withDefaultHeaders(request: HttpRequest, options: ClientOptions): HttpRequest {
  const headers = new Headers(options.headers);
  request.headers.forEach((value, name) => {
    headers.set(name, value);
  });
  return { ...request, headers };
}

/** A browser hides where a redirect goes, so there it is left to follow those of GET and HEAD itself. */
async function send(
  { url, method, headers, body }: HttpRequest,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Response> {
  const init = { method, headers, signal, ...(body !== undefined && { body }) };
  const response = await fetch(url, { ...init, redirect: "manual" });
  if (response.type !== "opaqueredirect") return response;
  if (method === "GET" || method === "HEAD") return fetch(url, init);
  throw new ResponseError(`The API redirects a ${method}, which is not followed`);
}
