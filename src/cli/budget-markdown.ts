import type { BudgetReport } from "../budget/report.js";
import { isWithin } from "../budget/report.js";
import { isFailing } from "../budget/surface.js";
import { inlineText } from "../emit/markdown.js";
import { thousands } from "../emit/thousands.js";
import {
  alternativeRows,
  answerCauseText,
  brokenLines,
  limitText,
  outcomeText,
  surfaceRows,
  timesText,
  toolCauseText,
} from "./budget-rows.js";
import { counted } from "./table.js";

const MAX_TITLE = 80;
const MAX_LINE = 400;

/** What everything costs, for a pull request: GitHub-flavoured Markdown. */
export function budgetMarkdown(report: BudgetReport): string {
  const { api, breakdown } = report;
  const causes = [
    ...breakdown.answers.map(answerCauseText),
    ...breakdown.tools.map(toolCauseText),
  ].map(({ reason, hint }) => `- ${inlineText(reason, MAX_LINE)}${hint === "" ? "" : `; ${hint}`}`);
  return [
    `### Token budget of ${inlineText(api.title, MAX_TITLE)} ${inlineText(api.version, MAX_TITLE)}`,
    `${isWithin(report) ? "✅" : "❌"} ${outcomeText(report)} ${counted(api.operations.length, "operation")}.`,
    ...(isWithin(report)
      ? []
      : [
          brokenLines(report)
            .map((line) => `- ❌ ${inlineText(line, MAX_LINE)}`)
            .join("\n"),
        ]),
    surfaceTable(report),
    alternativeTable(report),
    ...(causes.length === 0
      ? []
      : [`<details><summary>What is expensive</summary>\n\n${causes.join("\n")}\n\n</details>`]),
  ].join("\n\n");
}

function surfaceTable({ surfaces, queries }: BudgetReport): string {
  const rows = surfaces
    .flatMap((surface) => surfaceRows(surface, queries))
    .map(({ label, of, size, limits, note }) => {
      const verdicts = limits.map(
        (limit) => `${limit.met ? "✅" : isFailing(limit) ? "❌" : "➖"} ${limitText(limit)}`,
      );
      const remarks = [...verdicts, ...(note === "" ? [] : [note])].join("<br>");
      return `| ${[label, of].filter((part) => part !== "").join(", ")} | ${thousands(size.o200k_base)} | ${thousands(size.cl100k_base)} | ${thousands(size.characters)} | ${remarks} |`;
    });
  return [
    "| what an agent reads | o200k_base | cl100k_base | characters | limits |",
    "|---|--:|--:|--:|---|",
    ...rows,
  ].join("\n");
}

function alternativeTable(report: BudgetReport): string {
  return [
    "| the same API in context | tokens (o200k_base) | times | |",
    "|---|--:|--:|---|",
    ...alternativeRows(report).map(
      ({ label, amount, times, note }) =>
        `| ${label} | ${amount} | ${times === undefined ? "" : timesText(times)} | ${note} |`,
    ),
  ].join("\n");
}
