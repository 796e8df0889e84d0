import type { Operation } from "../api/api.js";
import type { SearchIndex } from "./format.js";
import type { Hit } from "./hit.js";

/** An operation that matches: its position in `Api.operations`, and how well. */
export interface Candidate {
  readonly at: number;
  readonly operation: Operation;
  readonly score: number;
}

/** A hit that knows its operation's position in `Api.operations`. */
export interface FoldedHit extends Hit {
  readonly at: number;
}

/** Position of an operation → its group of twins, itself among them. */
export type TwinGroups = ReadonlyMap<number, readonly number[]>;

export function readTwinGroups({ twins }: SearchIndex): TwinGroups {
  return new Map(twins.flatMap((members) => members.map((at) => [at, members] as const)));
}

/**
 * Gives each group of twins one place, that of its best member; all others become its `twins`, in the order of `operations`. `candidates`
 * must be sorted, best first.
 */
export function foldTwins(
  candidates: readonly Candidate[],
  groups: TwinGroups,
  operations: readonly Operation[],
): readonly FoldedHit[] {
  const folded = new Set<number>();
  return candidates.flatMap(({ at, operation, score }): FoldedHit[] => {
    if (folded.has(at)) return [];
    const members = groups.get(at) ?? [];
    for (const member of members) folded.add(member);
    const others = members.filter((member) => member !== at);
    const twins = others.flatMap((member) => operations[member] ?? []);
    return [{ at, operation, score, twins }];
  });
}
