import { describe, it } from "vitest";
import { corpusFolder } from "./corpus.js";
import { itLosesNothing } from "./examined.js";
import { largeDocuments } from "./large-documents.js";

const corpus = corpusFolder();

// What `corpus.test.ts` proves of a few documents with the built command, this proves of all, in one process.
if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  describe("every document of the corpus", () => {
    for (const document of largeDocuments(corpus)) itLosesNothing(document);
  });
}
