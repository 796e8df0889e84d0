import { describe, it } from "vitest";
import { corpusFolder, documentsOf } from "./corpus.js";
import { itLosesNothing } from "./examined.js";

const corpus = corpusFolder();

// A document a feature, from two projects that read OpenAPI for a living.
if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  describe.each(["readme-oas-examples", "hey-api-specs-small"])("%s", (archive) => {
    for (const document of documentsOf(corpus, archive)) itLosesNothing(document);
  });
}
