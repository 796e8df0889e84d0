import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CACHE, type CorpusDocument, corpusFolder, documentsOf } from "./corpus.js";
import { createExaminer } from "./examination.js";
import { itLosesNothing, record } from "./examined.js";

const corpus = corpusFolder();

// The OpenAPI Initiative's own documents for 3.2.
if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else
  describe("the documents of OpenAPI 3.2", () => {
    const documents = documentsOf(corpus, "oai-3.2-tests");
    const examine = createExaminer();
    const of = (folder: string): readonly CorpusDocument[] =>
      documents.filter(({ name }) => name.includes(`/${folder}/`));

    describe("that are valid: all load", () => {
      for (const document of of("pass")) itLosesNothing(document);
    });

    describe("that are invalid: each gives an error or a warning that says why", () => {
      it.each(of("fail"))("$name", async ({ name, file }) => {
        const found = await examine(file, join(CACHE, "examined", name));
        record(name, found);
        const reasons = found.diagnostics
          .filter(({ severity }) => severity !== "note")
          .map(({ code, message }) => `${code}: ${message}`)
          .filter((reason) => !reason.startsWith("document-without-operations"));
        process.stdout.write(`${name}\n  ${reasons.join("\n  ")}\n`);
        expect(reasons).not.toEqual([]);
      });
    });
  });
