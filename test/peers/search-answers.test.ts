import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CACHE, corpusFolder, unpack } from "./corpus.js";
import type { AnsweredRequest } from "./search-answers/answered-request.js";
import { CLOUDFLARE } from "./search-answers/cloudflare.js";
import { type ExaminedAnswer, examineAnswers } from "./search-answers/examine-answers.js";
import { GITHUB } from "./search-answers/github.js";
import { KUBERNETES } from "./search-answers/kubernetes.js";
import { STRIPE } from "./search-answers/stripe.js";

const REQUESTS: readonly (readonly [string, readonly AnsweredRequest[]])[] = [
  ["github.json", GITHUB],
  ["stripe-2022-04.json", STRIPE],
  ["kubernetes.json", KUBERNETES],
  ["cloudflare-2024-08.json", CLOUDFLARE],
];
/** Of the fifty. */
const LEAST_WRITTEN = 45;

/** Where `npm run docs` finds what these tests have seen. */
const RECORD = join(CACHE, "search-answers.json");

const corpus = corpusFolder();

// Nothing but one answer of `search` stands between a request and a snippet that type-checks.
if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  describe("a snippet from one answer", () => {
    const examined = new Map<string, readonly ExaminedAnswer[]>();
    for (const [name, requests] of REQUESTS) {
      it(name, async () => {
        const folder = join(CACHE, "search-answers", name);
        const found = await examineAnswers(unpack(corpus, name), folder, requests);
        examined.set(name, found);
        expect(found).toHaveLength(requests.length);
      });
    }

    it(`is written for at least ${LEAST_WRITTEN} of 50 requests`, () => {
      mkdirSync(CACHE, { recursive: true });
      writeFileSync(RECORD, JSON.stringify(Object.fromEntries(examined), null, 2));
      const all = [...examined.values()].flat();
      expect(all).toHaveLength(50);
      const failed = all.filter(
        ({ lacks, notFound, notSaid, typeErrors }) =>
          lacks !== "" || [...notFound, ...notSaid, ...typeErrors].length > 0,
      );
      expect(failed.slice(50 - LEAST_WRITTEN)).toEqual([]);
    });
  });
}
