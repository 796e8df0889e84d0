import { ArgumentError } from "./errors.js";
import { type FieldEncodings, formText } from "./form.js";
import { essence, isJson } from "./media-type.js";
import { bytesOf, multipart } from "./multipart.js";
import { isComposite, jsonText, textOf } from "./value-shape.js";

/** What `fetch` sends as it is. All but a stream can be sent again. */
export type BodyContent = string | Uint8Array<ArrayBuffer> | Blob | ReadableStream<Uint8Array>;

export interface EncodedBody {
  readonly content: BodyContent;
  /** The value of `Content-Type`. */
  readonly contentType: string;
}

const MULTIPART = "multipart/form-data";

/**
 * A body in the given media type: JSON, a form, multipart, or text and bytes as they are. Bytes, a `Blob` and a stream are sent as they are
 * in any media type. Throws `ArgumentError` for a value that the media type cannot carry.
 * @param encodings of the fields of a form or multipart.
 */
export function encodeBody(
  argument: string,
  value: unknown,
  mediaType: string,
  encodings: FieldEncodings = {},
): EncodedBody {
  const raw = rawContent(value);
  if (raw !== undefined) return rawBody(argument, raw, mediaType);
  if (isJson(mediaType)) return { content: jsonText(argument, value), contentType: mediaType };
  switch (essence(mediaType)) {
    case "application/x-www-form-urlencoded":
      return {
        content:
          typeof value === "string" || value instanceof URLSearchParams
            ? String(value)
            : formText(membersOf(argument, value), encodings),
        contentType: mediaType,
      };
    case MULTIPART:
      if (typeof value === "string") return rawBody(argument, value, mediaType);
      return multipart(membersOf(argument, value), encodings);
    default:
      return { content: plainText(argument, value, mediaType), contentType: mediaType };
  }
}

/** Bytes of an encoded body; of a stream nobody knows them, so it counts as longer than any limit. */
export function bodySize(content: BodyContent): number {
  if (typeof content === "string") return new TextEncoder().encode(content).length;
  if (content instanceof ReadableStream) return Number.POSITIVE_INFINITY;
  return content instanceof Blob ? content.size : content.byteLength;
}

/** False for a stream: it has been read once it was sent, so its request can be neither retried nor redirected. */
export function isReplayable(content: BodyContent | undefined): boolean {
  return !(content instanceof ReadableStream);
}

function rawContent(value: unknown): Exclude<BodyContent, string> | undefined {
  if (value instanceof Blob || value instanceof ReadableStream) return value;
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? bytesOf(value) : undefined;
}

/** A multipart body that is written already must say its boundary (RFC 2046 §5.1.1). */
function rawBody(argument: string, content: BodyContent, mediaType: string): EncodedBody {
  if (essence(mediaType) === MULTIPART && !/;\s*boundary\s*=/i.test(mediaType)) {
    throw new ArgumentError(
      argument,
      `\`${argument}\` must be an object: its members are the parts. What is written already needs its boundary in the content type`,
    );
  }
  return { content, contentType: mediaType };
}

function plainText(argument: string, value: unknown, mediaType: string): string {
  if (!isComposite(value) && value !== null) return textOf(value);
  throw new ArgumentError(
    argument,
    `\`${argument}\` must be text or bytes: an object cannot be written as ${essence(mediaType)}`,
  );
}

function membersOf(argument: string, value: unknown): [string, unknown][] {
  if (value instanceof FormData) return entriesOf(value);
  if (isComposite(value) && !Array.isArray(value)) return Object.entries(value);
  throw new ArgumentError(
    argument,
    `\`${argument}\` must be an object: its members are the form's fields`,
  );
}

function entriesOf(form: FormData): [string, unknown][] {
  const entries: [string, unknown][] = [];
  form.forEach((value, name) => {
    entries.push([name, value]);
  });
  return entries;
}
