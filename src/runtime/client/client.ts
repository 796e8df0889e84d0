import type { ApiRow, OperationRow } from "../api/row.js";
import type { Credentials } from "./auth.js";
import { createAuthoriser } from "./authoriser.js";
import {
  type CalledOperation,
  type ClientContext,
  receive,
  requestOf,
  send,
  withinTime,
} from "./call.js";
import type { Arguments } from "./request.js";
import type { ApiResponse } from "./response.js";
import type { RetryPolicy } from "./retry.js";

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

/**
 * A client of the API. A call resolves to the parsed body; it rejects with `ApiError` for an answer outside 2xx, `ArgumentError`,
 * `ConfigurationError` or `ResponseError`, the signal's reason or a `TimeoutError` when it is cut off, and what `fetch` throws otherwise.
 */
export function createClient<Namespaces>(
  api: ApiRow,
  operations: Operations,
  options: ClientOptions = {},
): Client<Namespaces> {
  const context: ClientContext = {
    api,
    authoriser: createAuthoriser(api, options.auth, options.fetch ?? fetch),
    options,
  };
  const called = new WeakMap<object, CalledOperation>();
  const client: Record<string, unknown> = Object.create(null);
  for (const [namespace, rows] of Object.entries(operations)) {
    const methods: Record<string, Method> = Object.create(null);
    for (const [name, row] of Object.entries(rows)) {
      const operation: CalledOperation = { id: `${namespace}.${name}`, row };
      const method: Method = async (args, callOptions) =>
        (await call(context, operation, args ?? {}, callOptions ?? {})).body;
      called.set(method, operation);
      methods[name] = method;
    }
    client[namespace] = methods;
  }
  client["raw"] = async (method: Method, args?: Arguments, rawOptions?: RawOptions) => {
    const operation = called.get(method);
    if (operation === undefined) throw new TypeError("raw() takes a method of this client");
    return call(context, operation, args ?? {}, rawOptions ?? {});
  };
  // The rows are the table of these very namespaces; nothing but the generated types can say so.
  return client as Client<Namespaces>;
}

async function call(
  context: ClientContext,
  operation: CalledOperation,
  args: Arguments,
  options: RawOptions,
): Promise<ApiResponse> {
  const request = requestOf(context, operation, args, options);
  return withinTime(context, options, async (signal) =>
    receive(operation, await send(context, operation, request, signal)),
  );
}
