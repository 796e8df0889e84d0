import type { ApiCode } from "./api-rules.js";
import { apiRules } from "./api-rules.js";
import { placeIn } from "./place.js";

/** What is sent, or what comes back: what is wider in the one is narrower for callers in the other. */
export type Direction = "request" | "result";

/** Changes with a code for either direction. */
export const DIRECTED = [
  "property-added",
  "required-property-added",
  "property-removed",
  "property-became-required",
  "property-became-optional",
  "additional-properties-added",
  "additional-properties-removed",
  "default-changed",
  "became-nullable",
  "became-not-nullable",
  "enum-value-added",
  "enum-value-removed",
  "format-added",
  "format-removed",
  "format-changed",
  "constraint-tightened",
  "constraint-loosened",
  "constraint-changed",
  "type-widened",
  "type-narrowed",
  "type-changed",
  "member-added",
  "member-removed",
] as const;

/** Changes that are the same whichever way a value goes. */
export const UNDIRECTED = [
  "property-deprecated",
  "property-undeprecated",
  "known-values-changed",
  "format-restated",
  "discriminator-added",
  "discriminator-removed",
  "discriminator-changed",
] as const;

export type DirectedKind = (typeof DIRECTED)[number];
type UndirectedKind = (typeof UNDIRECTED)[number] | "type-unknown-difference";

/** A difference of two types, before it is known which way their values go. */
export interface TypeChange {
  readonly kind: DirectedKind | UndirectedKind;
  /** Below where the types stand. */
  readonly at: string;
  readonly message: string;
}

/** What the comparison of two types found. */
export interface TypeDifference {
  readonly changes: readonly TypeChange[];
  /** Places whose text is another one. */
  readonly texts: readonly string[];
}

const UNDIRECTED_KINDS: ReadonlySet<string> = new Set(UNDIRECTED);

/** The code of a change of a type whose values go this way. */
export function codeOf({ kind }: TypeChange, direction: Direction): ApiCode {
  if (kind === "type-unknown-difference") return "type-changed";
  return isUndirected(kind) ? kind : (`${direction}-${kind}` as const);
}

function isUndirected(
  kind: DirectedKind | (typeof UNDIRECTED)[number],
): kind is (typeof UNDIRECTED)[number] {
  return UNDIRECTED_KINDS.has(kind);
}

/** 0 for what is safe, 2 for what breaks. */
export function gravity(code: ApiCode): number {
  return ["safe", "possibly-breaking", "breaking"].indexOf(apiRules[code].severity);
}

/** The same difference, seen from further out. */
export function differenceIn(place: string, { changes, texts }: TypeDifference): TypeDifference {
  if (place === "") return { changes, texts };
  return {
    changes: changes.map((change) => ({ ...change, at: placeIn(place, change.at) })),
    texts: texts.map((text) => placeIn(place, text)),
  };
}
