import type { ApiLookup } from "../api/lookup.js";
import { namesThings } from "./finders.js";
import { type Candidate, foldTwins, readTwinGroups } from "./fold-twins.js";
import type { SearchIndex } from "./format.js";
import { groupByPath } from "./groups.js";
import type { Hit } from "./hit.js";
import { layOut } from "./layout.js";
import { resolveQuery } from "./query-terms.js";
import { breadthOf, scoreTerms } from "./score.js";
import { createWeigher } from "./weigh.js";

export interface Ranker {
  /**
   * The operations that have the query's terms, best first, each with those that supply it behind it and its twins folded into it; equal
   * ones in the order of `Api.operations`. At most some 220, whatever the API.
   */
  rank(query: string): Hit[];
}

/** A hit with a smaller share of the best score has only common words in common with the query. */
const LEAST_SHARE = 0.12;
/** Operations that the second step looks at. */
const MAX_CANDIDATES = 200;
/** Suppliers behind one hit: of a request that names one thing, and of one that tells more. */
const FEW_SUPPLIERS = 1;
const MORE_SUPPLIERS = 2;

/**
 * Ranks the operations of an API by `index`, which must have been made from it: first by the terms (BM25F) and the company that they keep,
 * then the best of those by what they do and are about.
 */
export function createRanker(lookup: ApiLookup, index: SearchIndex): Ranker {
  const { operations } = lookup.api;
  const groups = groupByPath(operations);
  const twinGroups = readTwinGroups(index);
  const weigher = createWeigher(index);
  return {
    rank(query) {
      const terms = resolveQuery(query, index);
      const breadth = breadthOf(terms);
      const weigh = weigher(query, terms);
      const candidates = bestOf(scoreTerms(terms, index, groups, breadth)).flatMap(
        ({ at, score }): Candidate[] => {
          const operation = operations[at];
          return operation === undefined
            ? []
            : [{ at, operation, score: score * weigh(operation) }];
        },
      );
      candidates.sort((left, right) => right.score - left.score);
      const least = (candidates[0]?.score ?? 0) * LEAST_SHARE;
      const matching = candidates.filter(({ score }) => score >= least);
      return layOut(foldTwins(matching, twinGroups, operations), {
        lookup,
        most: breadth > 0 ? MORE_SUPPLIERS : FEW_SUPPLIERS,
        isNamed: namesThings(query),
      });
    },
  };
}

/** Those that match, best first: `sort` is stable, so that equal scores keep the order of the operations. */
function bestOf(scores: Float64Array): { readonly at: number; readonly score: number }[] {
  const found: { readonly at: number; readonly score: number }[] = [];
  for (const [at, score] of scores.entries()) if (score > 0) found.push({ at, score });
  return found.sort((left, right) => right.score - left.score).slice(0, MAX_CANDIDATES);
}
