import type { Hit } from "./hit.js";

/** How well hits serve one part of a request: `shares[at]` is that of `hits[at]` in the best one's, from 0 to 1. */
export interface Intent {
  readonly shares: readonly number[];
  /** How much it asks for, in the scores of the request. */
  readonly strength: number;
}

/** The intent that hits serve with these scores. */
export function intentOf(scores: readonly number[]): Intent {
  const strength = scores.reduce((most, score) => Math.max(most, score), 0);
  return { strength, shares: scores.map((score) => score / (strength || 1)) };
}

/** Places that are spread over the parts of a request: one page. */
const PLACES = 10;
/** How much the parts count against the whole. */
const INTENT_SHARE = 0.5;
/** How much of a part is done with by the hit that serves it best. */
const SERVED = 0.8;

/**
 * Orders hits so that the first page serves every part of a request (xQuAD: Santos, Macdonald, Ounis, "Exploiting query reformulations for
 * web search result diversification", WWW 2010): a part counts less for each hit before that serves it. `hits` must be sorted, best first;
 * the best stays.
 */
export function spreadOver(hits: readonly Hit[], intents: readonly Intent[]): readonly Hit[] {
  const best = hits[0]?.score ?? 0;
  const total = intents.reduce((sum, { strength }) => sum + strength, 0);
  if (intents.length < 2 || best === 0 || total === 0) return hits;
  const open = intents.map(({ shares, strength }) => ({ shares, worth: strength / total }));
  const placed = new Set<number>();
  const place = (at: number) => {
    placed.add(at);
    for (const intent of open) intent.worth *= 1 - SERVED * (intent.shares[at] ?? 0);
  };
  place(0);
  while (placed.size < Math.min(PLACES, hits.length)) place(nextOf(hits, best, open, placed));
  const first = [...placed].flatMap((at) => hits[at] ?? []);
  return [...first, ...hits.filter((_, at) => !placed.has(at))];
}

interface OpenIntent {
  readonly shares: readonly number[];
  /** What is left of it for hits to serve. */
  worth: number;
}

/** The position of the hit without a place that is worth most, the better one of equals. */
function nextOf(
  hits: readonly Hit[],
  best: number,
  open: readonly OpenIntent[],
  placed: ReadonlySet<number>,
): number {
  let next = -1;
  let most = -1;
  for (const [at, { score }] of hits.entries()) {
    if (placed.has(at)) continue;
    let value = (1 - INTENT_SHARE) * (score / best);
    for (const { shares, worth } of open) value += INTENT_SHARE * worth * (shares[at] ?? 0);
    if (value <= most) continue;
    next = at;
    most = value;
  }
  return next;
}
