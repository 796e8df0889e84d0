import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type CorpusDocument, unpack, unpackArchive } from "./corpus.js";

/** The documents of the corpus that are no archive of small ones; one of them has thousands of files. */
export function largeDocuments(folder: string): readonly CorpusDocument[] {
  const single = readdirSync(folder)
    .filter((file) => /\.(json|yaml)\.gz$/.test(file))
    .map((file) => file.slice(0, -".gz".length))
    .map((name) => ({ name, file: unpack(folder, name) }));
  const files = unpackArchive(folder, "digitalocean");
  const entry = join(files, "specification/DigitalOcean-public.v2.yaml");
  return [...single, { name: "digitalocean", file: entry }];
}
