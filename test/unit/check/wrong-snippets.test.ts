import { beforeAll, describe, expect, it } from "vitest";
import { type ApiLookup, createLookup } from "../../../src/runtime/api/lookup.js";
import { checkSnippet } from "../../../src/runtime/check/check-snippet.js";
import { readSnippet } from "../../../src/runtime/execute/snippet.js";
import { stripTypes } from "../../../src/runtime/execute/strip-types.js";
import { wrongSnippets } from "../../snippets/wrong-snippets.js";
import { libraryApi } from "../package/api.js";

let lookup: ApiLookup;

beforeAll(async () => {
  lookup = createLookup(await libraryApi());
});

async function messages(code: string): Promise<readonly string[]> {
  const signal = new AbortController().signal;
  const snippet = await readSnippet(code, async (text) => stripTypes(text), signal);
  if (snippet.kind === "refused") return [`line ${snippet.line}: ${snippet.message}`];
  return checkSnippet(snippet.program, lookup).map(({ message }) => message);
}

const bySyntax = wrongSnippets.filter(({ stoppedBy }) => stoppedBy === "syntax");

it("knows most kinds of mistakes without types", () => {
  expect(bySyntax.length).toBeGreaterThanOrEqual(15);
  expect(wrongSnippets).toHaveLength(25);
});

describe.each(bySyntax.map((one) => [one.kind, one] as const))("%s", (_, { spellings, fix }) => {
  it.each(spellings)("%s", async (code) => {
    const found = await messages(code);
    expect(found.join("\n")).toMatch(fix);
  });
});
