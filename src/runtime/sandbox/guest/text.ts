/** `TextEncoder` of the WHATWG Encoding Standard, section 7.4: UTF-8; a lone surrogate becomes U+FFFD. */
export class TextEncoder {
  get encoding(): string {
    return "utf-8";
  }

  encode(input: unknown = ""): Uint8Array {
    // The percent-encoding of the language is UTF-8; `unescape` turns each %XX into the character of that byte.
    const bytes = unescape(encodeURIComponent(wellFormed(String(input))));
    return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
  }

  encodeInto(source: unknown, destination: Uint8Array): { read: number; written: number } {
    let read = 0;
    let written = 0;
    for (const character of String(source)) {
      const bytes = this.encode(character);
      if (written + bytes.length > destination.length) break;
      destination.set(bytes, written);
      written += bytes.length;
      read += character.length;
    }
    return { read, written };
  }
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}

const UTF8_LABELS = ["utf-8", "utf8", "unicode-1-1-utf-8"];
const BYTE_ORDER_MARK = 0xfeff;
/** Characters given to one `String.fromCodePoint`. */
const CHUNK = 4_096;

interface DecoderOptions {
  readonly fatal?: boolean;
  readonly ignoreBOM?: boolean;
}

/** `TextDecoder` of the WHATWG Encoding Standard, section 7.2, for UTF-8 alone; whole inputs, no `stream`. */
export class TextDecoder {
  readonly encoding = "utf-8";
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;

  constructor(label: unknown = "utf-8", options: DecoderOptions = {}) {
    if (!UTF8_LABELS.includes(String(label).trim().toLowerCase())) {
      throw new RangeError(`Only UTF-8 can be decoded here, not "${String(label)}".`);
    }
    this.fatal = options.fatal === true;
    this.ignoreBOM = options.ignoreBOM === true;
  }

  decode(input?: ArrayBuffer | ArrayBufferView): string {
    const codePoints: number[] = [];
    let text = "";
    for (const codePoint of readUtf8(bytesOf(input))) {
      if (codePoint === undefined && this.fatal) {
        throw new TypeError("The bytes are not valid UTF-8.");
      }
      codePoints.push(codePoint ?? 0xfffd);
      if (codePoints.length === CHUNK) text += String.fromCodePoint(...codePoints.splice(0));
    }
    text += String.fromCodePoint(...codePoints);
    return !this.ignoreBOM && text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  }
}

function bytesOf(input: ArrayBuffer | ArrayBufferView | undefined): Uint8Array {
  if (input === undefined) return new Uint8Array();
  if (ArrayBuffer.isView(input)) {
    return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  }
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  throw new TypeError("TextDecoder.decode takes an ArrayBuffer or a view of one.");
}

/** The code points of `bytes`; `undefined` for every sequence that the standard's UTF-8 decoder (section 8.1.1) calls an error. */
function* readUtf8(bytes: Uint8Array): Generator<number | undefined> {
  let codePoint = 0;
  let needed = 0;
  let lower = 0x80;
  let upper = 0xbf;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (needed > 0) {
      if (byte >= lower && byte <= upper) {
        lower = 0x80;
        upper = 0xbf;
        codePoint = (codePoint << 6) | (byte & 0x3f);
        needed -= 1;
        if (needed === 0) yield codePoint;
        continue;
      }
      needed = 0;
      lower = 0x80;
      upper = 0xbf;
      yield undefined;
    }
    if (byte < 0x80) yield byte;
    else if (byte >= 0xc2 && byte <= 0xdf) [needed, codePoint] = [1, byte & 0x1f];
    else if (byte >= 0xe0 && byte <= 0xef) {
      if (byte === 0xe0) lower = 0xa0;
      if (byte === 0xed) upper = 0x9f;
      [needed, codePoint] = [2, byte & 0x0f];
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      if (byte === 0xf0) lower = 0x90;
      if (byte === 0xf4) upper = 0x8f;
      [needed, codePoint] = [3, byte & 0x07];
    } else yield undefined;
  }
  if (needed > 0) yield undefined;
}
