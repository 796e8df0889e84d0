import { describe, expect, it } from "vitest";
import { createResults } from "../../../src/runtime/execute/results.js";

describe("createResults", () => {
  it("gives back what it keeps, under ids of 128 bits", () => {
    const results = createResults();
    const ids = Array.from({ length: 40 }, (_, at) => results.keep(String(at)) ?? "");
    expect(new Set(ids).size).toBe(40);
    for (const [at, id] of ids.entries()) {
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      expect(results.get(id)).toBe(String(at));
    }
  });

  it("drops the oldest values beyond its bounds", () => {
    const results = createResults({ values: 2, bytes: 100 });
    const [a = "", b = "", c = ""] = ["1", "2", "3"].map((json) => results.keep(json));
    expect([a, b, c].map((id) => results.get(id))).toEqual([undefined, "2", "3"]);
    const large = results.keep("x".repeat(49)) ?? "";
    expect([b, c, large].map((id) => results.get(id)?.length)).toEqual([undefined, 1, 49]);
  });

  it("refuses a value larger than all of it, and keeps the others", () => {
    const results = createResults({ values: 5, bytes: 100 });
    const id = results.keep("1") ?? "";
    expect(results.keep("x".repeat(51))).toBeUndefined();
    expect(results.get(id)).toBe("1");
  });

  it("knows no other id", () => {
    expect(createResults().get("__proto__")).toBeUndefined();
  });
});
