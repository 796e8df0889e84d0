import type { ApiRow, OperationRow } from "../api/row.js";
import type { ApiResponse } from "./api-response.js";
import { createAuthoriser } from "./authoriser.js";
import {
  type CalledOperation,
  type ClientContext,
  exchange,
  exchangeStream,
  requestOf,
} from "./call.js";
import type {
  CallOptions,
  ClientOptions,
  PaginateOptions,
  RawOptions,
  StreamOptions,
} from "./options.js";
import { checkPages, itemsOfPages } from "./pages.js";
import type { Arguments } from "./request.js";
import { streamMediaType } from "./stream.js";
import type { Sent } from "./upload.js";

/** Namespace → operation name → row. */
export interface Operations {
  readonly [namespace: string]: { readonly [operation: string]: OperationRow };
}

type Method = (args?: Arguments, options?: CallOptions) => Promise<unknown>;

/**
 * The interfaces of the namespaces, each method taking `CallOptions` after its arguments, and what takes such a method: `raw`, `paginate`, `stream`.
 * `Tables` are the rows, which say where a result has its items.
 */
export type Client<Namespaces, Tables = unknown> = {
  readonly [Namespace in keyof Namespaces]: {
    readonly [Name in keyof Namespaces[Namespace]]: WithOptions<Namespaces[Namespace][Name]> &
      WithPages<Namespaces[Namespace][Name], Row<Tables, Namespace, Name>>;
  };
} & Raw &
  Paginating &
  Streaming;

/** Options always come second: an operation without arguments takes `undefined` for them. */
type WithOptions<Operation> = Operation extends (...args: infer Args) => infer Result
  ? (
      ...args: Args extends readonly []
        ? [args?: undefined, options?: CallOptions]
        : [...{ [Place in keyof Args]: Sent<Args[Place]> }, options?: CallOptions]
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

type Row<Tables, Namespace, Name> = Namespace extends keyof Tables
  ? Name extends keyof Tables[Namespace]
    ? Tables[Namespace][Name]
    : unknown
  : unknown;

/** Of a method whose row says how to paginate; nothing of any other. */
type WithPages<Method, MethodRow> = MethodRow extends { readonly paginate: infer Paginate }
  ? Paginated<Method, Paginate extends { readonly items: infer Place } ? Place : "">
  : unknown;

/** What `paginate` gives for an operation; the method holds no such value, only the type. */
interface Paginated<Method, Place> {
  readonly "~page": Method extends (...args: never) => Promise<infer Result>
    ? Element<ValueAt<Result, Place>>
    : never;
}

/** What stands at a JSON pointer in a value, for each member of a union. */
type ValueAt<Value, Place> = Place extends `/${infer Key}/${infer Rest}`
  ? ValueAt<Member<Value, Unescaped<Key>>, `/${Rest}`>
  : Place extends `/${infer Key}`
    ? Member<Value, Unescaped<Key>>
    : Value;

type Member<Value, Key> = unknown extends Value
  ? unknown
  : Value extends object
    ? Key extends keyof Value
      ? Value[Key]
      : never
    : never;

/** RFC 6901 §3. */
type Unescaped<Key extends string> = Key extends `${infer Before}~1${infer After}`
  ? `${Unescaped<Before>}/${Unescaped<After>}`
  : Key extends `${infer Before}~0${infer After}`
    ? `${Before}~${Unescaped<After>}`
    : Key;

type Element<List> = unknown extends List
  ? unknown
  : List extends readonly (infer Item)[]
    ? Item
    : never;

export interface Paginating {
  /**
   * The items of all pages of one of this client's methods: `for await (const issue of client.paginate(client.issues.list, { … }))`. A page is
   * asked for when the loop comes to it, each time in the time of one call; leaving the loop ends it, and each loop begins anew.
   */
  paginate<Args, Item>(
    operation: ((args: Args, options?: CallOptions) => Promise<unknown>) & {
      readonly "~page": Item;
    },
    args: Args,
    options?: PaginateOptions,
  ): AsyncIterable<Item>;
}

/** What `stream` gives for an operation; the promise of its method holds no such value, only the type. */
interface Streams<Item> {
  readonly "~item": Item;
}

export interface Streaming {
  /**
   * Calls one of this client's methods and gives the items of its answer as they arrive: `for await (const event of client.stream(client.chat.create, { … }))`.
   * Nothing is sent before the first item is asked for, and each loop sends anew. Leaving the loop closes the connection.
   */
  stream<Args, Item>(
    operation: (args: Args, options?: CallOptions) => Streams<Item>,
    args: Args,
    options?: StreamOptions,
  ): AsyncIterable<Item>;
}

/**
 * A client of the API. A call resolves to the parsed body; it rejects with `ApiError` for an answer outside 2xx, `ArgumentError`,
 * `ConfigurationError` or `ResponseError`, the signal's reason or a `TimeoutError` when it is cut off, and what `fetch` throws otherwise.
 */
export function createClient<Namespaces, Tables = unknown>(
  api: ApiRow,
  operations: Operations,
  options: ClientOptions = {},
): Client<Namespaces, Tables> {
  const context: ClientContext = {
    api,
    authoriser: createAuthoriser({
      api,
      credentials: options.auth,
      baseUrl: options.baseUrl,
      fetch: options.fetch ?? fetch,
    }),
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
  client["paginate"] = (
    method: Method,
    args?: Arguments,
    paginateOptions: PaginateOptions = {},
  ) => {
    const operation = called.get(method);
    if (operation?.row.paginate === undefined) {
      throw new TypeError("paginate() takes a method of this client whose operation has pages");
    }
    checkPages(paginateOptions);
    return {
      [Symbol.asyncIterator]: () => itemsOfPages(context, operation, args ?? {}, paginateOptions),
    };
  };
  client["stream"] = (method: Method, args?: Arguments, streamOptions?: StreamOptions) => {
    const operation = called.get(method);
    const accept = operation === undefined ? undefined : streamMediaType(operation.row);
    if (operation === undefined || accept === undefined) {
      throw new TypeError("stream() takes a method of this client whose operation streams");
    }
    const { contentType, ...own } = streamOptions ?? {};
    return {
      [Symbol.asyncIterator]() {
        const asked = { ...own, accept, ...(contentType !== undefined && { contentType }) };
        return exchangeStream(
          context,
          operation,
          requestOf(context, operation, args ?? {}, asked),
          own,
        );
      },
    };
  };
  // The rows are the table of these very namespaces; nothing but the generated types can say so.
  return client as Client<Namespaces, Tables>;
}

async function call(
  context: ClientContext,
  operation: CalledOperation,
  args: Arguments,
  options: RawOptions,
): Promise<ApiResponse> {
  return exchange(context, operation, requestOf(context, operation, args, options), options);
}
