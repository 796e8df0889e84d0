import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/config/load-config.js";
import { ConfigurationError } from "../../../src/diagnostics/diagnostic.js";

const read = (setting: string) =>
  parseConfig("codemode.config.json", `{"pagination": {"issues.list": ${setting}}}`).pagination?.[
    "issues.list"
  ];

function mistakes(setting: string): readonly string[] {
  try {
    read(setting);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.diagnostics.map(({ message }) => message);
    throw error;
  }
  return [];
}

describe("pagination in the configuration", () => {
  it.each([
    ["nothing", "false", false],
    ["the Link header", '"link"', "link"],
    [
      "the Link header of an object",
      '{"items": "/data", "kind": "link"}',
      { kind: "link", items: "/data" },
    ],
    [
      "a URL",
      '{"kind": "nextUrl", "items": "/data", "next": "/links/next"}',
      { kind: "nextUrl", items: "/data", next: "/links/next" },
    ],
    [
      "a cursor in the body",
      '{"kind": "cursor", "items": "", "argument": "/body/after", "next": "/after", "more": "/more"}',
      { kind: "cursor", items: "", argument: "/body/after", next: "/after", more: "/more" },
    ],
    [
      "the last item's id",
      '{"kind": "lastId", "items": "/data", "argument": "/after", "id": "/id"}',
      { kind: "lastId", items: "/data", argument: "/after", id: "/id" },
    ],
    [
      "page numbers, from 1 unless said",
      '{"kind": "page", "items": "", "argument": "/page", "size": "/per_page", "most": 100}',
      { kind: "page", items: "", argument: "/page", first: 1, size: "/per_page", most: 100 },
    ],
    [
      "page numbers from 0",
      '{"kind": "page", "items": "", "argument": "/page", "first": 0, "pages": "/pages"}',
      { kind: "page", items: "", argument: "/page", first: 0, pages: "/pages" },
    ],
    [
      "an offset",
      '{"kind": "offset", "items": "/data", "argument": "/skip", "total": "/total", "step": "/limit"}',
      { kind: "offset", items: "/data", argument: "/skip", step: "/limit", total: "/total" },
    ],
  ])("says %s", (_, setting, expected) => {
    expect(read(setting)).toEqual(expected);
  });

  it.each([
    ["true", "true", "an object is expected here, not a boolean"],
    ["another word", '"next"', "an object is expected here, not a string"],
    ["no kind", '{"items": ""}', "needs a `kind`"],
    ["an unknown kind", '{"kind": "scroll", "items": ""}', "is none of link, nextUrl"],
    ["no items", '{"kind": "link"}', "`link` needs `items`"],
    ["no argument", '{"kind": "page", "items": ""}', "`page` needs `argument`"],
    [
      "a key of another kind",
      '{"kind": "link", "items": "", "next": "/x"}',
      "`link` has no `next`",
    ],
    ["a key of none", '{"kind": "link", "items": "", "nxt": "/x"}', "did you mean `next`?"],
    [
      "a name as a place",
      '{"kind": "link", "items": "data"}',
      "is no JSON pointer such as `/data`",
    ],
    [
      "another first page",
      '{"kind": "page", "items": "", "argument": "/p", "first": 2}',
      "neither 0 nor 1",
    ],
    [
      "no items at most",
      '{"kind": "page", "items": "", "argument": "/p", "most": 0}',
      "whole number from 1",
    ],
  ])("refuses %s", (_, setting, message) => {
    expect(mistakes(setting).join("\n")).toContain(message);
  });
});
