import { stat } from "node:fs/promises";
import { posix } from "node:path";
import type { Revision } from "../load/git-site.js";
import { isWebUrl } from "../load/site.js";
import { ignoring } from "../output/folder.js";
import { UsageError } from "./exit.js";
import { fileInTree, kindInTree, namesInTree, prefixOfFolder, treeOf } from "./git.js";

/** What an argument of `codemode diff` names. */
export type Target =
  /** A file, a folder, a URL, or `-`. */
  | { readonly kind: "place"; readonly path: string }
  | { readonly kind: "revision"; readonly revision: RevisionFolder; readonly path: string };

/** The files of a revision, by their paths from the top of the repository. */
export interface RevisionFolder extends Revision {
  kind(path: string): Promise<"file" | "folder" | undefined>;
  /** The names in a folder. */
  names(path: string): Promise<readonly string[]>;
}

/**
 * Reads an argument: what is on disk goes first, then `<revision>:<path>` is a revision of git, the path from the top of the repository, or
 * with `./` from the working directory. A URL is none, nor is a path of Windows.
 * @throws {UsageError} when there is no such revision, or nothing of that name in it.
 */
export async function targetOf(text: string): Promise<Target> {
  const [, name = "", path = ""] = /^([^:]+):(.+)$/s.exec(text) ?? [];
  const isPlace = path === "" || isWebUrl(text) || /^[a-z]:[\\/]/i.test(text);
  if (isPlace || (await stat(text).catch(ignoring("ENOENT", "ENOTDIR"))) !== undefined) {
    return { kind: "place", path: text };
  }
  const tree = await treeOf(name);
  const revision: RevisionFolder = {
    name,
    read: (file) => fileInTree(tree, file),
    kind: (file) => kindInTree(tree, file),
    names: (folder) => namesInTree(tree, folder),
  };
  const fromTop = /^\.{1,2}\//.test(path)
    ? posix.join(await prefixOfFolder(), path)
    : posix.normalize(path);
  const found = fromTop.startsWith("../") ? undefined : await revision.kind(fromTop);
  if (found !== undefined) return { kind: "revision", revision, path: fromTop };
  throw new UsageError(
    `${name} has no ${path}`,
    "The path is taken from the top of the repository; write ./ in front of one from here.",
  );
}
