import type { IndexPart, SearchIndex } from "./format.js";
import type { Groups } from "./groups.js";
import { MAX_WEIGHT } from "./postings.js";
import type { ResolvedTerm } from "./query-terms.js";
import { rarityOf } from "./rarity.js";
import { createTally, type Tally } from "./tally.js";

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

/** How well operations match, by their position in `Api.operations`. */
export interface Scores {
  /** For the whole request. */
  readonly whole: Float64Array;
  /** For each of its clauses, by the terms that it has. */
  readonly ofClauses: readonly Float64Array[];
}

/**
 * The score of every operation: the sum over terms of rarity times weight, of several variants and parts of a term the best. For a broad
 * request the groups compete too (collection selection, as federated search has it): by how much of the terms their members have together.
 * `clauses` has the words of each clause.
 */
export function scoreTerms(
  terms: readonly ResolvedTerm[],
  clauses: readonly ReadonlySet<string>[],
  index: SearchIndex,
  groups: Groups,
  breadth: number,
): Scores {
  const scores = new Float64Array(index.operations);
  const ofClauses = clauses.map(() => new Float64Array(index.operations));
  const shared = new Float64Array(groups.distinction.length);
  const best = createTally(index.operations);
  const bestOfGroup = createTally(groups.distinction.length);
  for (const term of terms) {
    if (term.variants.length === 0) continue;
    scoreTerm(term, index, best);
    for (const [at, sums] of ofClauses.entries()) if (isIn(clauses[at], term)) best.addTo(sums);
    if (breadth > 0) {
      best.each((operation, score) => bestOfGroup.raise(groups.of[operation] ?? 0, score));
      bestOfGroup.addTo(shared);
      bestOfGroup.clear();
    }
    best.addTo(scores);
    best.clear();
  }
  if (breadth > 0) addCoherence(scores, shared, groups, breadth);
  return { whole: scores, ofClauses };
}

function isIn(clause: ReadonlySet<string> | undefined, { words }: ResolvedTerm): boolean {
  return clause !== undefined && words.every((word) => clause.has(word));
}

function addCoherence(
  scores: Float64Array,
  shared: Float64Array,
  groups: Groups,
  breadth: number,
): void {
  const most = shared.reduce((sum, score) => Math.max(sum, score), 0) || 1;
  const gains = shared.map((score, group) => {
    const share = (score / most) ** COHERENCE_POWER;
    return 1 + COHERENCE_GAIN * breadth * (groups.distinction[group] ?? 0) * share;
  });
  for (let at = 0; at < scores.length; at++)
    scores[at] = (scores[at] ?? 0) * (gains[groups.of[at] ?? 0] ?? 1);
}

/** Writes to `best`, by operation, the best that a variant of a term gives in any part. */
function scoreTerm({ weight, variants }: ResolvedTerm, index: SearchIndex, best: Tally): void {
  for (const [part, partWeight] of PART_WEIGHTS) {
    const lists = variants.map(({ at }) => index.postings(at, part));
    // Together, so that a rare synonym of a common word does not count as rare; the word itself counts by its own.
    const matches = lists.reduce((sum, { operations }) => sum + operations.length, 0);
    const ofAll = rarityOf(Math.min(matches, index.operations), index.operations);
    for (const [at, { operations, weights }] of lists.entries()) {
      const variant = variants[at]?.weight ?? 0;
      const rarity = variant === 1 ? rarityOf(operations.length, index.operations) : ofAll;
      const scale = (weight * variant * partWeight * rarity) / MAX_WEIGHT;
      for (let next = 0; next < operations.length; next++)
        best.raise(operations[next] ?? 0, scale * (weights[next] ?? 0));
    }
  }
}
