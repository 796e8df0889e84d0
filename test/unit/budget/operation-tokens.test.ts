import { describe, expect, it } from "vitest";
import { createOperationTokens } from "../../../src/budget/operation-tokens.js";
import { countTokens } from "../../../src/budget/tokens.js";
import { buildIndex } from "../../../src/emit/index/index.js";
import type { Api } from "../../../src/runtime/api/api.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { createSearch } from "../../../src/runtime/search/answer.js";
import { decodeIndex, encodeIndex } from "../../../src/runtime/search/format.js";
import { bigSpec } from "../../big-spec/big-spec.mjs";
import { apiOf, libraryApi } from "../package/api.js";

/** By how much each estimate differs from the answer, as a share of it; the smallest first. */
function deviations(api: Api): readonly number[] {
  const lookup = createLookup(api);
  const search = createSearch(lookup, decodeIndex(encodeIndex(buildIndex(api))));
  const tokensOf = createOperationTokens(lookup);
  return api.operations
    .map((operation) => {
      const answer = countTokens(search.answer({ query: operation.id }));
      return Math.abs(tokensOf(operation) / answer - 1);
    })
    .sort((a, b) => a - b);
}

describe("the tokens of an operation", () => {
  it("are those of its answer where everything has room, but for a few", async () => {
    expect(Math.max(...deviations(await libraryApi()))).toBeLessThan(0.08);
  });

  it("are near those of its answer where not everything has room", () => {
    const found = deviations(apiOf(bigSpec(150)));
    expect(found[Math.floor(found.length * 0.5)]).toBeLessThan(0.06);
    expect(found[Math.floor(found.length * 0.95)]).toBeLessThan(0.2);
  });

  it("never are more than an answer may have, and do not depend on what was asked before", () => {
    const api = apiOf(bigSpec(150));
    const tokensOf = createOperationTokens(createLookup(api));
    const forwards = api.operations.map(tokensOf);
    const another = createOperationTokens(createLookup(api));
    expect(api.operations.toReversed().map(another).reverse()).toEqual(forwards);
    expect(Math.max(...forwards)).toBeLessThanOrEqual(1_500);
  });

  it("grow with the type that it returns", () => {
    const api = (properties: number) =>
      apiOf({
        openapi: "3.1.0",
        info: { title: "Things", version: "1.0.0" },
        paths: {
          "/things": {
            get: {
              responses: {
                200: {
                  description: "Them.",
                  content: {
                    "application/json": { schema: { $ref: "#/components/schemas/Thing" } },
                  },
                },
              },
            },
          },
        },
        components: {
          schemas: {
            Thing: {
              type: "object",
              properties: Object.fromEntries(
                Array.from({ length: properties }, (_, at) => [`colour${at}`, { type: "string" }]),
              ),
            },
          },
        },
      });
    const tokensOf = (one: Api) => {
      const [operation] = one.operations;
      if (operation === undefined) throw new Error("no operation");
      return createOperationTokens(createLookup(one))(operation);
    };
    expect(tokensOf(api(30))).toBeGreaterThan(tokensOf(api(10)) + 60);
  });
});
