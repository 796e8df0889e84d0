import type { BudgetLimits, Figures } from "../../budget/figure.js";
import { judgeLimits } from "../../budget/limits.js";
import type { Finding } from "../finding.js";

/** Budgets of the configuration that the new version does not hold; growth is held to the old one. */
export function budgetFindings(
  limits: BudgetLimits,
  before: Figures,
  after: Figures,
): readonly Finding[] {
  return judgeLimits(limits, after, before)
    .filter(({ met }) => !met)
    .map(({ figure, rule, message }) => ({
      code: "budget-exceeded",
      severity: "breaking",
      subject: { kind: "api" },
      at: `budgets.${figure}.${rule}`,
      message,
    }));
}
