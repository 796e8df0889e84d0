import type { JsonValue } from "../runtime/api/types.js";

/** One text that a document is made of: the entry, a file that it refers to, or an overlay. */
export interface Source {
  /** As the user would name it: relative to where the entry was named, or a URL. */
  readonly file: string;
  readonly format: "json" | "yaml";
  readonly text: string;
}

/** A part of a source: a JSON pointer (RFC 6901) into its text. */
export interface Origin {
  readonly source: Source;
  readonly pointer: string;
}

/** A parsed input, whole: every part of every file is reachable from `root` by a local pointer. */
export interface Document extends Source {
  readonly root: { readonly [key: string]: JsonValue };
  /** The URL that it was retrieved from in the end, redirects followed; absent when it came from elsewhere than the web. */
  readonly base?: string;
  /** Hex SHA-256 of the bytes; of several files, of their names and hashes. */
  readonly sha256: string;
  /** All texts, this one first. */
  readonly sources: readonly Source[];
  /** Pointers of the schemas of other files, sorted: with the components, all schemas that have a name. */
  readonly externalSchemas: readonly string[];
  /** Where the part of `root` that a pointer names was written. */
  readonly origin: (pointer: string) => Origin;
}
