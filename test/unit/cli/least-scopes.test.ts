import { describe, expect, it } from "vitest";
import { leastScopes } from "../../../src/cli/least-scopes.js";
import type { SecurityRequirement } from "../../../src/runtime/api/api.js";

type Alternative = Readonly<Record<string, readonly string[]>>;

function operation(...alternatives: readonly Alternative[]): readonly SecurityRequirement[] {
  return alternatives.map((one) =>
    Object.entries(one).map(([scheme, scopes]) => ({ scheme, scopes })),
  );
}

/** The choices as plain objects: scheme → scopes. */
function least(...operations: readonly (readonly SecurityRequirement[])[]) {
  return leastScopes(operations).map(({ schemes, scopes, isLeast }) => ({
    ...Object.fromEntries(schemes.map((scheme) => [scheme, scopes.get(scheme) ?? []])),
    ...(!isLeast && { isLeast }),
  }));
}

describe("leastScopes", () => {
  it("is the union where there is nothing to choose", () => {
    expect(
      least(
        operation({ oauth: ["b", "a"] }),
        operation({ oauth: ["c", "a"] }),
        operation({ oauth: [] }),
      ),
    ).toEqual([{ oauth: ["a", "b", "c"] }]);
  });

  it("takes the alternatives that need the fewest together, not each", () => {
    expect(
      least(
        operation({ oauth: ["read"] }, { oauth: ["x", "y"] }),
        operation({ oauth: ["write"] }, { oauth: ["x", "y"] }),
        operation({ oauth: ["list"] }, { oauth: ["x", "y"] }),
      ),
    ).toEqual([{ oauth: ["x", "y"] }]);
  });

  it("offers each set of schemes that is enough, and none with one to spare", () => {
    expect(
      least(
        operation({ key: [] }, { oauth: ["read"] }),
        operation({ key: [], app: [] }, { oauth: ["write"] }),
      ),
    ).toEqual([{ oauth: ["read", "write"] }, { key: [], app: [] }]);
    expect(least(operation({ key: [] }), operation({ oauth: ["a"] }))).toEqual([
      { key: [], oauth: ["a"] },
    ]);
  });

  it("asks nothing for operations that may go without", () => {
    expect(least(operation({ oauth: ["a"] }, {}), operation())).toEqual([]);
    expect(least(operation({}, { oauth: ["a"] }), operation({ oauth: ["b"] }))).toEqual([
      { oauth: ["b"] },
    ]);
  });

  it("agrees with trying everything", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const next = random(seed);
      const operations = Array.from({ length: 1 + next(5) }, () =>
        operation(
          ...Array.from({ length: 1 + next(3) }, () => ({
            oauth: Array.from({ length: 1 + next(3) }, () => `s${next(6)}`),
          })),
        ),
      );
      const [found] = leastScopes(operations);
      expect(found?.scopes.get("oauth")?.length).toBe(fewest(operations, new Set()));
    }
  });

  it("says when it did not try everything, and still gives enough", () => {
    const operations = Array.from({ length: 40 }, (_, at) =>
      operation(
        ...[1, 2, 3].map((step) => ({
          oauth: [`s${(at * step) % 37}`, `t${(at + step * 7) % 41}`],
        })),
      ),
    );
    const [found] = leastScopes(operations);
    expect(found?.isLeast).toBe(false);
    const held = new Set(found?.scopes.get("oauth"));
    expect(
      operations.every((alternatives) =>
        alternatives.some((one) =>
          one.every(({ scopes }) => scopes.every((scope) => held.has(scope))),
        ),
      ),
    ).toBe(true);
  });
});

function fewest(
  operations: readonly (readonly SecurityRequirement[])[],
  held: Set<string>,
): number {
  const [first, ...rest] = operations;
  if (first === undefined) return held.size;
  return Math.min(
    ...first.map((one) => fewest(rest, new Set([...held, ...one.flatMap(({ scopes }) => scopes)]))),
  );
}

/** A linear congruential generator: whole numbers below `limit`. */
function random(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor(state / 65_536) % limit;
  };
}
