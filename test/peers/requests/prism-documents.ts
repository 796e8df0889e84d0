import { join } from "node:path";
import { unpack, unpackArchive } from "../corpus.js";

/** The plain document of `github.json`, or of a path inside an archive, `digitalocean/specification/api.yaml`. */
export function unpackedDocument(corpus: string, name: string): string {
  const [archive = "", ...path] = name.split("/");
  return path.length === 0 ? unpack(corpus, name) : join(unpackArchive(corpus, archive), ...path);
}
