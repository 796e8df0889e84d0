import { expect, it } from "vitest";
import type { Operation } from "../../../src/runtime/api/api.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { createTwinChooser } from "../../../src/runtime/search/asked-twins.js";
import { createEntryLines } from "../../../src/runtime/search/entry-lines.js";
import { createNameReader } from "../../../src/runtime/search/wanted.js";
import { apiOf, TRACKER } from "./tracker.js";

const api = apiOf(TRACKER);

function named(id: string): Operation {
  const operation = api.operations.find((one) => one.id === "repos.listForUser");
  if (operation === undefined) throw new Error("the tracker lists repositories");
  return { ...operation, id };
}

const one = named("coreV1.listNamespacedPod");
const all = named("coreV1.listPodForAllNamespaces");
const choose = (request: string, isShown: (id: string) => boolean = () => false) =>
  createTwinChooser(
    request,
    createNameReader(),
    isShown,
  )({ operation: one, score: 1, twins: [all] });

it("lets the twin stand in front that the request asks for", () => {
  const { operation, twins } = choose("which pods are not running, in all namespaces");
  expect([operation, ...twins]).toEqual([all, one]);
});

it("leaves in front what the request asks for as much", () => {
  for (const request of ["list the pods in a namespace", "pods for me", "", "\u{1f986}"])
    expect(choose(request).operation, request).toBe(one);
});

it("shows no operation twice", () => {
  expect(choose("pods in all namespaces", (id) => id === all.id).operation).toBe(one);
});

it("names the others with their arguments and results", () => {
  const lines = createEntryLines(createLookup(api), (text) => text.length, createNameReader());
  expect(lines.twins([named("repos.listForUser")], 3)).toBe(
    "the same in: repos.listForUser({ username }): Repository[]",
  );
  expect(lines.twins([one, all, one, all], 1)).toMatch(/Repository\[\] and 3 more$/);
  expect(lines.twins([one], 0)).toBe("");
});
