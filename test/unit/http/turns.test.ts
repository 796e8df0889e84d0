import { expect, it } from "vitest";
import { oneAnIteration } from "../../../src/runtime/node/http-turns.js";

it("starts in order, one in each iteration of the event loop", async () => {
  const inTurn = oneAnIteration();
  const started: number[] = [];
  for (let at = 0; at < 5; at += 1) inTurn(() => started.push(at));
  inTurn(() => inTurn(() => started.push(6)));
  expect(started).toEqual([]);
  for (let iteration = 1; iteration <= 5; iteration += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    expect(started).toEqual(Array.from({ length: iteration }, (_, at) => at));
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(started).toEqual([0, 1, 2, 3, 4, 6]);
});
