import { writeFile } from "node:fs/promises";
import { printable } from "../diagnostics/printable.js";
import { suggestQueries } from "../evaluation/suggest.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import { open } from "./open.js";
import type { SpecOptions } from "./spec-options.js";
import { counted } from "./table.js";
import type { Terminal } from "./terminal.js";

/** The flags of `codemode eval --suggest`. */
export interface SuggestOptions {
  readonly count?: string;
  readonly output?: string;
  readonly force?: boolean;
}

const DEFAULT_COUNT = 50;

/**
 * Writes golden queries made of the document's own summaries, to standard output or a file. What they are worth is said on stderr.
 * @throws {UsageError} for a file that exists, unless `--force` is given.
 */
export async function suggest(
  target: string,
  options: SpecOptions & SuggestOptions,
  { out, err, errStyle }: Terminal,
): Promise<ExitCode> {
  const count = readCount(options.count);
  const { api } = await open(target, options);
  const rows = suggestQueries(api, count);
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const rest = `${counted(rows.length, "row")} of ${counted(api.operations.length, "operation")}. They are easy: the document's own words, marked "source": "summary".`;
  if (options.output === undefined) {
    out.write(text);
    err.write(`${errStyle.dim(rest)}\n`);
    return EXIT.ok;
  }
  const written = await write(options.output, text, options.force ? "replace" : "keep");
  err.write(
    `${errStyle.green("✓")} ${printable(options.output)} ${written}: ${rest}\n  Add requests as people make them; only those say how well the search does.\n`,
  );
  return EXIT.ok;
}

/** @throws {UsageError} when there is a file already that must be kept. */
async function write(
  file: string,
  text: string,
  existing: "keep" | "replace",
): Promise<"written" | "replaced"> {
  try {
    await writeFile(file, text, { flag: "wx" });
    return "written";
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  if (existing === "keep") {
    throw new UsageError(
      `${file} exists, and is kept as it is`,
      "Choose another file, or add --force to replace it.",
    );
  }
  await writeFile(file, text);
  return "replaced";
}

function readCount(text: string | undefined): number {
  if (text === undefined) return DEFAULT_COUNT;
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && Number.isSafeInteger(count)) return count;
  throw new UsageError(`--count ${text} is no number of rows`, "Give a whole number from 1 on.");
}
