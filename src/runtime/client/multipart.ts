import type { FieldEncoding } from "../api/api.js";
import { encodingOf, type FieldEncodings, styledPairs } from "./form.js";
import { isInRange, isMediaType } from "./media-type.js";
import { jsonText, textOf } from "./value-shape.js";

/** What a part holds. A stream is read once, as it is sent. */
type PartContent = string | Uint8Array<ArrayBuffer> | Blob | ReadableStream<Uint8Array>;

export interface Multipart {
  readonly content: Blob | ReadableStream<Uint8Array>;
  /** With its boundary. */
  readonly contentType: string;
}

/**
 * `multipart/form-data` (RFC 7578): text for scalars, JSON for objects, a file for bytes; a list is one part for each item (OAS 3.1 §4.8.14.5).
 * A field with a style is text parts as a form would name them. The content is a stream if a part is one, else a `Blob`,
 * which reads files on disk only when it is sent.
 */
export function multipart(
  members: readonly (readonly [name: string, value: unknown])[],
  encodings: FieldEncodings,
): Multipart {
  const boundary = `codemode-${crypto.randomUUID()}`;
  const pieces: PartContent[] = [];
  for (const [name, value] of members) {
    for (const part of partsOf(name, value, encodingOf(encodings, name))) {
      pieces.push(`--${boundary}\r\n${headOf(part)}\r\n\r\n`, part.content, "\r\n");
    }
  }
  pieces.push(`--${boundary}--\r\n`);
  const contentType = `multipart/form-data; boundary=${boundary}`;
  const content = pieces.every(isWhole) ? new Blob(pieces) : joined(pieces);
  return { content, contentType };
}

function isWhole(piece: PartContent): piece is Exclude<PartContent, ReadableStream> {
  return !(piece instanceof ReadableStream);
}

interface Part {
  readonly name: string;
  readonly content: PartContent;
  readonly contentType?: string;
  readonly fileName?: string;
}

function headOf({ name, contentType, fileName }: Part): string {
  const file = fileName === undefined ? "" : `; filename="${quoted(fileName)}"`;
  const type = contentType === undefined ? "" : `\r\nContent-Type: ${contentType}`;
  return `Content-Disposition: form-data; name="${quoted(name)}"${file}${type}`;
}

function partsOf(name: string, value: unknown, encoding: FieldEncoding): Part[] {
  if (encoding.style !== undefined && value !== null && value !== undefined) {
    return styledPairs(name, value, encoding, (text) => text).map(([key, content]) => ({
      name: key,
      content,
    }));
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((item) => item !== undefined && item !== null)
    .map((item) => partOf(name, item, encoding.contentType));
}

const OCTETS = "application/octet-stream";

/** @param wanted the encoding's media types, with commas between them. */
function partOf(name: string, item: unknown, wanted: string | undefined): Part {
  if (item instanceof Blob) {
    const fileName = item instanceof File ? lastSegment(item.name) : "file";
    return { name, content: item, contentType: typeOf(wanted, item.type) ?? OCTETS, fileName };
  }
  if (item instanceof ReadableStream || item instanceof ArrayBuffer || ArrayBuffer.isView(item)) {
    const content = item instanceof ReadableStream ? item : bytesOf(item);
    return { name, content, contentType: typeOf(wanted, "") ?? OCTETS, fileName: "file" };
  }
  const isObject = typeof item === "object" && !(item instanceof Date);
  const contentType = typeOf(wanted, "") ?? (isObject ? "application/json" : undefined);
  return {
    name,
    content: isObject ? jsonText(name, item) : textOf(item),
    ...(contentType !== undefined && { contentType }),
  };
}

/**
 * The media type of a part (OAS 3.1 §4.8.15.1, `contentType`): its own if the encoding takes it or there is none, else the encoding's
 * first that is one type. What could not stand in a header counts for nothing.
 */
function typeOf(wanted: string | undefined, own: string): string | undefined {
  const ranges = (wanted ?? "*/*").split(",").map((range) => range.trim());
  if (isMediaType(own) && ranges.some((range) => isInRange(own, range))) return own;
  return ranges.find((range) => !range.includes("*") && isMediaType(range));
}

/** A receiver has no use for the folders of the sender (RFC 7578 §4.2). */
function lastSegment(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}

/** Escapes what would end the quoted text (WHATWG HTML §4.10.21.8), and other control characters. */
function quoted(name: string): string {
  return name.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
    /["\u0000-\u001f\u007f]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

/** A copy of the bytes of a buffer or a view of one. */
export function bytesOf(source: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  return source instanceof ArrayBuffer
    ? new Uint8Array(source.slice(0))
    : Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
}

/** The pieces one after the other, each read when the one before it is through. */
function joined(pieces: readonly PartContent[]): ReadableStream<Uint8Array> {
  const chunks = chunksOf(pieces);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel(reason) {
        await chunks.return(undefined);
        await Promise.all(
          pieces.map((piece) =>
            piece instanceof ReadableStream && !piece.locked ? piece.cancel(reason) : undefined,
          ),
        );
      },
    },
    { highWaterMark: 0 },
  );
}

async function* chunksOf(
  pieces: readonly PartContent[],
): AsyncGenerator<Uint8Array, undefined, undefined> {
  for (const piece of pieces) {
    if (typeof piece === "string") yield new TextEncoder().encode(piece);
    else if (piece instanceof Uint8Array) yield piece;
    else yield* readAll(piece instanceof Blob ? piece.stream() : piece);
  }
}

async function* readAll(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // Of no effect on a stream that has ended; what ends it early is told to its source.
    await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
