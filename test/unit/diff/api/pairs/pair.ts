import type { ApiCode } from "../../../../../src/diff/api/api-rules.js";

/** Two versions of a document that differ in one thing, and what that is called in either direction. */
export interface FixturePair {
  readonly name: string;
  /** A stretch of the library's document, which is there once. */
  readonly from: string;
  /** What stands there in the other version. */
  readonly to: string;
  /** All codes of the comparison, in any order. */
  readonly forward: readonly ApiCode[];
  readonly backward: readonly ApiCode[];
}
