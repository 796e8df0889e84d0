import type { MeasuredFile, MissingGold } from "../diff/agents/queries.js";
import type { Pairing } from "../diff/pairing.js";
import { buildIndex } from "../emit/index/index.js";
import { evaluate, type Subject } from "../evaluation/evaluate.js";
import {
  createOperationFinder,
  type GoldenQuery,
  type GoldenRow,
  readGoldenRows,
} from "../evaluation/golden.js";
import type { Api, Operation } from "../runtime/api/api.js";
import { createLookup } from "../runtime/api/lookup.js";
import { encodeIndex } from "../runtime/search/format.js";
import type { NamedText } from "./diff-input.js";
import { createSubject } from "./golden.js";

/** The operation that a golden query wants, in both versions. */
interface Wanted {
  readonly name: string;
  readonly before: Operation | undefined;
  readonly after: Operation | undefined;
}

/**
 * Measures the search of both versions by the same golden queries. What a row wants may be named as either version does: it is
 * recognised in the other. A row that wants what a version has not is told, not measured.
 * @throws {UnusableInput} for rows that cannot be read.
 */
export function measureBoth(
  files: readonly NamedText[],
  before: Api,
  after: Api,
  pairing: Pairing,
): readonly MeasuredFile[] {
  const find = createWantedFinder(before, after, pairing);
  const subjects = { before: subjectOf(before), after: subjectOf(after) };
  return files.map(({ file, text }) => {
    const rows = readGoldenRows(file, text).map((row) => ({ row, wanted: row.gold.map(find) }));
    const missing = rows.flatMap(({ row, wanted }) => wanted.flatMap((one) => missingIn(row, one)));
    const left = new Set(missing.map(({ line }) => line));
    const measured = rows.filter(({ row }) => !left.has(row.line));
    const queries = (side: "before" | "after"): readonly GoldenQuery[] =>
      measured.map(({ row: { line, query, source }, wanted }) => {
        const gold = wanted.flatMap((one) => one[side] ?? []);
        return { line, query, source, gold: [...new Set(gold)] };
      });
    return {
      file,
      before: evaluate(queries("before"), subjects.before),
      after: evaluate(queries("after"), subjects.after),
      missing,
    };
  });
}

function createWantedFinder(before: Api, after: Api, { pairs }: Pairing): (name: string) => Wanted {
  const inBefore = createOperationFinder(createLookup(before));
  const inAfter = createOperationFinder(createLookup(after));
  const laterOf = new Map(pairs.map((pair) => [pair.before.id, pair.after]));
  const earlierOf = new Map(pairs.map((pair) => [pair.after.id, pair.before]));
  return (name) => {
    const later = inAfter(name);
    if (later !== undefined) return { name, before: earlierOf.get(later.id), after: later };
    const earlier = inBefore(name);
    return { name, before: earlier, after: earlier && laterOf.get(earlier.id) };
  };
}

function missingIn(
  { line, query }: GoldenRow,
  { name, before, after }: Wanted,
): readonly MissingGold[] {
  if (before !== undefined && after !== undefined) return [];
  const from = before !== undefined ? "after" : after !== undefined ? "before" : "both";
  return [{ line, query, gold: name, from }];
}

function subjectOf(api: Api): Subject {
  return createSubject(createLookup(api), encodeIndex(buildIndex(api)));
}
