import { realpath, rename, rm, writeFile } from "node:fs/promises";
import { ignoring } from "../output/folder.js";

/**
 * Writes a file as a whole or not at all: beside it first, then in its place. Where the path is a symbolic link, what it leads to is replaced.
 * Throws what the file system throws.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = (await realpath(path).catch(ignoring("ENOENT"))) ?? path;
  const staged = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(staged, text, { flag: "wx" });
    await rename(staged, target);
  } finally {
    await rm(staged, { force: true });
  }
}
