import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CACHE, corpusFolder } from "./corpus.js";
import { largeDocuments } from "./large-documents.js";
import { LIMITS, NO_LIMITS, verdictOn } from "./requests/exceptions.js";
import { proveRequests } from "./requests/prove.js";
import { failureText, recordFigures } from "./requests/report.js";

/** Document → operations, as its vendor counts them. */
const DOCUMENTS: ReadonlyMap<string, number> = new Map([
  ["github.json", 1223],
  ["stripe-2022-04.json", 417],
  ["kubernetes.json", 1123],
  ["box.json", 296],
  ["datadog-v1.yaml", 235],
  ["discord.json", 242],
  ["netlify.yaml", 174],
  ["openai.yaml", 288],
  ["cloudflare-2024-08.json", 1535],
  ["digitalocean", 659],
]);

/** Enough to see what is wrong. */
const SHOWN = 5;

const corpus = corpusFolder();

// What the typed client sends, read back with nothing but the original document, is what its methods were called with.
if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  const documents = largeDocuments(corpus).filter(({ name }) => DOCUMENTS.has(name));
  describe.each(documents)("requests to $name", ({ name, file }) => {
    it("say exactly what every operation was called with", async () => {
      const proof = await proveRequests(file, join(CACHE, "requests", name));
      const verdict = verdictOn(name, proof);
      recordFigures(join(CACHE, "request-records"), name, proof, verdict);
      expect(verdict.failures.slice(0, SHOWN).map(failureText)).toEqual([]);
      expect(verdict.needless).toEqual([]);
      expect(proof.operations).toBe(DOCUMENTS.get(name));
      const { twins, unsendable } = proof;
      expect({ twins, unsendable }).toEqual(LIMITS.get(name) ?? NO_LIMITS);
    });
  });
}
