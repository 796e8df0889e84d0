import type { Operation } from "../api/api.js";
import { type Action, actionsOf, actionsWanted } from "./actions.js";
import { createFocusReader } from "./focus.js";
import type { IndexPart, SearchIndex } from "./format.js";
import { MAX_WEIGHT } from "./postings.js";
import { type ResolvedTerm, resolveQuery } from "./query-terms.js";
import { rarityOf } from "./rarity.js";

/** An operation that matches, and how well: scores of one query compare with each other only. */
export interface Hit {
  readonly operation: Operation;
  readonly score: number;
}

export interface Ranker {
  /** The operations that have the query's terms, best first; equal ones in the order of `Api.operations`. */
  rank(query: string): Hit[];
}

/** How much a match counts by where it is. */
const PART_WEIGHTS: readonly (readonly [IndexPart, number])[] = [
  ["naming", 1],
  ["detail", 0.35],
];
/** What becomes of an operation's score when the query has a verb, by whether that is what the operation does. */
const SAME_ACTION_FACTOR = 1.2;
const OTHER_ACTION_FACTOR = 0.9;
/** What it gains when the query names all that it is about; less when its name says more than the query. */
const FOCUS_GAIN = 0.5;
const DEPRECATED_FACTOR = 0.85;
/** A hit with a smaller share of the best score has only common words in common with the query. */
const LEAST_SHARE = 0.12;
/** Operations that the second step looks at; the others stay behind them. */
const MAX_CANDIDATES = 200;

/**
 * Ranks `operations` by `index`, which must have been made from them: first by the terms alone (BM25F), then the best of
 * those by what they do and are about.
 */
export function createRanker(operations: readonly Operation[], index: SearchIndex): Ranker {
  const focusOf = createFocusReader(index);
  return {
    rank(query) {
      const terms = resolveQuery(query, index);
      const candidates = byTerms(scoreTerms(terms, index), operations);
      const wanted = actionsWanted(query);
      const named = new Set(terms.flatMap(({ variants }) => variants.map(({ at }) => at)));
      const best = candidates.slice(0, MAX_CANDIDATES).map(({ operation, score }) => {
        const focus = 1 + FOCUS_GAIN * focusOf(operation).shareOf(named);
        const age = operation.deprecated ? DEPRECATED_FACTOR : 1;
        return { operation, score: score * focus * actionFactor(operation, wanted) * age };
      });
      best.sort(byScore);
      const least = (best[0]?.score ?? 0) * LEAST_SHARE;
      return [...best, ...candidates.slice(MAX_CANDIDATES)].filter((hit) => hit.score >= least);
    },
  };
}

function actionFactor(operation: Operation, wanted: ReadonlySet<Action>): number {
  if (wanted.size === 0) return 1;
  const does = [...actionsOf(operation)].some((action) => wanted.has(action));
  return does ? SAME_ACTION_FACTOR : OTHER_ACTION_FACTOR;
}

/** The sum over terms of rarity times weight; of several variants and parts of a term the best counts. */
function scoreTerms(terms: readonly ResolvedTerm[], index: SearchIndex): Float64Array {
  const scores = new Float64Array(index.operations);
  const best = new Float64Array(index.operations);
  for (const { weight: termWeight, variants } of terms) {
    best.fill(0);
    for (const [part, partWeight] of PART_WEIGHTS) {
      const lists = variants.map(({ at }) => index.postings(at, part));
      // Together, so that a rare synonym of a common word does not count as rare.
      const matches = lists.reduce((sum, list) => sum + list.length, 0);
      const rarity = rarityOf(Math.min(matches, index.operations), index.operations);
      for (const [at, list] of lists.entries()) {
        const scale = (termWeight * (variants[at]?.weight ?? 0) * partWeight * rarity) / MAX_WEIGHT;
        for (const { operation, weight } of list)
          best[operation] = Math.max(best[operation] ?? 0, scale * weight);
      }
    }
    for (let at = 0; at < best.length; at++) scores[at] = (scores[at] ?? 0) + (best[at] ?? 0);
  }
  return scores;
}

function byTerms(scores: Float64Array, operations: readonly Operation[]): Hit[] {
  const hits: Hit[] = [];
  for (const [at, operation] of operations.entries()) {
    const score = scores[at] ?? 0;
    if (score > 0) hits.push({ operation, score });
  }
  return hits.sort(byScore);
}

/** `sort` is stable, so that equal scores keep the order of the operations. */
function byScore(a: Hit, b: Hit): number {
  return b.score - a.score;
}
