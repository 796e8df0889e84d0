import { alternativeTokens, type BudgetReport, isWithin, surfaceTokens } from "../budget/report.js";
import type { Surface } from "../budget/surface.js";

/** What `budget --json` prints, as `schemas/budget-report.schema.json` says: equal runs print equal bytes. */
export function budgetJson(report: BudgetReport, against: string | undefined): string {
  const { api, queries, surfaces, alternatives, breakdown, limits } = report;
  const own = surfaceTokens(surfaces);
  const value = {
    outcome: isWithin(report) ? "within" : "exceeded",
    api: { name: api.name, title: api.title, version: api.version },
    operations: api.operations.length,
    queries,
    surfaces: surfaces.map(surfaceValue),
    alternatives: alternatives.map((alternative) => {
      const tokens = alternativeTokens(alternative);
      const times = tokens === undefined ? undefined : Math.round((tokens / own) * 10) / 10;
      return { ...alternative, times };
    }),
    namespaces: breakdown.namespaces,
    expensive: {
      operations: breakdown.operations,
      answers: breakdown.answers,
      tools: breakdown.tools,
    },
    against,
    limits,
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function surfaceValue({ name, label, limits, ...measured }: Surface) {
  return { name, label, ...measured, limits };
}
