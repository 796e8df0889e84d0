import type { OperationRow } from "../api/row.js";
import type { JsonValue } from "../api/types.js";
import { ResponseError } from "./errors.js";
import { charset, isJson, isText } from "./media-type.js";

/** A whole answer of 2xx. Header names are in lower case; the object has no prototype. */
export interface ApiResponse<Body = unknown> {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Body;
}

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
 * What the bytes of an answer are: JSON, text or bytes by `Content-Type`; without a telling one, JSON if the row expects it and it parses.
 * Throws `ResponseError` where an answer of 2xx says that it is JSON and is not; the text of an error is taken as it is.
 */
export function decodeBody(
  row: OperationRow,
  response: Response,
  bytes: Uint8Array<ArrayBuffer>,
): DecodedBody {
  if (bytes.byteLength === 0) return { kind: "empty" };
  const mediaType = response.headers.get("content-type") ?? "";
  if (isJson(mediaType)) {
    const value = parsed(decodeText(bytes, mediaType));
    if (value !== undefined) return { kind: "json", value };
    if (response.ok)
      throw new ResponseError("The answer says that it is JSON, but it is malformed");
    return { kind: "text", text: decodeText(bytes, mediaType) };
  }
  const expectsJson = row.accept === undefined || row.accept.every(isJson);
  if (mediaType !== "" && !isText(mediaType)) return { kind: "binary", bytes, mediaType };
  const text = decodeText(bytes, mediaType);
  const value = expectsJson && response.ok ? parsed(text) : undefined;
  return value === undefined ? { kind: "text", text } : { kind: "json", value };
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
