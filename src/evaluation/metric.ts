/**
 * What golden queries are measured by, each from 0 to 1: the recall of the ranking among its first 1, 5 and 10 places, the recall
 * of the default answer, and the mean reciprocal rank.
 */
export const METRICS = ["recall@1", "recall@5", "recall@10", "answer", "mrr"] as const;

export type Metric = (typeof METRICS)[number];

/** A value for every metric. */
export type Figures = Readonly<Record<Metric, number>>;

/** The least that metrics may be. */
export type Minima = Readonly<Partial<Record<Metric, number>>>;

/** A metric that has a minimum, and whether it reaches it. */
export interface Verdict {
  readonly metric: Metric;
  readonly minimum: number;
  readonly found: number;
  readonly met: boolean;
}

/** Holds figures against their minima, in the order of `METRICS`. */
export function judge(figures: Figures, minima: Minima): readonly Verdict[] {
  return METRICS.flatMap((metric) => {
    const minimum = minima[metric];
    if (minimum === undefined) return [];
    const found = figures[metric];
    return [{ metric, minimum, found, met: found >= minimum }];
  });
}
