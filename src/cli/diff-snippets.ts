import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { SavedSnippet } from "../diff/agents/snippets.js";
import { UsageError } from "./exit.js";

/** As the default limit of what `execute` takes. */
const MOST_BYTES = 100 * 1024;
const MOST_SNIPPETS = 2_000;

/**
 * The snippets in a folder and the folders below it: `.ts` and `.js` files, in the order of their names. Declarations and `node_modules` are none.
 * @throws {UsageError} when the folder holds none, or one that `execute` would not take.
 */
export async function readSnippets(folder: string): Promise<readonly SavedSnippet[]> {
  const names = (await readdir(folder, { recursive: true }))
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /(?<!\.d)\.[jt]s$/.test(name) && !/(?:^|\/)node_modules\//.test(name))
    .sort();
  if (names.length === 0) {
    throw new UsageError(
      `${folder} holds no snippet`,
      "Snippets are .ts or .js files, as `execute` takes them.",
    );
  }
  if (names.length > MOST_SNIPPETS) {
    throw new UsageError(
      `${folder} holds ${names.length} files that could be snippets`,
      `At most ${MOST_SNIPPETS} are checked: name a folder that holds snippets alone.`,
    );
  }
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const { size } = await stat(file);
      if (size > MOST_BYTES) {
        throw new UsageError(`${file} has ${size} bytes`, `A snippet has at most ${MOST_BYTES}.`);
      }
      return { file: name, text: await readFile(file, "utf8") };
    }),
  );
}
