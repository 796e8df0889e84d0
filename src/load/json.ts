import { type Diagnostics, type UnusableInput, unusable } from "../diagnostics/diagnostic.js";
import { createLines, excerpt } from "../diagnostics/lines.js";
import { reportDuplicateKeys } from "./duplicates.js";
import { firstJsonError } from "./json-error.js";
import { scanJson } from "./json-scan.js";
import { jsonTree } from "./json-tree.js";
import { MAXIMUM } from "./limits.js";
import type { Parsed } from "./parsed.js";
import type { SyntaxTree } from "./syntax-tree.js";

/**
 * The value of JSON text (RFC 8259). Of duplicate keys the last counts, with a diagnostic.
 * @throws {UnusableInput} when the text is not JSON or exceeds `MAXIMUM`.
 */
export function parseJson(file: string, text: string, diagnostics: Diagnostics): Parsed {
  const scan = scanJson(text, MAXIMUM.levels);
  if (scan.tooDeepAt !== undefined) {
    const place = createLines(text).place(scan.tooDeepAt);
    throw unusable("nesting-too-deep", file, { levels: MAXIMUM.levels }, place);
  }
  if (scan.values > MAXIMUM.values) {
    throw unusable("values-too-many", file, { values: MAXIMUM.values });
  }
  const value = parsed(file, text);
  const tree = () => jsonTree(text, scan);
  // The parser drops duplicate keys, so they are looked for only where some are missing.
  if (countMembers(value) < scan.members) {
    reportDuplicateKeys(tree(), diagnostics, MAXIMUM.reportedDuplicates);
  }
  return { value, tree };
}

/** The syntax tree alone, of text that `parseJson` has accepted. */
export function jsonTreeOf(text: string): SyntaxTree {
  return jsonTree(text, scanJson(text, MAXIMUM.levels));
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(file, text);
  }
}

function countMembers(root: unknown): number {
  const waiting: object[] = [{ root }];
  let members = -1;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const values: unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (values !== next) members += values.length;
    for (const value of values)
      if (typeof value === "object" && value !== null) waiting.push(value);
  }
  return members;
}

function invalid(file: string, text: string): UnusableInput {
  const { offset, reason } = firstJsonError(text, { disallowComments: true }) ?? {
    offset: 0,
    reason: "this is no JSON value",
  };
  const place = createLines(text).place(offset);
  return unusable("json-syntax", file, { reason, excerpt: excerpt(text, offset) }, place);
}
