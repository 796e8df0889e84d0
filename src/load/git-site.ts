import { posix } from "node:path";
import { unusable } from "../diagnostics/diagnostic.js";
import { MAXIMUM } from "./limits.js";
import {
  type ExternalReferences,
  isWebUrl,
  type Located,
  referencePath,
  type Site,
} from "./site.js";

/** The files of one revision of a git repository. */
export interface Revision {
  /** As the user named it: `v1.2`. */
  readonly name: string;
  /** The bytes of a file, by its path from the top of the repository; `undefined` when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
}

/**
 * A document in a revision of a git repository, `path` from its top. What it refers to is read from the same revision: from the entry's
 * folder, with `external` from all of the repository; never from the disk, and nothing is fetched.
 */
export function gitSite(revision: Revision, path: string, external: ExternalReferences): Site {
  const entry = posix.normalize(path);
  const folder = posix.dirname(entry);

  function located(identity: string): Located {
    const file = `${revision.name}:${identity}`;
    return { identity, name: posix.relative(folder, identity), file };
  }

  return {
    entry: located(entry),
    concurrency: MAXIMUM.concurrentRevisionReads,
    address(reference, base) {
      if (isWebUrl(reference)) return reference;
      // An absolute path, or a file: URL, is one of the disk: `locate` refuses it.
      if (/^(?:\/|file:)/i.test(reference)) return `/${reference}`;
      return posix.join(posix.dirname(base), referencePath(reference));
    },
    async locate(address) {
      if (isWebUrl(address)) throw unusable("reference-not-fetched", address, { file: address });
      const found = located(address);
      const isElsewhere = leadsOut(address) || (external === "refuse" && leadsOut(found.name));
      if (isElsewhere) throw unusable("reference-outside", found.file, { file: found.name });
      return found;
    },
    async read({ identity, file }) {
      const bytes = await revision.read(identity);
      if (bytes === undefined) throw unusable("file-missing", file, {});
      return { bytes, base: identity };
    },
  };
}

/** Whether a path leads out of where it starts. */
function leadsOut(path: string): boolean {
  return path.startsWith("/") || path === ".." || path.startsWith("../");
}
