import { describe, expect, it } from "vitest";
import { figuresOfLock } from "../../../src/budget/earlier.js";
import type { Growth } from "../../../src/budget/figure.js";
import { judgeLimits, limitedFigures } from "../../../src/budget/limits.js";

describe("limits", () => {
  it("hold up to their number", () => {
    const [verdict] = judgeLimits({ skill: { max: 900 } }, { skill: 900 }, undefined);
    expect(verdict).toMatchObject({ figure: "skill", rule: "max", allowed: 900, met: true });
  });

  it("are broken one token above, and say by how much and where they are set", () => {
    const [verdict] = judgeLimits({ skill: { max: 900 } }, { skill: 1_901 }, undefined);
    expect(verdict?.met).toBe(false);
    expect(verdict?.message).toBe(
      "SKILL.md: 1,901 tokens, 1,001 over its limit of 900 (budgets.skill.max)",
    );
  });

  it.each<[string, Growth, number, boolean]>([
    ["a share, just", { kind: "share", share: 0.05 }, 1_050, true],
    ["more than a share", { kind: "share", share: 0.05 }, 1_051, false],
    ["tokens, just", { kind: "tokens", tokens: 10 }, 1_010, true],
    ["more tokens", { kind: "tokens", tokens: 10 }, 1_011, false],
    ["nothing, and shrinks", { kind: "tokens", tokens: 0 }, 999, true],
  ])("let a figure grow by %s", (_, growth, found, met) => {
    const verdicts = judgeLimits({ skill: { growth } }, { skill: found }, { skill: 1_000 });
    expect(verdicts).toMatchObject([{ rule: "growth", before: 1_000, found, met }]);
  });

  it("say what grew from what", () => {
    const limits = { skill: { growth: { kind: "share", share: 0.05 } } } as const;
    const [verdict] = judgeLimits(limits, { skill: 1_200 }, { skill: 1_000 });
    expect(verdict?.message).toBe(
      "SKILL.md: 1,200 tokens after 1,000, +200 (20%); it may grow by 5% (budgets.skill.growth)",
    );
  });

  it("do not count growth from nothing", () => {
    const limits = { skill: { max: 10, growth: { kind: "tokens", tokens: 0 } } } as const;
    expect(judgeLimits(limits, { skill: 5 }, undefined).map(({ rule }) => rule)).toEqual(["max"]);
  });

  it("ask for the figures that they are for", () => {
    expect(limitedFigures({ error: { max: 1 }, toolsList: { max: 1 } })).toEqual([
      "toolsList",
      "error",
    ]);
  });
});

describe("the figures of a lock", () => {
  it("are those that it holds and that a budget can be set for", () => {
    const budget = { tokenizer: "o200k_base", toolsList: 400, skill: "900", instructions: 50 };
    expect(figuresOfLock(JSON.stringify({ lockVersion: 1, budget }))).toEqual({
      toolsList: 400,
      instructions: 50,
    });
  });

  it.each(["", "{", "null", "[]", "{}", '{"budget":1}', '{"budget":null}'])(
    "are none in %j",
    (text) => {
      expect(figuresOfLock(text)).toBeUndefined();
    },
  );
});
