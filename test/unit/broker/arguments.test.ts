import { describe, expect, it } from "vitest";
import type { Parameter, SecurityScheme } from "../../../src/runtime/api/api.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import type { Type } from "../../../src/runtime/api/types.js";
import { readArguments } from "../../../src/runtime/broker/arguments.js";
import { JSON_BODY, operation, parameter, shopApi } from "./shop-api.js";

const KEY: SecurityScheme = { name: "key", kind: "apiKey", in: "header", parameter: "X-Key" };

function read(args: unknown, parameters: readonly Parameter[] = [], body?: typeof JSON_BODY) {
  const get = operation("items.get", "GET /items/{id}", { parameters, ...(body && { body }) });
  const state: Type = { kind: "enum", values: ["open", "closed"] };
  const lookup = createLookup(
    shopApi([get], {
      securitySchemes: [KEY],
      types: [
        { name: "State", type: state, home: { kind: "models", module: "state" }, source: "" },
        {
          name: "Loop",
          type: { kind: "ref", name: "Loop" },
          home: { kind: "models", module: "loop" },
          source: "",
        },
      ],
    }),
  );
  return readArguments(get, typeof args === "string" ? args : JSON.stringify(args), lookup);
}

const page = parameter("page", { type: { kind: "integer" } });
const state = parameter("state", { type: { kind: "ref", name: "State" } });
const tags = parameter("tags", { type: { kind: "array", items: { kind: "string" } } });

describe("readArguments", () => {
  it("gives the arguments back", () => {
    expect(read({ id: "a", page: 2, state: "open", tags: ["x"] }, [page, state, tags])).toEqual({
      id: "a",
      page: 2,
      state: "open",
      tags: ["x"],
    });
  });

  it.each<[string, unknown, readonly Parameter[], string]>([
    [
      "nothing at all",
      "",
      [page],
      "items.get: `id` is missing. Arguments: { id: string, page?: integer }",
    ],
    [
      "null for a required one",
      { id: null },
      [],
      "items.get: `id` is missing. Arguments: { id: string }",
    ],
    [
      "an unknown one",
      { id: "a", pgae: 1 },
      [page],
      'items.get: there is no argument "pgae"; did you mean `page`? Arguments',
    ],
    ["__proto__", '{"id":"a","__proto__":1}', [], 'there is no argument "__proto__". '],
    ["constructor", { id: "a", constructor: 1 }, [], 'there is no argument "constructor". '],
    [
      "text that is no JSON",
      "{",
      [],
      "items.get takes one object of arguments, not text that is not JSON",
    ],
    ["a list", [1], [], "items.get takes one object of arguments, not [1]"],
    ["text for an integer", { id: "a", page: "2" }, [page], '`page` must be an integer, not "2". '],
    [
      "a fraction for an integer",
      { id: "a", page: 1.5 },
      [page],
      "`page` must be an integer, not 1.5. ",
    ],
    ["a number for a text", { id: 7 }, [], "`id` must be a string, not 7. "],
    ["an object for a text", { id: { a: 1 } }, [], "`id` must be a string, not { a: 1 }. "],
    [
      "a value outside an enum",
      { id: "a", state: "opened" },
      [state],
      '`state` must be one of "open", "closed", not "opened". ',
    ],
    [
      "one value for a list",
      { id: "a", tags: "x" },
      [tags],
      "`tags` must be an array of which each item is a string, not",
    ],
  ])("refuses %s", (_, args, parameters, message) => {
    expect(() => read(args, parameters)).toThrow(message);
  });

  it("refuses what the server sets, and leaves it out of the list", () => {
    const account = parameter("account", {
      required: true,
      preset: { kind: "locked", value: "acme" },
    });
    expect(() => read({ id: "a", account: "evil" }, [account])).toThrow(
      "`account` is set by the server and cannot be given. Arguments: { id: string }",
    );
    expect(read({ id: "a" }, [account])).toEqual({ id: "a" });
  });

  it.each(["x-key", "Authorization", "Host"])(
    "refuses the header %s, and misses it not",
    (wireName) => {
      const header = parameter("it", { in: "header", wireName, required: true });
      expect(() => read({ id: "a", it: "x" }, [header])).toThrow("only the server sets it");
      expect(read({ id: "a" }, [header])).toEqual({ id: "a" });
    },
  );

  it("takes a default instead of a required one, and wants a required body", () => {
    const version = parameter("version", {
      required: true,
      preset: { kind: "default", value: "1" },
    });
    expect(read({ id: "a" }, [version])).toEqual({ id: "a" });
    expect(() => read({ id: "a" }, [], JSON_BODY)).toThrow("`body` is missing");
    expect(read({ id: "a", body: null }, [], JSON_BODY)).toEqual({ id: "a", body: null });
  });

  it("ends on a type that only refers to itself", () => {
    const loop = parameter("loop", { type: { kind: "ref", name: "Loop" } });
    expect(read({ id: "a", loop: 1 }, [loop])).toEqual({ id: "a", loop: 1 });
  });
});
