import { expect, it } from "vitest";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { bodyNotes } from "../../../src/runtime/check/body-notes.js";
import { analysed } from "./shop.js";

const lookup = createLookup(analysed());

function unlisted(id: string, body: unknown): readonly string[] {
  const operation = lookup.operation(id);
  if (operation === undefined) throw new Error(`there is no ${id}`);
  return bodyNotes(operation, body, lookup);
}

it("names fields that the body's types do not list, and the nearest that they do", () => {
  expect(unlisted("items.create", { name: "x", tag: [], colour: 1 })).toEqual([
    "items.create: the document knows no `body.tag`; did you mean `tags`?",
    "items.create: the document knows no `body.colour`",
  ]);
});

it("says where a body is not what the document says", () => {
  expect(unlisted("items.create", { name: "x", size: { width: "wide" } })).toEqual([
    'items.create: by the document `body.size.width` must be a number, not "wide"',
  ]);
  expect(unlisted("items.create", ["name"])).toEqual([
    'items.create: by the document `body` must be an object, not ["name"]',
  ]);
});

it.each([
  ["items.create", { name: "x", tags: [] }],
  ["items.create", new Uint8Array(2)],
  ["items.create", undefined],
  ["items.get", { anything: 1 }],
])("has nothing to say of %s with %j", (id, body) => {
  expect(unlisted(id, body)).toEqual([]);
});
