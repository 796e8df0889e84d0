import type { ApiResponse } from "../../../src/runtime/client/api-response.js";
import type { ApiError } from "../../../src/runtime/client/errors.js";
import type {
  CallOptions,
  ClientOptions,
  PaginateOptions,
  StreamOptions,
} from "../../../src/runtime/client/options.js";

/** Where the checks run. */
export type Platform = "node" | "browser" | "workerd";

type Method = (args?: Readonly<Record<string, unknown>>, options?: CallOptions) => Promise<unknown>;

type Methods<Name extends string> = Readonly<Record<Name, Method>>;

/** The client of `openapi.yaml`, without the types of arguments and results. */
interface ChecksClient {
  readonly wire: Methods<
    | "search"
    | "json"
    | "form"
    | "upload"
    | "bytes"
    | "patch"
    | "trace"
    | "getWithBody"
    | "keyInHeader"
    | "keyInQuery"
    | "keyInCookie"
    | "bearer"
    | "basic"
    | "clientCredentials"
  >;
  readonly answers: Methods<
    | "bytes"
    | "text"
    | "nothing"
    | "problem"
    | "never"
    | "cutOff"
    | "busy"
    | "redirectHere"
    | "redirectPost"
    | "redirectElsewhere"
    | "redirectLoop"
    | "events"
    | "lines"
  >;
  readonly pages: Methods<"byLink" | "byCursor">;
  raw(operation: Method, args: object): Promise<ApiResponse>;
  stream(operation: Method, args: object, options?: StreamOptions): AsyncIterable<unknown>;
  paginate(operation: Method, args: object, options?: PaginateOptions): AsyncIterable<unknown>;
}

/** What a check works with: the generated package's exports and where its API is. */
export interface Kit {
  createClient(options?: ClientOptions): ChecksClient;
  readonly ApiError: typeof ApiError;
  readonly baseUrl: string;
}

/** Something that the client does, tried the same way on every platform. */
export interface Check {
  readonly name: string;
  /** A JSON value. What it throws counts as a value too: the `name: message` of the error. */
  readonly run: (kit: Kit) => Promise<unknown>;
  readonly expected: Readonly<Record<Platform, unknown>>;
}

/** A check that comes out the same on all platforms. */
export function check(name: string, expected: unknown, run: Check["run"]): Check {
  return { name, run, expected: { node: expected, browser: expected, workerd: expected } };
}

/** Name of a check → what it came to. */
export type Outcomes = Readonly<Record<string, unknown>>;

/** Runs checks one after the other. */
export async function runChecks(checks: readonly Check[], kit: Kit): Promise<Outcomes> {
  const outcomes: Record<string, unknown> = {};
  for (const { name, run } of checks) outcomes[name] = await outcome(() => run(kit));
  return outcomes;
}

/** The value of `work`, or what it threw as `name: message`. */
export async function outcome(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error || error instanceof DOMException
      ? `${error.name}: ${error.message}`
      : `thrown: ${String(error)}`;
  }
}
