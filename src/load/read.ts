import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { UnusableInput, unusable } from "../diagnostics/diagnostic.js";
import { MAXIMUM } from "./limits.js";

/**
 * The bytes of a file, or of anything else that ends when read (a pipe), up to `MAXIMUM.bytes`. `file` is the path as a message shows it.
 * @throws {UnusableInput} when it is missing, a directory, unreadable or too large.
 */
export async function readBytes(path: string, file = path): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw unusable("file-is-directory", file, {});
    if (found.size > MAXIMUM.bytes) throw tooLarge(file);
    return found.isFile() ? await readFile(path) : await readStream(path, file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** What has no size before it is read. */
async function readStream(path: string, file: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAXIMUM.bytes) throw tooLarge(file);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, length);
}

export function tooLarge(file: string): UnusableInput {
  return unusable("file-too-large", file, { mebibytes: MAXIMUM.bytes / 1024 / 1024 });
}

/** An error of the file system as a diagnostic; rethrows one that is none. */
export function unreadable(file: string, error: unknown): UnusableInput {
  if (error instanceof UnusableInput) return error;
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string")
    throw error;
  if (error.code === "ENOENT" || error.code === "ENOTDIR")
    return unusable("file-missing", file, {});
  return unusable("file-unreadable", file, { reason: error.code });
}
