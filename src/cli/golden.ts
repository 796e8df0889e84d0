import { readFile } from "node:fs/promises";
import { countTokens } from "../budget/tokens.js";
import type { QueriesSetting } from "../config.js";
import { unusable } from "../diagnostics/diagnostic.js";
import { type Evaluation, evaluate, type Subject } from "../evaluation/evaluate.js";
import { readGoldenQueries } from "../evaluation/golden.js";
import { judge, type Verdict } from "../evaluation/metric.js";
import { createRanking } from "../evaluation/ranking.js";
import type { Api } from "../runtime/api/api.js";
import { type ApiLookup, createLookup } from "../runtime/api/lookup.js";
import { createSearch } from "../runtime/search/answer.js";
import { decodeIndex } from "../runtime/search/format.js";

/** A file of golden queries, and how the search does with them. */
export interface MeasuredQueries {
  readonly file: string;
  readonly evaluation: Evaluation;
  /** One for every minimum. */
  readonly verdicts: readonly Verdict[];
}

/**
 * Measures the search of an API by files of golden queries, one after the other. `index` is the text of its `index.json`.
 * @throws {UnusableInput} for a file that cannot be read, or wants operations that there are not.
 */
export async function measureQueries(
  api: Api,
  index: string,
  settings: readonly QueriesSetting[],
): Promise<readonly MeasuredQueries[]> {
  const lookup = createLookup(api);
  const subject = createSubject(lookup, index);
  const files = await Promise.all(
    settings.map(async ({ file, min }) => ({ file, min, text: await readGoldenFile(file) })),
  );
  const read = files.map(({ file, min, text }) => ({
    file,
    min,
    queries: readGoldenQueries(file, text, lookup),
  }));
  return read.map(({ file, min, queries }) => {
    const evaluation = evaluate(queries, subject);
    return { file, evaluation, verdicts: judge(evaluation.figures, min) };
  });
}

/** The search of an API as `evaluate` takes it. `index` is the text of its `index.json`. */
export function createSubject(lookup: ApiLookup, index: string): Subject {
  const decoded = decodeIndex(index);
  const search = createSearch(lookup, decoded);
  return {
    api: lookup.api,
    rank: createRanking(lookup, decoded),
    answer: (query) => search.answer({ query }),
    countTokens,
    now: () => performance.now(),
  };
}

/** True when no minimum is missed. */
export function isEnough(measured: readonly MeasuredQueries[]): boolean {
  return measured.every(({ verdicts }) => verdicts.every(({ met }) => met));
}

/** The text of a file of golden queries. @throws {UnusableInput} when it cannot be read. */
export async function readGoldenFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw unusable("queries-unreadable", file, { reason });
  }
}
