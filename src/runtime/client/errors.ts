/**
 * An answer outside 2xx. `operation` is `namespace.name`; `body` is the parsed body, `undefined` when there is none; `headers` are by
 * lower-case name, without `set-cookie`.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly body: unknown;
  readonly operation: string;
  readonly headers: { readonly [name: string]: string };

  constructor(
    operation: string,
    status: number,
    body: unknown,
    headers: { readonly [name: string]: string } = {},
  ) {
    super(apiErrorMessage(operation, status, body));
    this.operation = operation;
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** Arguments that cannot become a request. `argument` is the name of the one to blame. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";
  readonly argument: string;

  constructor(argument: string, message: string) {
    super(message);
    this.argument = argument;
  }
}

/** What the caller of the whole client must set right: a base URL, a credential, a document whose path cannot be requested. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/** An answer that is not what its own headers say: malformed JSON, a redirect that must not be followed. */
export class ResponseError extends Error {
  override readonly name = "ResponseError";
}

const MESSAGE_CHARACTERS = 500;

/** `issues.get → 404 Not Found: Issue does not exist`; the last part is the API's own message, where its body has one. */
export function apiErrorMessage(operation: string, status: number, body: unknown): string {
  const phrase = REASON_PHRASES.get(status);
  const first = `${operation} → ${status}${phrase === undefined ? "" : ` ${phrase}`}`;
  const own = ownMessage(body, 0);
  return own === undefined ? first : `${first}: ${own}`;
}

/** Where APIs put the sentence for people, most telling first (RFC 9457 `detail` and `title`, RFC 6749 `error_description`). */
const MESSAGE_KEYS = ["message", "detail", "error_description", "error", "errors", "title", "msg"];

function ownMessage(body: unknown, depth: number): string | undefined {
  if (typeof body === "string") return oneLine(body);
  if (typeof body !== "object" || body === null || depth > 3) return undefined;
  if (Array.isArray(body)) return ownMessage(body[0], depth + 1);
  for (const key of MESSAGE_KEYS) {
    const found = Object.hasOwn(body, key)
      ? ownMessage(Reflect.get(body, key), depth + 1)
      : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function oneLine(text: string): string | undefined {
  const line = text
    .slice(0, MESSAGE_CHARACTERS * 2)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  if (line === "" || line.startsWith("<")) return undefined;
  return line.length > MESSAGE_CHARACTERS ? `${line.slice(0, MESSAGE_CHARACTERS)}…` : line;
}

/** RFC 9110 §15 and RFC 6585. The server's own phrase is not used: HTTP/2 has none, and it is text to distrust. */
const REASON_PHRASES: ReadonlyMap<number, string> = new Map([
  [304, "Not Modified"],
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [402, "Payment Required"],
  [403, "Forbidden"],
  [404, "Not Found"],
  [405, "Method Not Allowed"],
  [406, "Not Acceptable"],
  [408, "Request Timeout"],
  [409, "Conflict"],
  [410, "Gone"],
  [412, "Precondition Failed"],
  [413, "Content Too Large"],
  [415, "Unsupported Media Type"],
  [422, "Unprocessable Content"],
  [423, "Locked"],
  [429, "Too Many Requests"],
  [451, "Unavailable For Legal Reasons"],
  [500, "Internal Server Error"],
  [501, "Not Implemented"],
  [502, "Bad Gateway"],
  [503, "Service Unavailable"],
  [504, "Gateway Timeout"],
]);
