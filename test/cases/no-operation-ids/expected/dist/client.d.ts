import type { Client as ClientOf, ClientOptions } from "./runtime/client.js";
import type { operations as tables, Fleet } from "./schema/index.js";

export { ApiError, ArgumentError, ConfigurationError, ResponseError } from "./runtime/client.js";
export type { ApiResponse, BinaryContent, CallOptions, ClientHooks, ClientOptions, PaginateOptions, RawOptions, StreamOptions } from "./runtime/client.js";
export { api, operations } from "./schema/index.js";
export type * from "./schema/index.js";

/** A client of Fleet REST API. */
export type Client = ClientOf<Fleet, typeof tables>;

/** Without options, the first server of the document is called, without credentials. */
export declare function createClient(options?: ClientOptions): Client;
