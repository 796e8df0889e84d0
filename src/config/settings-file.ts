import { readFile } from "node:fs/promises";
import { getNodePath, type Node, type ParseOptions, parseTree } from "jsonc-parser";
import { ConfigurationError, type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { createLines, excerpt } from "../diagnostics/lines.js";
import { childPointer } from "../diagnostics/pointer.js";
import { firstJsonError } from "../load/json-error.js";
import { scanJson } from "../load/json-scan.js";
import type { Report } from "./option.js";

const MOST_LEVELS = 100;
/** JSON with comments, as editors write it. */
export const SYNTAX: ParseOptions = { allowTrailingComma: true };

/**
 * Reads the text of a file of settings (JSON with comments) as `read` does.
 * @throws {ConfigurationError} with every mistake in it.
 */
export function parseSettings<T>(
  file: string,
  text: string,
  read: (root: Node, report: Report) => T,
): T | undefined {
  const lines = createLines(text);
  const found: Diagnostic[] = [];
  const tooDeepAt = scanJson(text, MOST_LEVELS).tooDeepAt;
  const error =
    tooDeepAt === undefined
      ? firstJsonError(text, SYNTAX)
      : { offset: tooDeepAt, reason: `nested more than ${MOST_LEVELS} levels deep` };
  if (error !== undefined) {
    const parameters = { reason: error.reason, excerpt: excerpt(text, error.offset) };
    const place = lines.place(error.offset);
    throw new ConfigurationError([
      { ...diagnostic("config-syntax", file, "", parameters), ...place },
    ]);
  }
  const root = parseTree(text, [], SYNTAX);
  const value =
    root &&
    read(root, (code, node, parameters) => {
      const pointer = childPointer("", ...getNodePath(node));
      found.push({ ...diagnostic(code, file, pointer, parameters), ...lines.place(node.offset) });
    });
  if (found.length > 0) throw new ConfigurationError(found);
  return value;
}

/**
 * The text of a file of settings; `undefined` when there is none.
 * @throws {ConfigurationError} when there is one that cannot be read.
 */
export async function readSettings(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw unreadable(path, code);
  }
}

/** A file that should be there, and cannot be read. */
export function unreadable(path: string, reason: string): ConfigurationError {
  return new ConfigurationError([diagnostic("config-unreadable", path, "", { reason })]);
}
