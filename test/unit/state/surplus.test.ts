import { describe, expect, it } from "vitest";
import { DEFAULT_STATE_BOUNDS, type StateBounds } from "../../../src/runtime/state/state-store.js";
import { surplus } from "../../../src/runtime/state/surplus.js";

const kept = (caller: string, keptAt: number, bytes = 1) => ({ caller, keptAt, bytes });

function gone(entries: ReturnType<typeof kept>[], bounds: Partial<StateBounds>, now = 0) {
  const found = surplus(entries, { ...DEFAULT_STATE_BOUNDS, ...bounds }, now);
  return found.map(({ caller, keptAt }) => `${caller}${keptAt}`);
}

describe("surplus", () => {
  it("is what is too old", () => {
    expect(gone([kept("a", 1), kept("a", 2), kept("b", 3)], { milliseconds: 10 }, 12)).toEqual([
      "a1",
      "a2",
    ]);
  });

  it("is the oldest of a caller with too many or too much, in whatever order they come", () => {
    const entries = [kept("a", 3), kept("a", 1), kept("b", 0), kept("a", 2)];
    expect(gone(entries, { texts: 2 })).toEqual(["a1"]);
    expect(gone([kept("a", 2, 60), kept("a", 1, 60)], { callerBytes: 100 })).toEqual(["a1"]);
  });

  it("takes from who has most, not from who came first", () => {
    const entries = [kept("a", 1, 10), kept("b", 2, 50), kept("b", 3, 50), kept("b", 4, 50)];
    expect(gone(entries, { bytes: 115 })).toEqual(["b2"]);
  });
});
