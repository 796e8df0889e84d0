import type { IndexPart, SearchIndex } from "./format.js";
import type { Groups } from "./groups.js";
import { MAX_WEIGHT } from "./postings.js";
import type { ResolvedTerm } from "./query-terms.js";
import { rarityOf } from "./rarity.js";

/** How much a match counts by where it is. */
const PART_WEIGHTS: readonly (readonly [IndexPart, number])[] = [
  ["naming", 1],
  ["detail", 0.35],
];
/** What an operation gains when its group has more of a broad request than any other, and how soon groups with less fall behind. */
const COHERENCE_GAIN = 3;
const COHERENCE_POWER = 3;
/** Terms up to which a request names one thing, and from which on it is sure to name several of one group. */
const FEW_TERMS = 4;
const MANY_TERMS = 12;

/** How much a request says, from 0, that names one thing, to 1, that tells a story. */
export function breadthOf(terms: readonly ResolvedTerm[]): number {
  const known = terms.filter(({ variants }) => variants.length > 0).length;
  return Math.min(1, Math.max(0, (known - FEW_TERMS) / (MANY_TERMS - FEW_TERMS)));
}

/**
 * The score of every operation: the sum over terms of rarity times weight, of several variants and parts of a term the best. For a broad
 * request the groups compete too (collection selection, as federated search has it): by how much of the terms their members have together.
 */
export function scoreTerms(
  terms: readonly ResolvedTerm[],
  index: SearchIndex,
  groups: Groups,
  breadth: number,
): Float64Array {
  const scores = new Float64Array(index.operations);
  const shared = new Float64Array(groups.distinction.length);
  const best = new Float64Array(index.operations);
  const bestShared = new Float64Array(groups.distinction.length);
  for (const term of terms) {
    if (term.variants.length === 0) continue;
    best.fill(0);
    bestShared.fill(0);
    scoreTerm(term, index, best);
    for (let at = 0; at < best.length; at++) {
      const score = best[at] ?? 0;
      if (score === 0) continue;
      scores[at] = (scores[at] ?? 0) + score;
      const group = groups.of[at] ?? 0;
      bestShared[group] = Math.max(bestShared[group] ?? 0, score);
    }
    for (let group = 0; group < shared.length; group++)
      shared[group] = (shared[group] ?? 0) + (bestShared[group] ?? 0);
  }
  if (breadth === 0) return scores;
  const most = shared.reduce((sum, score) => Math.max(sum, score), 0) || 1;
  const gains = shared.map((score, group) => {
    const share = (score / most) ** COHERENCE_POWER;
    return 1 + COHERENCE_GAIN * breadth * (groups.distinction[group] ?? 0) * share;
  });
  return scores.map((score, at) => score * (gains[groups.of[at] ?? 0] ?? 1));
}

/** Writes to `best`, by operation, the best that a variant of a term gives in any part. */
function scoreTerm({ weight, variants }: ResolvedTerm, index: SearchIndex, best: Float64Array) {
  for (const [part, partWeight] of PART_WEIGHTS) {
    const lists = variants.map(({ at }) => index.postings(at, part));
    // Together, so that a rare synonym of a common word does not count as rare; the word itself counts by its own.
    const matches = lists.reduce((sum, list) => sum + list.length, 0);
    const ofAll = rarityOf(Math.min(matches, index.operations), index.operations);
    for (const [at, list] of lists.entries()) {
      const variant = variants[at]?.weight ?? 0;
      const rarity = variant === 1 ? rarityOf(list.length, index.operations) : ofAll;
      const scale = (weight * variant * partWeight * rarity) / MAX_WEIGHT;
      for (const { operation, weight: matched } of list)
        best[operation] = Math.max(best[operation] ?? 0, scale * matched);
    }
  }
}
