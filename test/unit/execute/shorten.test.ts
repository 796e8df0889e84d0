import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { shorten } from "../../../src/runtime/execute/shorten.js";

const issue = (number: number, bodyLength: number) => ({
  number,
  title: `Issue ${number}`,
  body: "word ".repeat(bodyLength / 5),
  user: { login: `user${number}`, id: number, plan: { name: "pro", seats: [1, 2, 3] } },
  labels: Array.from({ length: 12 }, (_, at) => ({ id: at, name: `label ${at}` })),
});

const cases: readonly (readonly [string, Parameters<typeof shorten>[0]])[] = [
  [
    "long array of small records",
    Array.from({ length: 5_000 }, (_, n) => ({ n, name: `name ${n}` })),
  ],
  ["records with long texts", Array.from({ length: 100 }, (_, n) => issue(n, 5_000))],
  ["one long string", "word ".repeat(100_000)],
  ["one string without spaces", "x".repeat(500_000)],
  ["emoji", "👩‍👩‍👧‍👦".repeat(20_000)],
  ["wide object", Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`key${n}`, n]))],
  [
    "deep nesting",
    Array.from({ length: 2_000 }).reduce<object>((inner) => ({ inner, n: [1, 2] }), {}),
  ],
  ["numbers", Array.from({ length: 100_000 }, (_, n) => n * 1.234567)],
  ["long keys", { ["k".repeat(50_000)]: 1, b: 2 }],
  [
    "prototype keys",
    JSON.parse(`{"__proto__": ${JSON.stringify("x ".repeat(9_000))}, "constructor": 1}`),
  ],
];

describe("shorten", () => {
  it.each(cases)("makes valid JSON within the budget: %s", (_, value) => {
    for (const tokens of [200, 1_000, 5_800]) {
      const json = shorten(value, tokens);
      expect(() => JSON.parse(json)).not.toThrow();
      expect(countTokens(json)).toBeLessThanOrEqual(tokens);
    }
  });

  it("uses most of the budget for an array of records", () => {
    const json = shorten(cases[0]?.[1] ?? null, 3_000);
    expect(countTokens(json)).toBeGreaterThan(1_500);
    const shown: unknown[] = JSON.parse(json);
    expect(shown[0]).toEqual({ n: 0, name: "name 0" });
    expect(shown.at(-1)).toBe(`… ${(5_001 - shown.length).toLocaleString("en-US")} more`);
  });

  it("shortens long texts before it drops records", () => {
    const shown: unknown[] = JSON.parse(shorten(cases[1]?.[1] ?? null, 3_000));
    expect(shown.length).toBeGreaterThanOrEqual(4);
    expect(shown[0]).toMatchObject({ number: 0, title: "Issue 0", user: { login: "user0" } });
    expect(shown[0]).toHaveProperty("body", expect.stringMatching(/… \(\+[\d,]+ characters\)$/));
  });

  it("never mistakes a member for a mark", () => {
    const value = {
      "…": "own",
      ...Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`k${n}`, "v"])),
    };
    const shown = JSON.parse(shorten(value, 500));
    expect(shown["…"]).toBe("own");
    expect(shown["……"]).toMatch(/^[\d,]+ more: k\d+, .*, …$/);
  });

  it("gives a value that fits as it is", () => {
    expect(shorten({ a: [1, "two", null] }, 100)).toBe('{"a":[1,"two",null]}');
  });
});
