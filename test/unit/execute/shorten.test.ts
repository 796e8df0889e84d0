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

  it("shows the first items whole, not something of all", () => {
    const item = (n: number) => ({
      n,
      nested: { deep: { er: { list: Array.from({ length: 60 }, (_, at) => ({ at, n })) } } },
      ...Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`field${at}`, at * n])),
    });
    const value = { total: 500, items: Array.from({ length: 500 }, (_, n) => item(n)) };
    const shown = JSON.parse(shorten(value, 6_000));
    expect(shown.total).toBe(500);
    expect(shown.items.length).toBeGreaterThan(3);
    for (const [at, one] of shown.items.slice(0, -1).entries()) expect(one).toEqual(item(at));
    expect(shown.items.at(-1)).toBe(`… ${501 - shown.items.length} more`);
  });

  it("treats a dictionary of records as an array of them", () => {
    const record = (n: number) => ({ n, tags: Array.from({ length: 50 }, (_, at) => at + n) });
    const value = Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`id${n}`, record(n)]));
    const shown = JSON.parse(shorten(value, 2_000));
    expect(shown.id0).toEqual(record(0));
    expect(shown.id4).toEqual(record(4));
    expect(shown["…"]).toMatch(/^\d+ more: id\d+, /);
  });

  it("goes past a huge item", () => {
    const huge = Array.from({ length: 3_000 }, (_, at) => ({ at, word: "word" }));
    const value = Array.from({ length: 40 }, (_, n) => (n === 1 ? { n, huge } : { n, huge: [] }));
    const shown = JSON.parse(shorten(value, 2_000));
    expect(shown).toHaveLength(40);
    expect(shown[1].huge.at(-1)).toMatch(/^… 2,\d{3} more$/);
    expect(shown[39]).toEqual({ n: 39, huge: [] });
  });

  it("names what it leaves out of a record", () => {
    const names = Array.from({ length: 140 }, (_, at) => `property_${at}`);
    const value = Object.fromEntries(names.map((name) => [name, "word ".repeat(200)]));
    const shown = JSON.parse(shorten(value, 300));
    expect(shown["…"]).toMatch(/^\d+ more: property_\d+, /);
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
