import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { unusable } from "../diagnostics/diagnostic.js";

/** One file of a schema. `path` is relative to the folder, with `/` and without extension: `models/i`. */
export interface SourceFile {
  readonly path: string;
  /** As the user would name it. */
  readonly file: string;
  readonly text: string;
}

/** More than this is no schema of ours. */
const MOST_FILES = 20_000;

/**
 * The TypeScript files of a schema folder and of its `models/`, sorted by path.
 * @throws {UnusableInput} when there is no `index.ts`.
 */
export async function readSourceFiles(folder: string): Promise<readonly SourceFile[]> {
  const names = [
    ...(await sourceNames(folder)),
    ...(await sourceNames(join(folder, "models"))).map((name) => `models/${name}`),
  ].sort();
  if (!names.includes("index.ts")) throw unusable("schema-index-missing", folder, {});
  if (names.length > MOST_FILES) {
    throw unusable("schema-too-large", folder, { files: names.length });
  }
  const files: SourceFile[] = [];
  for (const name of names) {
    const file = join(folder, name);
    files.push({
      path: name.slice(0, -".ts".length),
      file,
      text: await readFile(file, "utf8"),
    });
  }
  return files;
}

async function sourceNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
    .map(({ name }) => name);
}
