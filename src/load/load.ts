import { createHash } from "node:crypto";
import { Diagnostics, UnusableInput, unusable } from "../diagnostics/diagnostic.js";
import type { JsonValue } from "../runtime/api/types.js";
import { decode } from "./decode.js";
import type { Document } from "./document.js";
import { parseJson } from "./json.js";
import type { Parsed } from "./parsed.js";
import { readBytes } from "./read.js";
import { requireOpenApi } from "./recognise.js";
import { createMemberLookup, type SyntaxTree } from "./syntax-tree.js";
import { parseYaml } from "./yaml.js";

type JsonObject = { readonly [key: string]: JsonValue };

/**
 * Reads an OpenAPI document. What is odd but usable goes to `diagnostics`.
 * @throws {UnusableInput} when there is nothing to go on with, for whatever reason.
 */
export async function load(path: string, diagnostics = new Diagnostics(path)): Promise<Document> {
  return parseDocument(path, await readBytes(path), diagnostics);
}

/**
 * The document in some bytes. They are JSON if they begin like it, and YAML otherwise; the name decides where JSON does not parse.
 * @throws {UnusableInput} as `load` does.
 */
export function parseDocument(
  file: string,
  bytes: Uint8Array,
  diagnostics = new Diagnostics(file),
): Document {
  const text = decode(file, bytes, diagnostics);
  if (text.trim() === "") throw unusable("file-empty", file, {});
  if (MARKUP.test(text)) throw unusable("file-is-markup", file, {});
  const { format, parsed } = parse(file, text, diagnostics);
  const root = withTextVersions(requireObject(file, parsed.value), parsed);
  requireOpenApi(file, root);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { file, root, format, text, sha256 };
}

const MARKUP = /^\s*<[!?a-z]/i;

function parse(
  file: string,
  text: string,
  diagnostics: Diagnostics,
): { readonly format: Document["format"]; readonly parsed: Parsed } {
  const first = text.trimStart().charAt(0);
  if (first === "{" || first === "[") {
    try {
      return { format: "json", parsed: parseJson(file, text, diagnostics) };
    } catch (error) {
      const isYaml = /\.ya?ml$/i.test(file);
      const isSyntax = error instanceof UnusableInput && error.diagnostic.code === "json-syntax";
      if (!isYaml || !isSyntax) throw error;
    }
  }
  return { format: "yaml", parsed: parseYaml(file, text, diagnostics) };
}

function requireObject(file: string, value: unknown): JsonObject {
  if (isObject(value)) return value;
  const found = Array.isArray(value) ? "an array" : value === null ? "null" : `a ${typeof value}`;
  throw unusable("root-not-object", file, { found });
}

/** True for what both parsers make of an object: its members are JSON values. */
function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Versions that the text has as numbers, as they are written: the number 1.10 is 1.1, but the version is not. */
function withTextVersions(root: JsonObject, { tree }: Parsed): JsonObject {
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
