import { createHash } from "node:crypto";
import { Diagnostics, unusable } from "../diagnostics/diagnostic.js";
import { assemble } from "./assemble.js";
import { crawl } from "./crawl.js";
import type { Document } from "./document.js";
import { fileSite } from "./file-site.js";
import { isObject, type JsonObject } from "./json-value.js";
import type { Member } from "./member.js";
import { type ParsedSource, parseSource } from "./parse.js";
import { requireOpenApi } from "./recognise.js";
import { type ExternalReferences, isWebUrl, type Site } from "./site.js";
import { createMemberLookup, type SyntaxTree } from "./syntax-tree.js";
import { urlSite } from "./url-site.js";

/** How a document is read. */
export interface LoadOptions {
  readonly externalReferences: ExternalReferences;
}

const DEFAULTS: LoadOptions = { externalReferences: "refuse" };

/**
 * Reads an OpenAPI document from a file, a URL or, for `-`, standard input, with all the files that it refers to.
 * What is odd but usable goes to `diagnostics`.
 * @throws {UnusableInput} when there is nothing to go on with, for whatever reason.
 */
export async function load(
  path: string,
  diagnostics = new Diagnostics(path),
  { externalReferences }: LoadOptions = DEFAULTS,
): Promise<Document> {
  const site = isWebUrl(path)
    ? urlSite(path, externalReferences)
    : await fileSite(path, externalReferences);
  return loadFrom(site, diagnostics);
}

/**
 * Reads the entry of a site, with all the files that it refers to.
 * @throws {UnusableInput} as `load` does.
 */
export async function loadFrom(site: Site, diagnostics: Diagnostics): Promise<Document> {
  const { bytes, base } = await site.read(site.entry);
  const parsed = parseEntry(site.entry.file, bytes, diagnostics);
  const entry: Member = { ...parsed, name: site.entry.name, base };
  const crawled = await crawl(site, entry, diagnostics);
  const { root, externalSchemas, part } = assemble(crawled, diagnostics);
  const { file, format, text } = entry;
  return {
    ...{ file, format, text },
    root: requireObject(file, root),
    ...(isWebUrl(base) && { base }),
    sha256: hashOf(crawled.members),
    sources: crawled.members,
    externalSchemas,
    origin(pointer) {
      const { member, pointer: inMember } = part(pointer);
      return { source: member, pointer: inMember };
    },
  };
}

/**
 * The document in some bytes, which refers to no other.
 * @throws {UnusableInput} as `load` does.
 */
export function parseDocument(
  file: string,
  bytes: Uint8Array,
  diagnostics = new Diagnostics(file),
): Document {
  const { format, text, value, sha256 } = parseEntry(file, bytes, diagnostics);
  const source = { file, format, text };
  const origin = (pointer: string) => ({ source, pointer });
  return { ...source, root: value, sha256, sources: [source], externalSchemas: [], origin };
}

function parseEntry(
  file: string,
  bytes: Uint8Array,
  diagnostics: Diagnostics,
): ParsedSource & { readonly value: JsonObject } {
  const parsed = parseSource(file, bytes, diagnostics);
  const value = withTextVersions(requireObject(file, parsed.value), parsed.tree);
  requireOpenApi(file, value);
  return { ...parsed, value };
}

/** Depends on what the files hold and on their names, not on the order in which they are met. */
function hashOf(members: readonly Member[]): string {
  const [entry, ...others] = members;
  if (entry === undefined || others.length === 0) return entry?.sha256 ?? "";
  const hash = createHash("sha256");
  for (const { name, sha256 } of members) hash.update(`${sha256} ${name}\n`);
  return hash.digest("hex");
}

function requireObject(file: string, value: unknown): JsonObject {
  if (isObject(value)) return value;
  const found = Array.isArray(value) ? "an array" : value === null ? "null" : `a ${typeof value}`;
  throw unusable("root-not-object", file, { found });
}

/** Versions that the text has as numbers, as they are written: the number 1.10 is 1.1, but the version is not. */
function withTextVersions(root: JsonObject, tree: () => SyntaxTree): JsonObject {
  const asText = (object: JsonObject, key: string, path: readonly string[]): JsonObject => {
    if (!Object.hasOwn(object, key) || typeof object[key] !== "number") return object;
    return { ...object, [key]: scalarAt(tree(), [...path, key]) };
  };
  const { info } = root;
  const versioned = asText(asText(root, "openapi", []), "swagger", []);
  if (!isObject(info)) return versioned;
  const versionedInfo = asText(info, "version", ["info"]);
  return versionedInfo === info ? versioned : { ...versioned, info: versionedInfo };
}

function scalarAt(tree: SyntaxTree, path: readonly string[]): string {
  const lookup = createMemberLookup(tree);
  let node = tree.root;
  for (const key of path) node = lookup.member(node, key)?.node ?? node;
  return tree.scalar(node);
}
