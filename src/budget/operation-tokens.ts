import type { Operation } from "../runtime/api/api.js";
import type { ApiLookup } from "../runtime/api/lookup.js";

/**
 * Tokens (o200k_base) of what `search` answers to the exact name of an operation: its signature with the types that it uses. A function of one
 * API: what operations share is counted once and kept.
 */
export function createOperationTokens(_lookup: ApiLookup): (operation: Operation) => number {
  return () => 0;
}
