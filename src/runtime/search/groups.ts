import type { Operation } from "../api/api.js";

/** Operations that belong together, as positions in `Api.operations`: one group for each path that several go on from. */
export interface Groups {
  /** The group of each operation. */
  readonly of: Int32Array;
  /** How much it says to be in a group: from nearly 0, where all operations are in it, to nearly 1. */
  readonly distinction: Float64Array;
}

/** Groups operations by the literal segments of their path without the last one: `/repos/{owner}/{repo}/issues` → `repos`. */
export function groupByPath(operations: readonly Operation[]): Groups {
  const known = new Map<string, number>();
  const of = new Int32Array(operations.length);
  for (const [at, { path }] of operations.entries()) {
    const literal = path.split("/").filter((segment) => segment !== "" && !segment.includes("{"));
    const key = literal.slice(0, Math.max(1, literal.length - 1)).join("/");
    const group = known.get(key) ?? known.size;
    known.set(key, group);
    of[at] = group;
  }
  const sizes = new Float64Array(known.size);
  for (const group of of) sizes[group] = (sizes[group] ?? 0) + 1;
  const all = Math.log(operations.length + 1);
  return { of, distinction: sizes.map((size) => 1 - Math.log(size + 1) / all) };
}
