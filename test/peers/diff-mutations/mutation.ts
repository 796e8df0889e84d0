import type { ApiCode } from "../../../src/diff/api/api-rules.js";
import type { Severity } from "../../../src/diff/rule.js";
import type { Json, JsonObject } from "./raw-document.js";

/** One change of a raw document, and how it has to be found. */
export interface Mutation {
  readonly kind: string;
  /** Where and what, for the reader of a failure. */
  readonly place: string;
  /** Changes the document; gives what puts it back. */
  readonly apply: () => () => void;
  /** One of these has to be found. */
  readonly wanted: readonly Expectation[];
  /** The operation that has to be concerned: as the subject, or among those of a type. Nothing where it is the whole API. */
  readonly route: string | undefined;
  /** What the place of the finding has to name. */
  readonly names: string | undefined;
}

/** How a change has to be told. */
export interface Expectation {
  readonly code: ApiCode;
  readonly severity: Severity;
}

export type Way = "request" | "result";

/** Gives a key another value, or none. What puts it back keeps the order of keys. */
export function setKey(parent: JsonObject, key: string, value: Json | undefined): () => void {
  const before = Object.entries(parent);
  if (value === undefined) delete parent[key];
  else parent[key] = value;
  return () => restore(parent, before);
}

/** Gives a key another name, in its place. */
export function renameKey(parent: JsonObject, key: string, name: string): () => void {
  const before = Object.entries(parent);
  restore(
    parent,
    before.map(([one, value]) => [one === key ? name : one, value]),
  );
  return () => restore(parent, before);
}

function restore(parent: JsonObject, entries: readonly (readonly [string, Json])[]): void {
  for (const key of Object.keys(parent)) delete parent[key];
  for (const [key, value] of entries) parent[key] = value;
}
