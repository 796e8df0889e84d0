import { expect, it } from "vitest";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { unlistedFields } from "../../../src/runtime/check/unlisted-fields.js";
import { analysed } from "./shop.js";

const lookup = createLookup(analysed());

function unlisted(id: string, body: unknown): readonly string[] {
  const operation = lookup.operation(id);
  if (operation === undefined) throw new Error(`there is no ${id}`);
  return unlistedFields(operation, body, lookup);
}

it("names fields that the body's types do not list, and the nearest that they do", () => {
  expect(unlisted("items.create", { name: "x", tag: [], colour: 1 })).toEqual([
    "items.create: the document knows no `body.tag`; did you mean `tags`?",
    "items.create: the document knows no `body.colour`",
  ]);
});

it.each([
  ["items.create", { name: "x", tags: [] }],
  ["items.create", ["name"]],
  ["items.create", new Uint8Array(2)],
  ["items.create", undefined],
  ["items.get", { anything: 1 }],
])("has nothing to say of %s with %j", (id, body) => {
  expect(unlisted(id, body)).toEqual([]);
});
