import { answerRecall, isMissed, recall, worstMisses } from "../evaluation/evaluate.js";
import type { Api } from "../runtime/api/api.js";
import { isEnough, type MeasuredQueries } from "./golden.js";

/** What `eval --json` prints, as `schemas/eval-report.schema.json` says. All but the milliseconds is the same for equal runs. */
export function evalJson(api: Api, measured: readonly MeasuredQueries[]): string {
  const value = {
    outcome: isEnough(measured) ? "passed" : "below-minimum",
    api: { name: api.name, title: api.title, version: api.version },
    operations: api.operations.length,
    queries: measured.map(({ file, evaluation, verdicts }) => {
      const { rows, figures, tokens, milliseconds } = evaluation;
      return {
        file,
        rows: rows.length,
        summaries: rows.filter(({ golden }) => golden.source === "summary").length,
        gold: rows.reduce((sum, { found }) => sum + found.length, 0),
        figures,
        tokens,
        milliseconds,
        minima: verdicts,
        misses: worstMisses(evaluation).map((row) => ({
          line: row.golden.line,
          query: row.golden.query,
          "recall@10": recall(row, 10),
          answer: answerRecall(row),
          missed: row.found.filter(isMissed).map(({ operation, rank, answered }) => ({
            operation: operation.id,
            route: `${operation.httpMethod} ${operation.path}`,
            rank: rank ?? null,
            answered,
          })),
          returned: row.returned.map(({ id }) => id),
        })),
      };
    }),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
