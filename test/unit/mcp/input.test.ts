import { describe, expect, it } from "vitest";
import { EXECUTE_INPUT, SEARCH_INPUT } from "../../../src/runtime/mcp/input.js";

const search = (input: unknown) => SEARCH_INPUT["~standard"].validate(input);
const execute = (input: unknown) => EXECUTE_INPUT["~standard"].validate(input);

describe("tool inputs", () => {
  it("takes what the schemas say, and nothing more", () => {
    expect(search({ query: "a", limit: 3, offset: 0, extra: 1 })).toEqual({
      value: { query: "a", limit: 3, offset: 0 },
    });
    expect(search({ query: "" })).toEqual({ value: { query: "" } });
    expect(execute({ code: "return 1" })).toEqual({ value: { code: "return 1" } });
  });

  it.each([
    [search({}), "`query` is missing: it must be a string."],
    [search({ query: 5 }), "`query` must be a string, not number."],
    [search({ query: "a", limit: "3" }), "`limit` must be a whole number, not string."],
    [search({ query: "a", offset: -1 }), "`offset` must be a whole number, not number."],
    [execute({ code: ["return 1"] }), "`code` must be a string, not array."],
    [execute(null), "The arguments must be an object."],
    [execute([]), "The arguments must be an object."],
  ])("tells what is wrong: %#", (result, message) => {
    expect(result).toEqual({ issues: [{ message }] });
  });
});
