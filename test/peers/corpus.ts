import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
  const archive = join(corpus, `${name}.gz`);
  const folder = unpacked(archive, (into) => {
    writeFileSync(join(into, name), gunzipSync(readFileSync(archive)));
  });
  return join(folder, name);
}

/** Unpacks an archive (`digitalocean`) into the cache; the path of the folder that it holds. */
export function unpackArchive(corpus: string, name: string): string {
  const archive = join(corpus, `${name}.tar.gz`);
  return unpacked(archive, (into) => {
    execFileSync("tar", ["-xzf", archive, "-C", into, "--strip-components=1"]);
  });
}

/** Several tests unpack the same at the same time: each fills a folder of its own, and one of them gets the name. */
function unpacked(archive: string, fill: (folder: string) => void): string {
  const digest = createHash("sha256").update(readFileSync(archive)).digest("hex").slice(0, 16);
  const folder = join(CACHE, "unpacked", digest);
  if (existsSync(folder)) return folder;
  const own = `${folder}.${process.pid}`;
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  fill(own);
  try {
    renameSync(own, folder);
  } catch {
    rmSync(own, { recursive: true, force: true });
  }
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
