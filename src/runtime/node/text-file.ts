import { closeSync, openSync, readSync } from "node:fs";

/** Bytes that are read at once. */
const PIECE = 64 * 1024;

/**
 * The text of a UTF-8 file. It is read in pieces, to keep the process small: once glibc has freed a buffer of many megabytes it returns no
 * smaller stretch of free memory to the system any more (mallopt(3), `M_MMAP_THRESHOLD`). Throws what the file system throws.
 */
export function readTextFile(file: URL): string {
  const descriptor = openSync(file, "r");
  try {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(PIECE);
    const texts: string[] = [];
    for (let read = -1; read !== 0; ) {
      read = readSync(descriptor, buffer);
      texts.push(decoder.decode(buffer.subarray(0, read), { stream: read > 0 }));
    }
    return texts.join("");
  } finally {
    closeSync(descriptor);
  }
}
