import { type Diagnostics, unusable } from "../diagnostics/diagnostic.js";
import { createLines } from "../diagnostics/lines.js";

/**
 * Bytes as text: UTF-8, or UTF-16 when a byte order mark or the NULs of an ASCII first character show it (YAML 1.2 §5.2).
 * The byte order mark is dropped. Invalid bytes become U+FFFD, with a diagnostic at the first one.
 * @throws {UnusableInput} for text with NUL characters, which no text file has.
 */
export function decode(file: string, bytes: Uint8Array, diagnostics: Diagnostics): string {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes("\0")) throw unusable("file-not-text", file, {});
  const replaced = text.indexOf("\uFFFD");
  if (replaced >= 0 && !isValid(encoding, bytes)) {
    diagnostics.reportAt("encoding-invalid", createLines(text).place(replaced), {});
  }
  return text;
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return "utf-8";
}

function isValid(encoding: string, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
