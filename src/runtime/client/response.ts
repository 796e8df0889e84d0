import type { OperationRow } from "../api/row.js";
import type { JsonValue } from "../api/types.js";
import { readCapped } from "./capped-body.js";
import { ResponseError } from "./errors.js";
import { charset, essence, isJson, isText } from "./media-type.js";

/** A body as its headers describe it. */
export type DecodedBody =
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly value: JsonValue }
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "binary";
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly mediaType: string;
    };

/**
 * What the bytes of an answer are: JSON, text or bytes by `Content-Type`. Where that is missing, or only says text, an operation
 * that answers JSON gets it parsed if it parses. Throws `ResponseError` where an answer of 2xx says that it is JSON and is not,
 * or is a web page instead of JSON; the text of an error is taken as it is.
 */
export function decodeBody(
  row: OperationRow,
  response: Response,
  bytes: Uint8Array<ArrayBuffer>,
): DecodedBody {
  if (bytes.byteLength === 0) return { kind: "empty" };
  const mediaType = response.headers.get("content-type") ?? undeclaredMediaType(row);
  if (!isJson(mediaType) && !isText(mediaType)) return { kind: "binary", bytes, mediaType };
  const text = decodeText(bytes, mediaType);
  const saysJson = isJson(mediaType);
  const expectsJson = row.accept === undefined || row.accept.every(isJson);
  const value = saysJson || (expectsJson && response.ok) ? parsed(text) : undefined;
  if (value !== undefined) return { kind: "json", value };
  if (response.ok && saysJson) {
    throw new ResponseError("The answer says that it is JSON, but it is malformed");
  }
  if (response.ok && expectsJson && essence(mediaType) === "text/html") {
    throw new ResponseError("The answer is a web page where the operation answers JSON");
  }
  return { kind: "text", text };
}

/** What an answer without `Content-Type` is taken for: bytes where the operation answers nothing else, else text. */
function undeclaredMediaType(row: OperationRow): string {
  const [first] = row.accept ?? [];
  if (first === undefined || row.accept?.some((type) => isJson(type) || isText(type))) {
    return "text/plain";
  }
  return first;
}

/** The value of a body: parsed JSON, a string, bytes, or `undefined`. */
export function bodyValue(body: DecodedBody): unknown {
  switch (body.kind) {
    case "empty":
      return undefined;
    case "json":
      return body.value;
    case "text":
      return body.text;
    case "binary":
      return body.bytes;
  }
}

/** Header name → value; several fields of one name are joined as RFC 9110 §5.2 says. */
export function headersOf(response: Response): { readonly [name: string]: string } {
  const headers: Record<string, string> = Object.create(null);
  response.headers.forEach((value, name) => {
    headers[name] = value;
  });
  return headers;
}

/** As `headersOf`, without the cookies that an answer sets: an error is often logged. */
export function errorHeadersOf(response: Response): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(headersOf(response)).filter(([name]) => name !== "set-cookie"),
  );
}

/**
 * The body of an answer. One of 2xx that is longer than `most` bytes is a `ResponseError`, of an error only that many are kept;
 * more is not read either way. `undefined` is no limit.
 */
export async function readBody(
  response: Response,
  most: number | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  if (most === undefined) return new Uint8Array(await response.arrayBuffer());
  const { bytes, cut } = await readCapped(response, most, () => undefined);
  if (cut && response.ok) {
    throw new ResponseError(`The answer is longer than ${most} bytes (maxResponseBytes)`);
  }
  return bytes;
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decodeText(bytes: Uint8Array<ArrayBuffer>, mediaType: string): string {
  try {
    return new TextDecoder(charset(mediaType)).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
