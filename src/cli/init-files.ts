import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ignoring } from "../output/folder.js";

/** Writes a file that is not there yet, with the folders above it. What is there stays as it is. */
export async function writeNew(path: string, text: string): Promise<"written" | "kept"> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: "wx" });
    return "written";
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return "kept";
    throw error;
  }
}

export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoring("ENOENT", "ENOTDIR"))) !== undefined;
}

/** The top of the repository that a folder is in, where workflows stand; the folder itself when it is in none. */
export async function repositoryOf(folder: string): Promise<string> {
  const start = resolve(folder);
  for (let at = start; ; at = dirname(at)) {
    if (await isThere(join(at, ".git"))) return at;
    if (dirname(at) === at) return start;
  }
}
