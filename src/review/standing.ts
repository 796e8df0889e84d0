import type { Api, Effect, Operation } from "../runtime/api/api.js";
import type { Review } from "./review.js";

/** How an API stands against its last review. */
export interface Standing {
  /** What nobody has looked at, in the order of the API. */
  readonly unreviewed: readonly Unreviewed[];
  /** Reviewed routes that the API has no more, sorted. */
  readonly gone: readonly string[];
  /** How many operations are as they were reviewed. */
  readonly reviewed: number;
}

/** An operation that is new, or whose effect is higher than the one that was reviewed. */
export interface Unreviewed {
  readonly operation: Operation;
  /** The effect that was reviewed; absent for a new operation. */
  readonly was?: Effect;
}

const RANKS: Readonly<Record<Effect, number>> = { read: 0, write: 1, destructive: 2 };

/** True when one effect is more than the other. */
export function isHigher(effect: Effect, other: Effect): boolean {
  return RANKS[effect] > RANKS[other];
}

/** The key of an operation in a review: `METHOD /path`, as the document writes it. */
export function routeOf({ httpMethod, path }: Operation): string {
  return `${httpMethod} ${path}`;
}

/**
 * What has changed since a review. An operation that the policy of the configuration decides about by its name counts as reviewed:
 * `decided` holds those names.
 */
export function standingOf(
  { operations }: Api,
  review: Review,
  decided: ReadonlySet<string>,
): Standing {
  const unreviewed = operations.flatMap((operation): readonly Unreviewed[] => {
    const reviewed = review.operations.get(routeOf(operation));
    if (decided.has(operation.id)) return [];
    if (reviewed === undefined) return [{ operation }];
    return isHigher(operation.effect, reviewed.effect) ? [{ operation, was: reviewed.effect }] : [];
  });
  const present = new Set(operations.map(routeOf));
  return {
    unreviewed,
    gone: [...review.operations.keys()].filter((route) => !present.has(route)).sort(),
    reviewed: operations.length - unreviewed.length,
  };
}
