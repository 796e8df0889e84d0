import type { EvaluatedRow, Evaluation, FoundGold } from "../../evaluation/evaluate.js";
import type { Finding } from "../finding.js";
import type { Pairing } from "../pairing.js";
import { operationSubject } from "../subject.js";

/** Golden queries of one file, as both versions do with them. Rows are the same ones by their line. */
export interface MeasuredFile {
  readonly file: string;
  readonly before: Evaluation;
  readonly after: Evaluation;
  /** Rows of which a version has none of the operations that they want: they are not measured. */
  readonly missing: readonly MissingGold[];
}

/** A golden query that wants an operation which a version has not. */
export interface MissingGold {
  readonly line: number;
  readonly query: string;
  readonly gold: string;
  readonly from: "before" | "after" | "both";
}

/** Places that count as found: what `search` shows without paging. */
const FOUND_PLACES = 10;

/** What got worse for each operation that a golden query wants. */
export function queryFindings(
  files: readonly MeasuredFile[],
  { pairs }: Pairing,
): readonly Finding[] {
  const earlierOf = new Map(pairs.map(({ before, after }) => [after.id, before.id]));
  return files.flatMap(({ before, after }) => {
    const rows = new Map(before.rows.map((row) => [row.golden.line, row]));
    return after.rows.flatMap((row) => {
      const earlier = rows.get(row.golden.line);
      return earlier === undefined ? [] : rowFindings(earlier, row, earlierOf);
    });
  });
}

function rowFindings(
  before: EvaluatedRow,
  after: EvaluatedRow,
  earlierOf: ReadonlyMap<string, string>,
): readonly Finding[] {
  return after.found.flatMap((found) => {
    const was = before.found.find(
      ({ operation }) => operation.id === earlierOf.get(found.operation.id),
    );
    return was === undefined ? [] : goldFinding(after.golden.query, was, found);
  });
}

function goldFinding(query: string, was: FoundGold, is: FoundGold): readonly Finding[] {
  const isLost = (isFound(was) && !isFound(is)) || (was.answered && !is.answered);
  const hasSlipped = place(is) > place(was);
  if (!isLost && !hasSlipped) return [];
  const judged = isLost
    ? ({ code: "query-worse", severity: "possibly-breaking" } as const)
    : ({ code: "query-slipped", severity: "safe" } as const);
  const message = `${JSON.stringify(query)} finds it ${told(is)}, before ${told(was)}`;
  const at = `search(${JSON.stringify(query)})`;
  return [{ ...judged, subject: operationSubject(is.operation), at, message }];
}

function isFound(gold: FoundGold): boolean {
  return place(gold) <= FOUND_PLACES;
}

function place({ rank }: FoundGold): number {
  return rank ?? Number.POSITIVE_INFINITY;
}

function told({ rank, answered }: FoundGold): string {
  const where = rank === undefined ? "nowhere" : `at place ${rank}`;
  return answered ? where : `${where}, not shown in the answer`;
}
