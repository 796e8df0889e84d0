import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { bundle, createConfig } from "@redocly/openapi-core";
import { unpackArchive } from "../corpus.js";

/** The bytes of a document of the corpus. What the corpus has as an archive of files is bundled into one, by openapi-typescript's own bundler. */
export async function corpusDocument(corpus: string, name: string): Promise<Buffer> {
  const packed = join(corpus, `${name}.gz`);
  if (existsSync(packed)) return gunzipSync(readFileSync(packed));
  const [folder = "", ...path] = name.split("/");
  const config = await createConfig({}, { extends: ["minimal"] });
  const bundled = await bundle({ ref: join(unpackArchive(corpus, folder), ...path), config });
  return Buffer.from(JSON.stringify(bundled.bundle.parsed));
}
