import { describe, expect, it } from "vitest";
import { deepPairs } from "../../../src/runtime/client/deep-object.js";
import { ArgumentError } from "../../../src/runtime/client/errors.js";
import {
  serialiseCookie,
  serialiseHeader,
  serialisePath,
  serialiseQuery,
} from "../../../src/runtime/client/serialise.js";

const LIST = ["a b", "c", "d|e"];

describe("lists of Swagger 2.0, which have a delimiter in every location", () => {
  it.each([
    ["spaceDelimited", "a%20b%20c%20d%7Ce", "a b c d|e"],
    ["pipeDelimited", "a%20b%7Cc%7Cd%7Ce", "a b|c|d|e"],
    ["tabDelimited", "a%20b%09c%09d%7Ce", "a b\tc\td|e"],
  ])("%s", (style, encoded, plain) => {
    const path = { style, explode: false, allowReserved: false };
    expect(serialisePath("q", LIST, path)).toBe(encoded);
    expect(serialiseQuery("q", LIST, path)).toEqual([`q=${encoded}`]);
    expect(serialiseHeader("q", LIST, path)).toBe(plain);
  });
});

describe("a date", () => {
  const date = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));

  it("is written in ISO 8601 wherever it stands", () => {
    const form = { style: "form", explode: false, allowReserved: false };
    expect(serialiseHeader("at", date, form)).toBe("2026-01-02T03:04:05.000Z");
    expect(serialiseQuery("at", [date], form)).toEqual(["at=2026-01-02T03%3A04%3A05.000Z"]);
    expect(deepPairs("at", { from: date })).toEqual([["at[from]", "2026-01-02T03:04:05.000Z"]]);
  });
});

describe("values in a header", () => {
  it("are not percent-encoded, and an empty list is no field", () => {
    const simple = { style: "simple", explode: false };
    expect(serialiseHeader("q", "a b/c", simple)).toBe("a b/c");
    expect(serialiseHeader("q", [], simple)).toBeUndefined();
    expect(serialiseHeader("q", {}, simple)).toBeUndefined();
    expect(serialiseHeader("q", "", simple)).toBe("");
  });
});

describe("values in a cookie", () => {
  const form = { style: "form", explode: true, allowReserved: false };

  it("are percent-encoded in style form, each a cookie of its own where they explode", () => {
    expect(serialiseCookie("color", "blue; x=y", form)).toEqual(["color=blue%3B%20x%3Dy"]);
    expect(serialiseCookie("color", ["a", "b"], form)).toEqual(["color=a", "color=b"]);
  });

  it("keep reserved characters under allowReserved, but none that would end the cookie", () => {
    const reserved = { ...form, allowReserved: true };
    expect(serialiseCookie("c", "a=b/c;d,e f", reserved)).toEqual(["c=a=b/c%3Bd%2Ce%20f"]);
  });

  it("stand as they are in style cookie, which refuses what would end them", () => {
    const cookie = { ...form, style: "cookie" };
    expect(serialiseCookie("c", "a%20b=c/d", cookie)).toEqual(["c=a%20b=c/d"]);
    for (const value of ["a; b=c", "a\r\nb", "é"]) {
      expect(() => serialiseCookie("c", value, cookie)).toThrow(ArgumentError);
    }
  });
});

describe("values in a path", () => {
  it("keep what a segment can hold under allowReserved, but no separator", () => {
    const path = { style: "simple", explode: false, allowReserved: true };
    expect(serialisePath("p", "a:b@c;d/e?f#g&h", path)).toBe("a:b@c;d%2Fe%3Ff%23g&h");
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

  it("writes a list that holds objects or lists as one JSON text, in every style", () => {
    for (const style of ["form", "spaceDelimited", "pipeDelimited"]) {
      for (const explode of [true, false]) {
        const query = { style, explode, allowReserved: false };
        expect(serialiseQuery("q", [{ a: 1 }, "b"], query)).toEqual([
          `q=${encodeURIComponent('[{"a":1},"b"]')}`,
        ]);
      }
    }
  });

  it("writes an object that holds objects as one JSON text, unless it explodes", () => {
    const value = { a: 1, b: ["x", "y"], c: { d: 2 } };
    expect(serialiseQuery("q", value, { ...form, explode: false })).toEqual([
      `q=${encodeURIComponent(JSON.stringify(value))}`,
    ]);
    expect(serialiseQuery("q", value, form)).toEqual([
      "a=1",
      "b=x",
      "b=y",
      `c=${encodeURIComponent('{"d":2}')}`,
    ]);
  });

  it("refuses bytes", () => {
    for (const value of [new Uint8Array(1), new Blob([]), new ReadableStream()]) {
      expect(() => serialiseQuery("q", value, form)).toThrow(ArgumentError);
      expect(() => serialiseQuery("q", { value }, { ...form, style: "deepObject" })).toThrow(
        ArgumentError,
      );
    }
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
