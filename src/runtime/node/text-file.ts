import { isAscii } from "node:buffer";
import { closeSync, openSync, readSync } from "node:fs";

/** Bytes that are read at once. */
const PIECE = 64 * 1024;

/** The text of a UTF-8 file. Throws what the file system throws. */
export function readTextFile(file: URL): string {
  return readTextLines(file).join("\n");
}

/**
 * The lines of a UTF-8 file. It is read in pieces and never whole in one stretch, to keep the process small: once glibc has freed a buffer
 * of many megabytes it returns no smaller stretch of free memory to the system any more (mallopt(3), `M_MMAP_THRESHOLD`); and a string of
 * which one character is not Latin-1 takes two bytes for each. Throws what the file system throws.
 */
export function readTextLines(file: URL): readonly string[] {
  const descriptor = openSync(file, "r");
  try {
    const buffer = Buffer.allocUnsafeSlow(PIECE);
    const lines: string[] = [];
    let unended = "";
    let kept = 0;
    for (;;) {
      const length = kept + readSync(descriptor, buffer, kept, PIECE - kept, null);
      const isEnd = length === kept;
      const whole = isEnd ? length : length - unfinished(buffer, length);
      const encoding = isAscii(buffer.subarray(0, whole)) ? "latin1" : "utf8";
      const [first = "", ...others] = buffer.toString(encoding, 0, whole).split("\n");
      unended += first;
      for (const line of others) {
        lines.push(unended);
        unended = line;
      }
      if (isEnd) return [...lines, unended];
      kept = buffer.copy(buffer, 0, whole, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** How many bytes at the end begin a character that goes on behind them (RFC 3629 §3). */
function unfinished(bytes: Uint8Array, length: number): number {
  for (let back = 1; back <= 3 && back <= length; back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < sequenceLength(byte) ? back : 0;
  }
  return 0;
}

/** Bytes of the character that begins with `byte`, of which the first two bits are set. */
function sequenceLength(byte: number): number {
  if (byte >= 0xf0) return 4;
  return byte >= 0xe0 ? 3 : 2;
}
