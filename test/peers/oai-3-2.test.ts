import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CACHE, type CorpusDocument, corpusFolder, documentsOf } from "./corpus.js";
import { createExaminer } from "./examination.js";
import { itLosesNothing, record } from "./examined.js";

const corpus = corpusFolder();

// The OpenAPI Initiative's own documents for 3.2.
describe.runIf(corpus !== undefined)("the documents of OpenAPI 3.2", () => {
  const documents = corpus === undefined ? [] : documentsOf(corpus, "oai-3.2-tests");
  const examine = createExaminer();
  const of = (folder: string): readonly CorpusDocument[] =>
    documents.filter(({ name }) => name.includes(`/${folder}/`));

  describe("that are valid: all load", () => {
    for (const document of of("pass")) itLosesNothing(document);
  });

  describe("that are invalid: each gives an error or a warning", () => {
    it.each(of("fail"))("$name", async ({ name, file }) => {
      const found = await examine(file, join(CACHE, "examined", name));
      record(name, found);
      const all = found.kind === "refused" ? [found.diagnostic] : found.diagnostics;
      const severe = all.filter(({ severity }) => severity !== "note");
      process.stdout.write(`${name}: ${severe.map(({ code }) => code).join(", ")}\n`);
      expect(severe).not.toEqual([]);
    });
  });
});
