import type { Api, Operation } from "../runtime/api/api.js";
import { argumentsOf } from "../runtime/search/signature.js";
import type { GoldenQuery } from "./golden.js";
import type { Figures } from "./metric.js";
import type { Place } from "./ranking.js";
import { isCallable, signaturesIn } from "./signatures.js";
import { mean, type Spread, spreadOf } from "./statistics.js";

/** A search to be measured, and what it is measured with. */
export interface Subject {
  readonly api: Api;
  readonly rank: (query: string) => readonly Place[];
  /** The default answer: what an agent gets for the query alone. */
  readonly answer: (query: string) => string;
  /** Tokens of a text, exact. */
  readonly countTokens: (text: string) => number;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

export interface Evaluation {
  readonly rows: readonly EvaluatedRow[];
  readonly figures: Figures;
  /** Of the default answers. */
  readonly tokens: Spread;
  /** Until the default answer is made, after every query was ranked once. */
  readonly milliseconds: Spread;
}

/** What became of one golden query. */
export interface EvaluatedRow {
  readonly golden: GoldenQuery;
  /** In the order of `golden.gold`. */
  readonly found: readonly FoundGold[];
  /** What stands at the first places. */
  readonly returned: readonly Operation[];
  readonly tokens: number;
  readonly milliseconds: number;
}

export interface FoundGold {
  readonly operation: Operation;
  /** Its place in the ranking, from 1; `undefined` when it is not there at all. */
  readonly rank: number | undefined;
  /** Whether the default answer has its signature with arguments and result. */
  readonly answered: boolean;
}

/** Places that count for `recall@10`. */
const PAGE = 10;

/** Measures a search by golden queries: means over the queries, of each the share of its gold. */
export function evaluate(queries: readonly GoldenQuery[], subject: Subject): Evaluation {
  const rankings = queries.map(({ query }) => subject.rank(query));
  const rows = queries.map((golden, at) => evaluatedRow(golden, rankings[at] ?? [], subject));
  return {
    rows,
    figures: {
      "recall@1": mean(rows.map((row) => recall(row, 1))),
      "recall@5": mean(rows.map((row) => recall(row, 5))),
      "recall@10": mean(rows.map((row) => recall(row, PAGE))),
      answer: mean(rows.map(answerRecall)),
      mrr: mean(rows.map(reciprocalRank)),
    },
    tokens: spreadOf(rows.map(({ tokens }) => tokens)),
    milliseconds: spreadOf(rows.map(({ milliseconds }) => milliseconds)),
  };
}

function evaluatedRow(
  golden: GoldenQuery,
  places: readonly Place[],
  { api, answer, countTokens, now }: Subject,
): EvaluatedRow {
  const start = now();
  const text = answer(golden.query);
  const milliseconds = now() - start;
  const signatures = signaturesIn(text, api.name);
  const found = golden.gold.map((operation): FoundGold => {
    const at = places.findIndex((place) => place.some(({ id }) => id === operation.id));
    const signature = signatures.get(operation.id);
    const required = argumentsOf(operation).filter((argument) => argument.required);
    return {
      operation,
      rank: at < 0 ? undefined : at + 1,
      answered:
        signature !== undefined &&
        isCallable(
          signature,
          required.map(({ name }) => name),
        ),
    };
  });
  const returned = places.slice(0, PAGE).flatMap(([operation]) => operation ?? []);
  return { golden, found, returned, tokens: countTokens(text), milliseconds };
}

/** The share of the gold that is among the first `places` of the ranking. */
export function recall({ found }: EvaluatedRow, places: number): number {
  return mean(found.map(({ rank }) => (rank !== undefined && rank <= places ? 1 : 0)));
}

/** The share of the gold that the default answer shows. */
export function answerRecall({ found }: EvaluatedRow): number {
  return mean(found.map(({ answered }) => (answered ? 1 : 0)));
}

/** One divided by the place of the first gold; 0 when there is none. */
export function reciprocalRank({ found }: EvaluatedRow): number {
  return Math.max(0, ...found.map(({ rank }) => (rank === undefined ? 0 : 1 / rank)));
}

/** The queries of which something was not found, neither among the first ten nor in the answer: the worst first, then in their order. */
export function worstMisses({ rows }: Evaluation): readonly EvaluatedRow[] {
  const quality = (row: EvaluatedRow): number => recall(row, PAGE) + answerRecall(row);
  return rows
    .filter((row) => row.found.some(isMissed))
    .toSorted((a, b) => quality(a) - quality(b) || a.golden.line - b.golden.line);
}

/** Not among the first ten, or without a signature in the answer. */
export function isMissed({ rank, answered }: FoundGold): boolean {
  return rank === undefined || rank > PAGE || !answered;
}
