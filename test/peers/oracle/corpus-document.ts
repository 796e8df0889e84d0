import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { bundle, createConfig } from "@redocly/openapi-core";
import { CACHE } from "../corpus.js";

/** The bytes of a document of the corpus. What the corpus has as an archive of files is bundled into one, by openapi-typescript's own bundler. */
export async function corpusDocument(corpus: string, name: string): Promise<Buffer> {
  const packed = join(corpus, `${name}.gz`);
  if (existsSync(packed)) return gunzipSync(readFileSync(packed));
  const [folder = "", ...path] = name.split("/");
  // Not where other tests unpack it: they run at the same time.
  const files = join(CACHE, "oracle");
  mkdirSync(files, { recursive: true });
  execFileSync("tar", ["-xzf", join(corpus, `${folder}.tar.gz`), "-C", files]);
  const config = await createConfig({}, { extends: ["minimal"] });
  const bundled = await bundle({ ref: join(files, folder, ...path), config });
  return Buffer.from(JSON.stringify(bundled.bundle.parsed));
}
