import type { Operation } from "../../runtime/api/api.js";

/** A worked example: what it does, and the code for `execute`. */
export interface Snippet {
  readonly title: string;
  readonly code: string;
  /** What it calls. */
  readonly operations: readonly Operation[];
}

/** The examples that were chosen before: a further one should show something else. */
export interface Chosen {
  /** True for an operation that an example has. */
  has(operation: Operation): boolean;
  /** What choosing an operation again costs, in units of `Ground.standing`. */
  repeats(operation: Operation): number;
}

export function chosenSo(snippets: readonly Snippet[]): Chosen {
  const operations = new Set(snippets.flatMap((snippet) => snippet.operations));
  const namespaces = new Set([...operations].map(({ namespace }) => namespace));
  return {
    has: (operation) => operations.has(operation),
    repeats: (operation) =>
      (operations.has(operation) ? 5 : 0) + (namespaces.has(operation.namespace) ? 1 : 0),
  };
}

/** The candidate with the highest score, of equals the first. */
export function best<Candidate extends { readonly score: number }>(
  candidates: readonly Candidate[],
): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (most, next) => (most === undefined || next.score > most.score ? next : most),
    undefined,
  );
}
