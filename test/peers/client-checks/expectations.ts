import { expect, it } from "vitest";
import type { Outcomes, Platform } from "./check.js";
import { CHECKS } from "./checks.js";

/** One test for each check: what it came to on a platform is what it should come to there. */
export function expectOutcomes(platform: Platform, outcomes: () => Outcomes): void {
  it.each(CHECKS)("$name", ({ name, expected }) => {
    expect(outcomes()[name]).toEqual(expected[platform]);
  });

  it("does all of them", () => {
    expect(Object.keys(outcomes())).toEqual(CHECKS.map(({ name }) => name));
  });
}
