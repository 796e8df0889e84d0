import { createHash } from "node:crypto";
import type { Budget } from "../budget.js";
import type { OutputFile } from "../emitter.js";

/** The name of the lock in an output folder: what makes the folder ours. */
export const LOCK_FILE = "codemode.lock.json";

/** What the last compilation read, wrote and measured. */
export interface Lock {
  readonly lockVersion: 1;
  readonly compilerVersion: string;
  /** Hex SHA-256 of what the input says: of the IR as `api.json` has it, so that a document and the schema made from it have the same. */
  readonly inputSha256: string;
  readonly budget: Budget;
  /** Path → hex SHA-256 of each file of the package, the lock itself excepted; sorted by path. */
  readonly files: ReadonlyMap<string, string>;
}

export interface LockInput {
  readonly compilerVersion: string;
  readonly inputSha256: string;
  readonly budget: Budget;
  readonly files: readonly OutputFile[];
}

/** The lock of a package whose other files are `input.files`. */
export function lockOf(input: LockInput): Lock {
  const files = input.files
    .map((file): [string, string] => [file.path, sha256(file.content)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { compilerVersion, inputSha256, budget } = input;
  return { lockVersion: 1, compilerVersion, inputSha256, budget, files: new Map(files) };
}

/** The lock as a file: one hash a line, so that a diff names the files that changed. */
export function emitLock(lock: Lock): OutputFile {
  const value = { ...lock, files: Object.fromEntries(lock.files) };
  return { path: LOCK_FILE, content: `${JSON.stringify(value, undefined, 2)}\n` };
}

/** The file list of a lock's text: path → hex SHA-256. `undefined` when the text is no lock of ours. */
export function readFileList(text: string): ReadonlyMap<string, string> | undefined {
  const value = parse(text);
  if (!isRecord(value) || value["lockVersion"] !== 1 || !isRecord(value["files"])) return undefined;
  const files = new Map<string, string>();
  for (const [path, hash] of Object.entries(value["files"])) {
    if (typeof hash !== "string") return undefined;
    files.set(path, hash);
  }
  return files;
}

/** Hex SHA-256 of a file's bytes; text counts as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
