import { readdir, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { unusable } from "../diagnostics/diagnostic.js";
import { unreadable } from "./read.js";

/** Finds where paths really lead, links resolved. Each folder is listed once: a document may be made of thousands of files. */
export interface Folders {
  /**
   * The real path of a file.
   * @param file the path as a message shows it
   * @throws {UnusableInput} when there is none, or one whose name differs in upper and lower case alone: some file systems take
   *   both for one name, others do not, and what compiles here must compile there.
   */
  realPath(path: string, file: string): Promise<string>;
}

/** A folder's real path, and its names: `link` for those that lead elsewhere. */
interface Listing {
  readonly path: string;
  readonly names: ReadonlyMap<string, "own" | "link">;
}

export function createFolders(): Folders {
  const listings = new Map<string, Promise<Listing>>();
  const listing = (folder: string): Promise<Listing> => {
    const known = listings.get(folder) ?? list(folder);
    listings.set(folder, known);
    return known;
  };
  return {
    async realPath(path, file) {
      try {
        const { path: folder, names } = await listing(dirname(path));
        const name = basename(path);
        const kind = names.get(name.normalize());
        if (kind === "own") return join(folder, name);
        const other = kind === undefined ? otherCase(names, name) : undefined;
        if (other !== undefined) throw unusable("file-case", file, { other });
        return await realpath(path);
      } catch (error) {
        throw unreadable(file, error);
      }
    },
  };
}

async function list(folder: string): Promise<Listing> {
  const path = await realpath(folder);
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.map((entry): [string, "own" | "link"] => [
    entry.name.normalize(),
    entry.isSymbolicLink() ? "link" : "own",
  ]);
  return { path, names: new Map(names) };
}

function otherCase(names: Listing["names"], name: string): string | undefined {
  const lower = name.normalize().toLowerCase();
  return [...names.keys()].sort().find((other) => other.toLowerCase() === lower);
}
