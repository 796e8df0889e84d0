import type { OutputFile } from "../emit/emitter.js";
import { LOCK_FILE, sha256 } from "../emit/lock/lock.js";
import { type Entry, entryAt, type Folder } from "./folder.js";
import { assertSafePath, assertSafePaths, UnsafePath } from "./path.js";
import { RefusedOutput } from "./refused-output.js";

/** What writing a package would do to its folder. Nothing is written to make one. */
export interface Plan {
  readonly folder: Folder;
  /** In the order of the files; the lock, if it changes, is the last one. */
  readonly writes: readonly PlannedWrite[];
  /** Paths that we wrote earlier and that the package no longer has. Sorted. */
  readonly deletes: readonly string[];
  /** Paths that the package no longer has, which somebody has changed since: they stay. Sorted. */
  readonly kept: readonly string[];
  readonly unchanged: number;
}

export interface PlannedWrite {
  readonly file: OutputFile;
  /** `edited`: ours, but changed by somebody since; writing it loses that change. */
  readonly kind: "created" | "updated" | "edited";
}

/** Files that are there already and that we did not write: `refuse` them, or `take` them over. */
export type ForeignFiles = "refuse" | "take";

/**
 * Compares `files` with what stands in the folder.
 * Throws `UnsafePath` for a path that could leave the folder, `RefusedOutput` when something that is not ours is in the way.
 */
export async function planWrite(
  folder: Folder,
  files: readonly OutputFile[],
  foreign: ForeignFiles,
): Promise<Plan> {
  assertSafePaths(files.map((file) => file.path));
  if (folder.state === "foreign" && foreign === "refuse") {
    throw new RefusedOutput(
      `${folder.path} is not empty and was not written by codemode`,
      "Choose another folder with -o, or add --force to write into this one. Other files in it are left alone.",
    );
  }
  const compared = await Promise.all(
    files.map(async (file) => ({ file, state: await compare(folder, file, foreign) })),
  );
  const writes = compared.flatMap(({ file, state }): PlannedWrite[] =>
    state === "unchanged" ? [] : [{ file, kind: state }],
  );
  const { deletes, kept } = await obsolete(folder, new Set(files.map((file) => file.path)));
  return {
    folder,
    writes: [
      ...writes.filter(({ file }) => file.path !== LOCK_FILE),
      ...writes.filter(({ file }) => file.path === LOCK_FILE),
    ],
    deletes,
    kept,
    unchanged: compared.length - writes.length,
  };
}

/** True when the folder holds exactly this package: `--check` passes. */
export function isUpToDate(plan: Plan): boolean {
  return plan.writes.length === 0 && plan.deletes.length === 0;
}

async function compare(
  folder: Folder,
  file: OutputFile,
  foreign: ForeignFiles,
): Promise<PlannedWrite["kind"] | "unchanged"> {
  const entry: Entry =
    folder.state === "absent" ? { kind: "absent" } : await entryAt(folder.path, file.path);
  switch (entry.kind) {
    case "absent":
      return "created";
    case "blocked":
      throw new RefusedOutput(
        `${entry.by} in ${folder.path} is a symbolic link or no plain file, so ${file.path} is not written`,
        `Remove ${entry.by}, or choose another folder with -o.`,
      );
    case "file": {
      if (entry.bytes.equals(bytesOf(file.content))) return "unchanged";
      if (file.path === LOCK_FILE) return "updated";
      const written = folder.written.get(file.path);
      if (written === undefined && foreign === "refuse") {
        throw new RefusedOutput(
          `${file.path} in ${folder.path} was not written by codemode`,
          "Move it away, or add --force to overwrite it.",
        );
      }
      return written === sha256(entry.bytes) ? "updated" : "edited";
    }
  }
}

/** Of the files we wrote earlier, those that the package no longer has. A lock is input like any other: its paths are checked too. */
async function obsolete(
  folder: Folder,
  current: ReadonlySet<string>,
): Promise<Pick<Plan, "deletes" | "kept">> {
  const deletes: string[] = [];
  const kept: string[] = [];
  for (const [path, hash] of folder.written) {
    if (current.has(path) || path === LOCK_FILE || !isSafe(path)) continue;
    const entry = await entryAt(folder.path, path);
    if (entry.kind !== "file") continue;
    if (sha256(entry.bytes) === hash) deletes.push(path);
    else kept.push(path);
  }
  return { deletes: deletes.sort(), kept: kept.sort() };
}

function isSafe(path: string): boolean {
  try {
    assertSafePath(path);
    return true;
  } catch (error) {
    if (error instanceof UnsafePath) return false;
    throw error;
  }
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? Buffer.from(content, "utf8") : content;
}
