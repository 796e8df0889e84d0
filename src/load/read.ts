import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { unusable } from "../diagnostics/diagnostic.js";
import { MAXIMUM } from "./limits.js";

/**
 * The bytes of a file, or of anything else that ends when read (a pipe), up to `MAXIMUM.bytes`.
 * @throws {UnusableInput} when it is missing, a directory, unreadable or too large.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw unusable("file-is-directory", path, {});
    if (found.size > MAXIMUM.bytes) throw tooLarge(path);
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > MAXIMUM.bytes) throw tooLarge(path);
      chunks.push(bytes);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return Buffer.concat(chunks, length);
}

function tooLarge(path: string): Error {
  return unusable("file-too-large", path, { mebibytes: MAXIMUM.bytes / 1024 / 1024 });
}

function unreadable(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string")
    return error;
  if (error.code === "ENOENT" || error.code === "ENOTDIR")
    return unusable("file-missing", path, {});
  return unusable("file-unreadable", path, { reason: error.code });
}
