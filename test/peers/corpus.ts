import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { load } from "js-yaml";
import { filesOf } from "../e2e/package-files.js";

/** Where downloads, unpacked documents and packages of these tests are kept between runs. */
export const CACHE = join(import.meta.dirname, "../../.tmp/peers");

/** A document of the corpus. The name is its path there: `github.json`, `readme-oas-examples/3.0/json/callbacks.json`. */
export interface CorpusDocument {
  readonly name: string;
  /** Where it was unpacked to. */
  readonly file: string;
}

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
    `\n!!! ${said} are SKIPPED. It names a folder of *.json.gz, *.yaml.gz and *.tar.gz.\n\n`,
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

/** Unpacks an archive (`digitalocean`) into the cache; the path of the folder that it holds. */
export function unpackArchive(corpus: string, name: string): string {
  const folder = join(CACHE, "archives", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", [
    "-xzf",
    join(corpus, `${name}.tar.gz`),
    "-C",
    folder,
    "--strip-components=1",
  ]);
  return folder;
}

/** The documents of an unpacked archive: of its JSON and YAML files those that say which OpenAPI they are. */
export function documentsOf(corpus: string, archive: string): readonly CorpusDocument[] {
  const folder = unpackArchive(corpus, archive);
  return filesOf(folder)
    .filter((path) => /\.(json|ya?ml)$/.test(path))
    .map((path) => ({ name: `${archive}/${path}`, file: join(folder, path) }))
    .filter(({ file }) => isDocument(load(readFileSync(file, "utf8"))));
}

function isDocument(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, "openapi") || Object.hasOwn(value, "swagger");
}
