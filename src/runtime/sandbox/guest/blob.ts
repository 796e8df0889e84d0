import { TextDecoder, TextEncoder } from "./text.js";

interface BlobOptions {
  readonly type?: unknown;
}

interface FileOptions extends BlobOptions {
  readonly lastModified?: unknown;
}

const { apply } = Reflect;
const { set, slice } = Uint8Array.prototype;
const { isView } = ArrayBuffer;
const utf8 = new TextEncoder();

/** Content and media type of a blob, and the name of a file, whatever a snippet has put in the place of its members. */
export let contentOf: (blob: Blob) => { readonly bytes: Uint8Array; readonly type: string };
export let nameOf: (file: File) => string;

/** `Blob` of the W3C File API, section 3, without `stream`. Its content is copied when it is made, so that nothing changes it later. */
export class Blob {
  readonly #bytes: Uint8Array;
  readonly #type: string;

  static {
    contentOf = (blob) => ({ bytes: blob.#bytes, type: blob.#type });
  }

  constructor(parts: Iterable<unknown> = [], options: BlobOptions = {}) {
    if (typeof parts !== "object" || parts === null) {
      throw new TypeError("Blob takes an array of parts: new Blob([bytes], { type })");
    }
    this.#type = mediaType(options.type);
    this.#bytes = joined(Array.from(parts, bytesOfPart));
  }

  get size(): number {
    return this.#bytes.length;
  }

  get type(): string {
    return this.#type;
  }

  slice(start?: number, end?: number, type?: unknown): Blob {
    return new Blob([apply(slice, this.#bytes, [start, end])], { type });
  }

  async arrayBuffer(): Promise<ArrayBufferLike> {
    return apply(slice, this.#bytes, []).buffer;
  }

  async bytes(): Promise<Uint8Array> {
    return apply(slice, this.#bytes, []);
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(this.#bytes);
  }
}

/** `File` of the W3C File API, section 4. */
export class File extends Blob {
  readonly #name: string;
  readonly #lastModified: number;

  static {
    nameOf = (file) => file.#name;
  }

  constructor(parts: Iterable<unknown>, name: unknown, options: FileOptions = {}) {
    super(parts, options);
    if (name === undefined) {
      throw new TypeError('File takes parts and a name: new File([bytes], "a.png", { type })');
    }
    const { lastModified } = options;
    this.#name = String(name);
    this.#lastModified = lastModified === undefined ? Date.now() : Number(lastModified);
  }

  get name(): string {
    return this.#name;
  }

  get lastModified(): number {
    return this.#lastModified;
  }
}

for (const Class of [Blob, File]) Object.freeze(Object.freeze(Class).prototype);

/** Empty for a text that cannot be a media type (File API, section 3.1). */
function mediaType(type: unknown): string {
  const text = type === undefined ? "" : String(type);
  return /[^\x20-\x7e]/.test(text) ? "" : text.toLowerCase();
}

function bytesOfPart(part: unknown): Uint8Array {
  if (part instanceof Blob) return contentOf(part).bytes;
  if (part instanceof ArrayBuffer) return new Uint8Array(part);
  if (isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  return utf8.encode(part);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const piece of pieces) {
    apply(set, whole, [piece, at]);
    at += piece.length;
  }
  return whole;
}
