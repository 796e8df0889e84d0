import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Where downloads, unpacked documents and packages of these tests are kept between runs. */
export const CACHE = join(import.meta.dirname, "../../.tmp/peers");

/**
 * The folder of real documents, gzipped, that `CODEMODE_CORPUS` names. Without it these tests are skipped, loudly;
 * where `CI` is set it throws instead, so that nobody takes a skipped run for a green one.
 */
export function corpusFolder(): string | undefined {
  const folder = process.env["CODEMODE_CORPUS"];
  if (folder !== undefined && folder !== "") return folder;
  const said = "CODEMODE_CORPUS is not set: the tests against real documents";
  if (process.env["CI"] !== undefined && process.env["CI"] !== "false")
    throw new Error(`${said} cannot run.`);
  process.stderr.write(
    `\n!!! ${said} are SKIPPED. It names a folder of *.json.gz and *.yaml.gz.\n\n`,
  );
  return undefined;
}

/** Unpacks `name` (`github.json`) into the cache; the path of the plain document. */
export function unpack(corpus: string, name: string): string {
  const folder = join(CACHE, "documents");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, gunzipSync(readFileSync(join(corpus, `${name}.gz`))));
  return file;
}
