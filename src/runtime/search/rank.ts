import type { ApiLookup } from "../api/lookup.js";
import { clausesOf } from "./clauses.js";
import { namesThings } from "./finders.js";
import { type Candidate, foldTwins, readTwinGroups } from "./fold-twins.js";
import type { SearchIndex } from "./format.js";
import { groupByPath } from "./groups.js";
import type { Hit } from "./hit.js";
import { layOut } from "./layout.js";
import { phrasesAmong } from "./phrases.js";
import { resolveQuery } from "./query-terms.js";
import { breadthOf, scoreTerms } from "./score.js";
import { intentOf, spreadOver } from "./spread.js";
import { tokenise } from "./tokenise.js";
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
/** Of a longer request the beginning says what is wanted. */
const MAX_CHARACTERS = 3_000;
/** Operations that the second step looks at. */
const MAX_CANDIDATES = 200;
/** Suppliers behind one hit: of a request that names one thing, and of one that tells more. */
const FEW_SUPPLIERS = 1;
const MORE_SUPPLIERS = 2;

/**
 * Ranks the operations of an API by `index`, which must have been made from it: first by the terms (BM25F) and the company that they keep,
 * then the best of those by what they do and are about; a request of several parts has the first places spread over them.
 */
export function createRanker(lookup: ApiLookup, index: SearchIndex): Ranker {
  const { operations } = lookup.api;
  const groups = groupByPath(operations);
  const twinGroups = readTwinGroups(index);
  const weigher = createWeigher(index);
  return {
    rank(request) {
      const query = request.slice(0, MAX_CHARACTERS);
      const terms = resolveQuery(query, index);
      const breadth = breadthOf(terms);
      const clauses = clausesOf(query);
      const words = clauses.length < 2 ? [] : clauses.map((clause) => new Set(tokenise(clause)));
      const scored = [...terms, ...phrasesAmong(terms, index)];
      const { whole, ofClauses } = scoreTerms(scored, words, index, groups, breadth);
      const weigh = weigher(query, terms);
      const candidates = bestOf(whole).flatMap((at): Candidate[] => {
        const operation = operations[at];
        return operation === undefined
          ? []
          : [{ at, operation, score: (whole[at] ?? 0) * weigh(operation) }];
      });
      candidates.sort((left, right) => right.score - left.score);
      const least = (candidates[0]?.score ?? 0) * LEAST_SHARE;
      const matching = candidates.filter(({ score }) => score >= least);
      const hits = foldTwins(matching, twinGroups, operations);
      const intents = ofClauses.map((scores, at) => {
        const own = terms.filter((term) => term.words.every((word) => words[at]?.has(word)));
        const weighOwn = weigher(clauses[at] ?? "", own);
        return intentOf(hits.map((hit) => (scores[hit.at] ?? 0) * weighOwn(hit.operation)));
      });
      return layOut(spreadOver(hits, intents), {
        lookup,
        most: breadth > 0 ? MORE_SUPPLIERS : FEW_SUPPLIERS,
        isNamed: namesThings(query),
      });
    },
  };
}

/** Positions of those that match, best first; equal ones keep the order of the operations. */
function bestOf(scores: Float64Array): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < scores.length; at++) if ((scores[at] ?? 0) > 0) found.push(at);
  const least = leastOfBest(found, scores);
  return found
    .filter((at) => (scores[at] ?? 0) >= least)
    .sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0))
    .slice(0, MAX_CANDIDATES);
}

/** What a candidate has at least. Sorting mere numbers takes a fraction of what it takes to sort positions by them. */
function leastOfBest(found: readonly number[], scores: Float64Array): number {
  if (found.length <= MAX_CANDIDATES) return 0;
  const values = new Float64Array(found.length);
  for (let next = 0; next < values.length; next++) values[next] = scores[found[next] ?? 0] ?? 0;
  return values.sort().at(-MAX_CANDIDATES) ?? 0;
}
