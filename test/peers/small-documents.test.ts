import { describe, it } from "vitest";
import { corpusFolder, documentsOf } from "./corpus.js";
import { itLosesNothing } from "./examined.js";

const corpus = corpusFolder();

describe.runIf(corpus !== undefined).each(["readme-oas-examples", "hey-api-specs-small"])(
  "%s",
  (archive) => {
    for (const document of corpus === undefined ? [] : documentsOf(corpus, archive))
      itLosesNothing(document);
    it.runIf(corpus === undefined)("needs CODEMODE_CORPUS", () => {});
  },
);
