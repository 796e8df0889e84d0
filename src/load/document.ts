import type { JsonValue } from "../runtime/api/types.js";

/** A parsed input: the value, and the text it came from, so that a pointer can be turned into a line when one is printed. */
export interface Document {
  /** As the user named it. */
  readonly file: string;
  readonly root: { readonly [key: string]: JsonValue };
  readonly format: "json" | "yaml";
  readonly text: string;
  /** Hex SHA-256 of the bytes. */
  readonly sha256: string;
}
