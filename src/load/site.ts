/** Whether documents are read that lie outside the entry's folder, or on another origin than the entry's. */
export type ExternalReferences = "refuse" | "allow";

/** Where the entry comes from, and with it all that it refers to: a file system or a web server. */
export interface Site {
  readonly entry: Located;
  /** How many documents are read at the same time. */
  readonly concurrency: number;
  /** The absolute address of the document that a URI reference names, its fragment left out; `base` is a `Located`'s. */
  address(reference: string, base: string): string;
  /**
   * Finds the document at an address.
   * @throws {UnusableInput} when it must not be read, or is not there.
   */
  locate(address: string): Promise<Located>;
  /**
   * @throws {UnusableInput} when it cannot be read, or is too large.
   */
  read(located: Located): Promise<Reading>;
}

/** A document that may be read. */
export interface Located {
  /** Equal for two spellings of one document. */
  readonly identity: string;
  /** Stable on every machine: relative to the entry's folder, or a URL. */
  readonly name: string;
  /** As diagnostics show it. */
  readonly file: string;
}

export interface Reading {
  readonly bytes: Uint8Array;
  /** What its own references are relative to (RFC 3986 §5.1). */
  readonly base: string;
}

export function isWebUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** The path of a relative reference: its query left out, percent-encoding undone (RFC 3986 §2.1) where it is one. */
export function referencePath(reference: string): string {
  const path = reference.replace(/\?.*$/s, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
