import { describe, expect, it } from "vitest";
import {
  deepPairs,
  serialiseCookie,
  serialiseHeader,
  serialisePath,
  serialiseQuery,
} from "../../../src/runtime/client/serialise.js";

const EMPTY = "";
const STRING = "blue";
const ARRAY = ["blue", "black", "brown"];
const OBJECT = { R: 100, G: 200, B: 150 };

/** OAS 3.1.1 §4.8.12.6, "Style Examples", row by row: `color` as empty, string, array, object; `undefined` is the table's n/a. */
const PATH_ROWS = [
  ["matrix", false, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
  [
    "matrix",
    true,
    ";color",
    ";color=blue",
    ";color=blue;color=black;color=brown",
    ";R=100;G=200;B=150",
  ],
  ["label", false, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
  ["label", true, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
  ["simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
] as const;

const QUERY_ROWS = [
  ["form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
  ["form", true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
  [
    "spaceDelimited",
    false,
    undefined,
    undefined,
    "color=blue%20black%20brown",
    "color=R%20100%20G%20200%20B%20150",
  ],
  [
    "pipeDelimited",
    false,
    undefined,
    undefined,
    "color=blue%7Cblack%7Cbrown",
    "color=R%7C100%7CG%7C200%7CB%7C150",
  ],
  [
    "deepObject",
    true,
    undefined,
    undefined,
    undefined,
    "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
  ],
] as const;

describe("the specification's table of styles", () => {
  it.each(PATH_ROWS)("path %s explode=%s", (style, explode, empty, string, array, object) => {
    const write = (value: unknown) => serialisePath("color", value, style, explode);
    expect([EMPTY, STRING, ARRAY, OBJECT].map(write)).toEqual([empty, string, array, object]);
  });

  it.each(QUERY_ROWS)("query %s explode=%s", (style, explode, empty, string, array, object) => {
    const write = (value: unknown) =>
      serialiseQuery("color", value, { style, explode, allowReserved: false }).join("&");
    for (const [value, expected] of [
      [EMPTY, empty],
      [STRING, string],
      [ARRAY, array],
      [OBJECT, object],
    ] as const) {
      if (expected !== undefined) expect(write(value)).toBe(expected);
    }
  });

  it.each([
    [false, "blue,black,brown", "R,100,G,200,B,150"],
    [true, "blue,black,brown", "R=100,G=200,B=150"],
  ])("header simple explode=%s", (explode, array, object) => {
    expect(serialiseHeader(ARRAY, explode)).toBe(array);
    expect(serialiseHeader(OBJECT, explode)).toBe(object);
    expect(serialiseHeader("a b/c", explode)).toBe("a b/c");
  });

  it("cookie form", () => {
    expect(serialiseCookie("color", "blue; x=y", true)).toEqual(["color=blue%3B%20x%3Dy"]);
    expect(serialiseCookie("color", ARRAY, false)).toEqual(["color=blue,black,brown"]);
    expect(serialiseCookie("color", ARRAY, true)).toEqual([
      "color=blue",
      "color=black",
      "color=brown",
    ]);
  });
});

describe("values in a query", () => {
  const form = { style: "form", explode: true, allowReserved: false };

  it("encodes all but unreserved characters, in names and in values", () => {
    expect(serialiseQuery("a b", "x&y=z#+!'()*é\ud83d\ude00", form)).toEqual([
      "a%20b=x%26y%3Dz%23%2B%21%27%28%29%2A%C3%A9%F0%9F%98%80",
    ]);
  });

  it("replaces a lone surrogate instead of throwing", () => {
    expect(serialiseQuery("q", "\ud800", form)).toEqual(["q=%EF%BF%BD"]);
  });

  it("keeps reserved characters under allowReserved, but none that would end or split the pair", () => {
    const reserved = { ...form, allowReserved: true };
    expect(serialiseQuery("q", "a/b?c:d@e,f;g=hé%2Fi", reserved)).toEqual([
      "q=a/b?c:d@e,f;g=h%C3%A9%2Fi",
    ]);
    expect(serialiseQuery("q", "a&admin=1#x+[y]%zz é", reserved)).toEqual([
      "q=a%26admin=1%23x%2B%5By%5D%25zz%20%C3%A9",
    ]);
  });

  it("leaves out what is no value, and an empty list as a whole", () => {
    expect(serialiseQuery("q", [], form)).toEqual([]);
    expect(serialiseQuery("q", ["a", null, undefined, "b"], form)).toEqual(["q=a", "q=b"]);
    expect(serialiseQuery("q", { a: 1, b: null }, form)).toEqual(["a=1"]);
  });

  it("writes values within values as JSON", () => {
    expect(serialiseQuery("q", [{ a: 1 }], form)).toEqual(["q=%7B%22a%22%3A1%7D"]);
  });
});

describe("deepObject", () => {
  it("nests: scalars of lists are [], objects of lists are numbered", () => {
    expect(
      deepPairs("filter", {
        created: { gte: 1, lt: 2 },
        tags: ["a", "b"],
        items: [{ price: "p1" }, { price: "p2", metadata: { k: true } }],
        nothing: null,
      }),
    ).toEqual([
      ["filter[created][gte]", "1"],
      ["filter[created][lt]", "2"],
      ["filter[tags][]", "a"],
      ["filter[tags][]", "b"],
      ["filter[items][0][price]", "p1"],
      ["filter[items][1][price]", "p2"],
      ["filter[items][1][metadata][k]", "true"],
    ]);
  });

  it("refuses a value without end", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    expect(() => deepPairs("filter", cycle)).toThrow("`filter` is nested too deeply");
  });
});
