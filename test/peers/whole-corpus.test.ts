import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { type CorpusDocument, corpusFolder, unpack, unpackArchive } from "./corpus.js";
import { itLosesNothing } from "./examined.js";

const corpus = corpusFolder();

// What `corpus.test.ts` proves of a few documents with the built command, this proves of all, in one process.
describe.runIf(corpus !== undefined)("every document of the corpus", () => {
  for (const document of documents(corpus)) itLosesNothing(document);
  it.runIf(corpus === undefined)("needs CODEMODE_CORPUS", () => {});
});

function documents(folder: string | undefined): readonly CorpusDocument[] {
  if (folder === undefined) return [];
  const single = readdirSync(folder)
    .filter((file) => /\.(json|yaml)\.gz$/.test(file))
    .map((file) => file.slice(0, -".gz".length))
    .map((name) => ({ name, file: unpack(folder, name) }));
  const files = unpackArchive(folder, "digitalocean");
  const entry = join(files, "specification/DigitalOcean-public.v2.yaml");
  return [...single, { name: "digitalocean", file: entry }];
}
