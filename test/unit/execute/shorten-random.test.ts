import { expect, it } from "vitest";
import { wronglyShortened } from "./random-json.js";

// Many more are among the tests against peers.
const VALUES = 400;

it(`keeps ${VALUES} random values valid, within the budget, and accounted for`, () => {
  const { wrong, shortened } = wronglyShortened("unit", VALUES);
  expect(wrong).toEqual([]);
  expect(shortened).toBeGreaterThan(VALUES / 3);
});
