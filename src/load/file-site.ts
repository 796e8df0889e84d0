import { realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { unusable } from "../diagnostics/diagnostic.js";
import { createFolders } from "./folders.js";
import { MAXIMUM } from "./limits.js";
import { readBytes, unreadable } from "./read.js";
import {
  type ExternalReferences,
  isWebUrl,
  type Located,
  referencePath,
  type Site,
} from "./site.js";
import { readStandardInput } from "./standard-input.js";

/** The name of standard input as a document. */
export const STANDARD_INPUT = "-";

/**
 * A document on disk, or on standard input, whose references are then relative to the working directory.
 * Links are resolved before a file is opened, so that none leads out of the entry's folder. Nothing is ever fetched.
 * @throws {UnusableInput} when there is no such file.
 */
export async function fileSite(path: string, external: ExternalReferences): Promise<Site> {
  const isInput = path === STANDARD_INPUT;
  const entry = isInput ? resolve(path) : await entryPath(path);
  const folder = await realpath(dirname(resolve(path)));
  const shownFolder = isInput ? "" : dirname(path);
  const folders = createFolders();

  function located(identity: string): Located {
    const inside = relative(folder, identity);
    const name = inside.split(sep).join("/");
    return { identity, name, file: isAbsolute(inside) ? identity : join(shownFolder, inside) };
  }

  return {
    entry: { identity: entry, name: basename(path), file: path },
    concurrency: MAXIMUM.concurrentReads,
    address(reference, base) {
      if (isWebUrl(reference)) return reference;
      if (/^file:/i.test(reference)) return pathOfUrl(reference);
      return resolve(dirname(base), referencePath(reference));
    },
    async locate(address) {
      if (isWebUrl(address)) throw unusable("reference-not-fetched", address, { file: address });
      const named = located(address);
      if (external === "refuse" && isOutside(folder, address)) {
        throw unusable("reference-outside", named.file, { file: named.name });
      }
      const identity = await folders.realPath(address, named.file);
      if (external === "refuse" && isOutside(folder, identity)) {
        throw unusable("reference-outside", named.file, { file: named.name });
      }
      return located(identity);
    },
    async read({ identity, file }) {
      if (isInput && identity === entry) {
        return { bytes: await readStandardInput(), base: join(folder, path) };
      }
      const bytes = await readBytes(identity, file);
      // The entry's references are relative to where it was named, not to where a link leads.
      return { bytes, base: identity === entry ? join(folder, basename(path)) : identity };
    },
  };
}

async function entryPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function isOutside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
}

function pathOfUrl(url: string): string {
  try {
    return fileURLToPath(url.replace(/[?#].*$/s, ""));
  } catch {
    return url;
  }
}
