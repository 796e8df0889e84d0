import { describe, expect, it } from "vitest";
import { clausesOf } from "../../../src/runtime/search/clauses.js";
import type { Hit } from "../../../src/runtime/search/hit.js";
import { intentOf, spreadOver } from "../../../src/runtime/search/spread.js";
import { apiOf, TRACKER } from "./tracker.js";

describe("the clauses of a request", () => {
  it.each([
    ["create an issue and assign it to me", 2],
    ["Make a new label. Then close the issue!", 2],
    ["list issues and labels", 1],
    ["", 1],
  ])("%j: %i", (request, count) => {
    expect(clausesOf(request)).toHaveLength(count);
  });

  it("are five at most, of any request", () => {
    expect(clausesOf("add a label and ".repeat(500))).toHaveLength(5);
    expect(clausesOf("a. ".repeat(3_000))).toHaveLength(1);
  });
});

describe("spreading", () => {
  const { operations } = apiOf(TRACKER);
  const hits = [10, 9, 8, 6].map((score, at): Hit => {
    const operation = operations[at];
    if (operation === undefined) throw new Error("the tracker has more operations");
    return { operation, score, twins: [] };
  });
  const order = (...intents: readonly (readonly number[])[]) =>
    spreadOver(hits, intents.map(intentOf)).map((hit) => hits.indexOf(hit));

  it("brings forward what alone serves a part", () => {
    expect(order([10, 9, 8, 0], [0, 0, 0, 10])).toEqual([0, 3, 1, 2]);
  });

  it("leaves one intent, and intents that nothing serves, as they are", () => {
    expect(order([0, 0, 0, 10])).toEqual([0, 1, 2, 3]);
    expect(order([0, 0, 0, 0], [0, 0, 0, 0])).toEqual([0, 1, 2, 3]);
  });

  it("keeps the best hit first, and all of them", () => {
    expect(order([0, 0, 0, 10], [0, 0, 0, 9])).toEqual([0, 3, 1, 2]);
    expect(spreadOver([], [])).toEqual([]);
  });
});
