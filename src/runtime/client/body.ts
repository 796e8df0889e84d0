import { ArgumentError } from "./errors.js";
import { essence, isJson } from "./media-type.js";
import { deepPairs, type Pair, textOf } from "./serialise.js";

/** What `fetch` sends as it is, so that a retry can send it again. */
export type BodyContent = string | Uint8Array<ArrayBuffer> | Blob;

export interface EncodedBody {
  readonly content: BodyContent;
  /** The value of `Content-Type`. */
  readonly contentType: string;
}

/**
 * A body in the given media type: JSON, form, multipart, or text and bytes as they are.
 * Throws `ArgumentError` for a value that the media type cannot carry.
 */
export function encodeBody(argument: string, value: unknown, mediaType: string): EncodedBody {
  if (value instanceof Blob) return { content: value, contentType: mediaType };
  if (value instanceof ArrayBuffer)
    return { content: new Uint8Array(value), contentType: mediaType };
  if (ArrayBuffer.isView(value)) return { content: bytesOf(value), contentType: mediaType };
  if (isJson(mediaType)) return { content: jsonText(argument, value), contentType: mediaType };
  switch (essence(mediaType)) {
    case "application/x-www-form-urlencoded":
      return { content: formText(argument, value), contentType: mediaType };
    case "multipart/form-data":
      return multipart(argument, value);
    default:
      if (typeof value === "object")
        return { content: jsonText(argument, value), contentType: mediaType };
      return { content: textOf(value), contentType: mediaType };
  }
}

/** Bytes of an encoded body. */
export function bodySize(content: BodyContent): number {
  if (typeof content === "string") return new TextEncoder().encode(content).length;
  return content instanceof Blob ? content.size : content.byteLength;
}

function jsonText(argument: string, value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  if (text === undefined) throw new ArgumentError(argument, `\`${argument}\` is not a JSON value`);
  return text;
}

/**
 * `application/x-www-form-urlencoded` (WHATWG URL §5.2). Members within members are bracketed like `deepObject`;
 * `null` is the empty string, which is how such APIs are told to unset something.
 */
function formText(argument: string, value: unknown): string {
  if (typeof value === "string") return value;
  const pairs = membersOf(argument, value).flatMap(([name, member]): Pair[] =>
    member === null ? [[name, ""]] : deepPairs(name, member),
  );
  return new URLSearchParams(pairs.map(([name, text]) => [name, text])).toString();
}

/** RFC 7578: text for scalars, JSON for objects, a file for bytes; an array is one part for each item (OAS 3.1 §4.8.14.5). */
function multipart(argument: string, value: unknown): EncodedBody {
  const boundary = `codemode-${crypto.randomUUID()}`;
  const pieces: BlobPart[] = [];
  for (const [name, member] of membersOf(argument, value)) {
    const values: readonly unknown[] = Array.isArray(member) ? member : [member];
    for (const item of values) {
      if (item === undefined || item === null) continue;
      const part = partOf(argument, item);
      const file = part.fileName === undefined ? "" : `; filename="${quoted(part.fileName)}"`;
      const type = part.contentType === undefined ? "" : `\r\nContent-Type: ${part.contentType}`;
      const head = `Content-Disposition: form-data; name="${quoted(name)}"${file}${type}`;
      pieces.push(`--${boundary}\r\n${head}\r\n\r\n`, part.content, "\r\n");
    }
  }
  pieces.push(`--${boundary}--\r\n`);
  return {
    content: new Blob(pieces),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

interface Part {
  readonly content: BodyContent;
  readonly contentType?: string;
  readonly fileName?: string;
}

function partOf(argument: string, item: unknown): Part {
  if (item instanceof Blob) {
    const fileName = item instanceof File ? item.name : "file";
    return { content: item, contentType: item.type || OCTETS, fileName };
  }
  if (item instanceof ArrayBuffer) return partOf(argument, new Uint8Array(item));
  if (ArrayBuffer.isView(item)) {
    return { content: bytesOf(item), contentType: OCTETS, fileName: "file" };
  }
  if (typeof item === "object") {
    return { content: jsonText(argument, item), contentType: "application/json" };
  }
  return { content: textOf(item) };
}

const OCTETS = "application/octet-stream";

/** WHATWG HTML §4.10.21.8: the three characters that would end a quoted name. */
function quoted(name: string): string {
  return name.replace(/\r\n|[\r\n]/g, "%0D%0A").replaceAll('"', "%22");
}

function membersOf(argument: string, value: unknown): [string, unknown][] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.entries(value);
  }
  throw new ArgumentError(
    argument,
    `\`${argument}\` must be an object: its members are the form's fields`,
  );
}

function bytesOf(view: ArrayBufferView): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
}
