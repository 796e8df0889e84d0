import { createHash } from "node:crypto";
import { type Diagnostics, UnusableInput, unusable } from "../diagnostics/diagnostic.js";
import type { JsonValue } from "../runtime/api/types.js";
import { decode } from "./decode.js";
import type { Source } from "./document.js";
import { parseJson } from "./json.js";
import type { Parsed } from "./parsed.js";
import type { SyntaxTree } from "./syntax-tree.js";
import { parseYaml } from "./yaml.js";

/** A text that was read and understood. */
export interface ParsedSource extends Source {
  readonly value: JsonValue;
  readonly tree: () => SyntaxTree;
  /** Hex SHA-256 of the bytes. */
  readonly sha256: string;
}

const MARKUP = /^\s*<[!?a-z]/i;

/**
 * The value in some bytes. They are JSON if they begin like it, and YAML otherwise; the name decides where JSON does not parse.
 * @throws {UnusableInput} when they hold no value.
 */
export function parseSource(
  file: string,
  bytes: Uint8Array,
  diagnostics: Diagnostics,
): ParsedSource {
  const text = decode(file, bytes, diagnostics);
  if (text.trim() === "") throw unusable("file-empty", file, {});
  if (MARKUP.test(text)) throw unusable("file-is-markup", file, {});
  const { format, parsed } = parseText(file, text, diagnostics);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { file, format, text, value: jsonOf(parsed.value), tree: parsed.tree, sha256 };
}

function parseText(
  file: string,
  text: string,
  diagnostics: Diagnostics,
): { readonly format: Source["format"]; readonly parsed: Parsed } {
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

/** Both parsers give nothing but JSON values. */
function jsonOf(value: unknown): JsonValue {
  return isJson(value) ? value : null;
}

function isJson(value: unknown): value is JsonValue {
  return value !== undefined && typeof value !== "function";
}
