import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { LOCK_FILE, readFileList } from "../emit/lock/lock.js";
import { parents } from "./path.js";
import { RefusedOutput } from "./refused-output.js";

/** An output folder as it stands. Paths inside it are relative, with `/`. */
export interface Folder {
  /** Absolute; symbolic links above and at the folder itself are resolved, since the user chose them. */
  readonly path: string;
  readonly state: "absent" | "empty" | "ours" | "foreign";
  /** What the lock says we wrote: path → hex SHA-256. Empty unless `ours`. */
  readonly written: ReadonlyMap<string, string>;
}

/** What stands at a path inside a folder; `blocked` is a symbolic link, or something else that is no plain file. */
export type Entry =
  | { readonly kind: "absent" }
  | { readonly kind: "file"; readonly bytes: Buffer }
  | { readonly kind: "blocked"; readonly by: string };

/** Looks at an output folder. Throws `RefusedOutput` for a file, and what the file system throws when the folder cannot be read. */
export async function openFolder(path: string): Promise<Folder> {
  const stats = await stat(path).catch(ignoring("ENOENT"));
  if (stats !== undefined && !stats.isDirectory()) {
    throw new RefusedOutput(`${path} is a file, not a folder`, "Choose another folder with -o.");
  }
  const names = stats === undefined ? undefined : await readdir(path);
  if (names === undefined) return { path, state: "absent", written: new Map() };
  const real = await realpath(path);
  const lock = await entryAt(real, LOCK_FILE);
  const written = lock.kind === "file" ? readFileList(lock.bytes.toString("utf8")) : undefined;
  if (written !== undefined) return { path: real, state: "ours", written };
  const state = names.every((name) => name.startsWith(STAGING_PREFIX)) ? "empty" : "foreign";
  return { path: real, state, written: new Map() };
}

/** The start of the name of the folder in which files wait for their rename. One that is left over means a write was killed. */
export const STAGING_PREFIX = ".codemode-staging-";

/** What stands at `path`; no symbolic link inside the folder is followed. */
export async function entryAt(folder: string, path: string): Promise<Entry> {
  for (const parent of parents(path)) {
    const stats = await lstat(join(folder, parent)).catch(ignoring("ENOENT"));
    if (stats === undefined) return { kind: "absent" };
    if (!stats.isDirectory()) return { kind: "blocked", by: parent };
  }
  const stats = await lstat(join(folder, path)).catch(ignoring("ENOENT"));
  if (stats === undefined) return { kind: "absent" };
  if (!stats.isFile()) return { kind: "blocked", by: path };
  return { kind: "file", bytes: await readFile(join(folder, path)) };
}

/** A handler that turns an expected file system error into `undefined`. */
export function ignoring(...codes: readonly string[]): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && "code" in error && codes.includes(String(error.code))) return;
    throw error;
  };
}
