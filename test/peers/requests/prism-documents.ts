import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { CACHE } from "../corpus.js";

/** Not where other tests unpack them: they run at the same time. */
const FOLDER = join(CACHE, "prism/documents");

/** Unpacks a document of the corpus, `github.json` or a path inside an archive, `digitalocean/specification/api.yaml`; where it is then. */
export function unpackedDocument(corpus: string, name: string): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, name);
  const [archive = ""] = name.split("/", 1);
  if (archive === name) {
    writeFileSync(file, gunzipSync(readFileSync(join(corpus, `${name}.gz`))));
  } else {
    rmSync(join(FOLDER, archive), { recursive: true, force: true });
    execFileSync("tar", ["-xzf", join(corpus, `${archive}.tar.gz`), "-C", FOLDER]);
  }
  return file;
}
