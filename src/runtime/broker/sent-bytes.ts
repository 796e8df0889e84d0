import type { Operation } from "../api/api.js";
import { ArgumentError } from "../client/errors.js";
import { essence, isInRange, isJson } from "../client/media-type.js";
import type { BytesForm } from "../sandbox/bytes.js";

/** The bytes of a form: a `File` or `Blob` where it was one, else a `Uint8Array`. Throws `ArgumentError` for Base64 that is none. */
export function bytesOf({ $bytes, type, name }: BytesForm): Uint8Array<ArrayBuffer> | Blob {
  const bytes = decoded($bytes);
  if (name !== undefined) return new File([bytes], name, { type: type ?? "" });
  return type === undefined ? bytes : new Blob([bytes], { type });
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  let text: string;
  try {
    text = atob(base64);
  } catch {
    throw new ArgumentError("", "The bytes among the arguments are not Base64");
  }
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Where bytes stand in a value, as far as a request cares. */
type Place =
  | "nowhere"
  /** The value itself. */
  | "whole"
  /** A member, or an item of a list that is one: what multipart makes a file of. */
  | "field"
  | "deeper";

/** Whether there are bytes anywhere in `value`. */
export function holdsBytes(value: unknown): boolean {
  if (isBytes(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsBytes);
}

/**
 * The media type to write `body` in: `chosen`, unless it holds bytes and nothing was chosen; then the operation's first that carries them
 * where they are. Throws `ArgumentError` when there is none.
 */
export function mediaTypeFor(
  operation: Operation,
  body: unknown,
  chosen: string | undefined,
): string | undefined {
  const place = placeOf(body);
  if (place === "nowhere") return chosen;
  const contents = operation.body?.contents ?? [];
  const offered = chosen === undefined ? contents.map(({ mediaType }) => mediaType) : [chosen];
  const found = mediaTypeOf(place, body, offered);
  if (found !== undefined) return found;
  const name = operation.body?.name ?? "body";
  throw new ArgumentError(name, `${operation.id}: \`${name}\` ${advice(place, offered)}`);
}

function mediaTypeOf(place: Place, body: unknown, offered: readonly string[]): string | undefined {
  if (place === "field") return offered.find(isMultipart);
  if (place !== "whole") return undefined;
  const ownType = body instanceof Blob ? essence(body.type) : "";
  const binary = offered.filter((type) => !isJson(type) && !isForm(type) && !isMultipart(type));
  const own = binary.some((range) => ownType !== "" && isInRange(ownType, range));
  const first = own ? ownType : binary[0];
  return first?.includes("*") ? "application/octet-stream" : first;
}

function advice(place: Place, offered: readonly string[]): string {
  const types = offered.map(essence).join(", ");
  if (offered.some(isMultipart)) {
    return `is sent as ${types}: bytes can be its fields, or items of a list that is a field, such as { file: new File([bytes], "a.png", { type }) }`;
  }
  return place === "whole" || offered.every((type) => isJson(type) || isForm(type))
    ? `is sent as ${types}, which carries no bytes: give Base64 if the API takes that, bytes.toBase64(), or text, new TextDecoder().decode(bytes)`
    : `is sent as ${types}: give the bytes themselves, not an object with bytes in it`;
}

function placeOf(value: unknown): Place {
  if (isBytes(value)) return "whole";
  if (typeof value !== "object" || value === null) return "nowhere";
  if (Array.isArray(value)) return holdsBytes(value) ? "deeper" : "nowhere";
  const places = Object.values(value).map(placeOfMember);
  return (["deeper", "field"] as const).find((place) => places.includes(place)) ?? "nowhere";
}

function placeOfMember(member: unknown): Place {
  const items: readonly unknown[] = Array.isArray(member) ? member : [member];
  if (items.some((item) => !isBytes(item) && holdsBytes(item))) return "deeper";
  return items.some(isBytes) ? "field" : "nowhere";
}

function isBytes(value: unknown): boolean {
  return value instanceof Uint8Array || value instanceof Blob;
}

function isMultipart(mediaType: string): boolean {
  return essence(mediaType) === "multipart/form-data";
}

function isForm(mediaType: string): boolean {
  return essence(mediaType) === "application/x-www-form-urlencoded";
}
