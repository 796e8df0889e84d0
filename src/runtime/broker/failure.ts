import type { JsonValue } from "../api/types.js";
import { ApiError, ArgumentError, ConfigurationError, ResponseError } from "../client/errors.js";

/** Names of the errors that a snippet can catch from a call. */
export type FailureName =
  | "UnknownOperation"
  | "ArgumentError"
  | "PolicyDenied"
  | "LimitExceeded"
  | "ApiError"
  | "ResponseError"
  | "NetworkError"
  | "TimeoutError"
  | "AbortError"
  | "ConfigurationError"
  | "InternalError";

/** Why a call gave no value: a name to branch on, a sentence to read, and details. */
export class Failure extends Error {
  override readonly name: FailureName;
  readonly data: { readonly [key: string]: JsonValue } | undefined;

  constructor(name: FailureName, message: string, data?: { readonly [key: string]: JsonValue }) {
    super(message);
    this.name = name;
    this.data = data;
  }
}

/** Any error as a `Failure`. What is not foreseen says nothing of its insides. */
export function failureOf(error: unknown, operation: string): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof ArgumentError) {
    const message = error.message.startsWith(operation)
      ? error.message
      : `${operation}: ${error.message}`;
    return new Failure("ArgumentError", message, { operation, argument: error.argument });
  }
  if (error instanceof ResponseError) {
    return new Failure("ResponseError", `${operation}: ${error.message}`, { operation });
  }
  if (error instanceof ConfigurationError) {
    return new Failure("ConfigurationError", `${operation}: ${error.message}`, { operation });
  }
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return new Failure("TimeoutError", `${operation}: ${error.message}`, { operation });
  }
  if (error instanceof DOMException && error.name === "AbortError") {
    return new Failure("AbortError", `${operation}: the call was cancelled`, { operation });
  }
  return new Failure("InternalError", `${operation}: the call failed`, { operation });
}

/** An answer outside 2xx. */
export interface RefusedCall {
  readonly operation: string;
  /** `GET /v1/items?page=2`. */
  readonly request: string;
  readonly status: number;
  readonly body: JsonValue | undefined;
  /** A sentence about what the operator can do, or nothing. */
  readonly hint: string;
}

export function apiFailure({ operation, request, status, body, hint }: RefusedCall): Failure {
  const { message } = new ApiError(operation, status, body);
  return new Failure("ApiError", hint === "" ? message : `${message}. ${hint}`, {
    status,
    ...(body !== undefined && { body }),
    operation,
    request,
  });
}

/** Codes of Node's and undici's errors that mean something to the reader; every other one is just a network error. */
const NETWORK_PROBLEMS: ReadonlyMap<string, string> = new Map([
  ["ENOTFOUND", "its host name is not known"],
  ["EAI_AGAIN", "its host name cannot be looked up now"],
  ["ECONNREFUSED", "the connection was refused"],
  ["ECONNRESET", "the connection was closed"],
  ["UND_ERR_SOCKET", "the connection was closed"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "its answer is not as long as it says"],
  ["UND_ERR_HEADERS_OVERFLOW", "the headers of its answer are too long"],
  ["HPE_HEADER_OVERFLOW", "the headers of its answer are too long"],
  ["ETIMEDOUT", "the connection timed out"],
  ["UND_ERR_CONNECT_TIMEOUT", "the connection timed out"],
  ["EHOSTUNREACH", "its host cannot be reached"],
  ["ENETUNREACH", "its network cannot be reached"],
  ["CERT_HAS_EXPIRED", "its certificate has expired"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "its certificate is not trusted"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "its certificate is not trusted"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "its certificate is not trusted"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "its certificate is for another host"],
]);

/** What `fetch` or the reading of a body threw, without addresses, ports or stacks. */
export function networkFailure(error: unknown, operation: string): Failure {
  const problem = networkProblem(codeOf(error) ?? "");
  return new Failure(
    "NetworkError",
    `${operation}: the API did not answer${problem === undefined ? " (network error)" : `: ${problem}`}`,
    { operation },
  );
}

/** undici's, which not always has a code. */
const PARSER_ERROR = "HTTPParserError";

/** llhttp's codes begin with HPE, zlib's with Z, those of Node's Brotli with two underscores behind ERR. */
function networkProblem(code: string): string | undefined {
  const known = NETWORK_PROBLEMS.get(code);
  if (known !== undefined) return known;
  if (code === PARSER_ERROR || code.startsWith("HPE_")) return "it does not speak HTTP";
  return /^(?:Z_|ERR__)/.test(code) ? "its answer cannot be unpacked" : undefined;
}

function codeOf(error: unknown): string | undefined {
  for (let current = error, depth = 0; depth < 4; depth += 1) {
    if (typeof current !== "object" || current === null) return undefined;
    const code: unknown = Reflect.get(current, "code");
    if (typeof code === "string") return code;
    if (Reflect.get(current, "name") === PARSER_ERROR) return PARSER_ERROR;
    current = Reflect.get(current, "cause");
  }
  return undefined;
}
