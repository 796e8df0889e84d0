import { describe, expect, it } from "vitest";
import { withQueryParameter } from "../../../src/runtime/client/base-url.js";

describe("withQueryParameter", () => {
  it.each([
    ["a URL without a query", "https://h.test/x", "https://h.test/x?key=new"],
    ["one with a query", "https://h.test/x?a=1", "https://h.test/x?a=1&key=new"],
    ["one that has the parameter", "https://h.test/x?key=old&a=1", "https://h.test/x?a=1&key=new"],
    ["one with a longer name", "https://h.test/x?keys=1", "https://h.test/x?keys=1&key=new"],
  ])("sets it once in %s", (_, url, expected) => {
    expect(withQueryParameter(url, "key", "new")).toBe(expected);
  });
});
