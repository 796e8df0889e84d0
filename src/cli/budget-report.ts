import type { NamespaceCost, OperationCost } from "../budget/breakdown.js";
import type { BudgetReport } from "../budget/report.js";
import { isWithin } from "../budget/report.js";
import { type ClientVerdict, isFailing } from "../budget/surface.js";
import { printable } from "../diagnostics/printable.js";
import { thousands } from "../emit/thousands.js";
import { bar } from "./bar.js";
import {
  alternativeRows,
  answerCauseText,
  brokenLines,
  limitText,
  outcomeText,
  type SurfaceRow,
  surfaceRows,
  timesText,
  toolCauseText,
} from "./budget-rows.js";
import { type Cell, counted, table } from "./table.js";
import type { Style } from "./terminal.js";

const INDENT = "  ";
const BAR_WIDTH = 16;
const WIDE_BAR = 32;
/** Namespaces that are shown. */
const NAMESPACES = 6;

/** What everything costs, for a person. */
export function budgetText(report: BudgetReport, style: Style): string {
  const { api, breakdown } = report;
  const heading = `${style.bold(printable(api.title))} ${style.dim(`${api.version}, ${counted(api.operations.length, "operation")}`)}`;
  const sections = [
    [heading],
    surfaceLines(report, style),
    alternativeLines(report, style),
    namespaceLines(breakdown.namespaces, style),
    operationLines(breakdown.operations, style),
    causeLines("What makes answers expensive", breakdown.answers.map(answerCauseText), style),
    causeLines("What makes tool definitions expensive", breakdown.tools.map(toolCauseText), style),
    limitLines(report, style),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function surfaceLines({ surfaces, queries }: BudgetReport, style: Style): readonly string[] {
  const head: readonly Cell[] = [
    { text: "What an agent reads" },
    { text: "" },
    { text: "o200k", align: "right" },
    { text: "cl100k", align: "right" },
    { text: "characters", align: "right" },
    { text: "" },
    { text: "" },
  ].map((cell) => ({
    ...cell,
    align: cell.align === "right" ? "right" : "left",
    style: style.dim,
  }));
  const rows = surfaces.flatMap((surface) => surfaceRows(surface, queries));
  return table([head, ...rows.map((row) => surfaceCells(row, style))], INDENT);
}

function surfaceCells(
  { label, of, size, limits, note }: SurfaceRow,
  style: Style,
): readonly Cell[] {
  const [first] = limits;
  return [
    { text: label },
    { text: of, style: style.dim },
    { text: thousands(size.o200k_base), align: "right", style: style.bold },
    { text: thousands(size.cl100k_base), align: "right" },
    { text: thousands(size.characters), align: "right" },
    {
      text:
        first === undefined ? "" : bar(first.found / first.max, BAR_WIDTH).padEnd(BAR_WIDTH, "░"),
      style: first?.met === false && isFailing(first) ? style.red : style.cyan,
    },
    {
      text: [...limits.map(verdictText), ...(note === "" ? [] : [note])].join("; "),
      style: limits.some(isFailing) ? style.red : limits.length > 0 ? style.green : style.dim,
    },
  ];
}

function verdictText(verdict: ClientVerdict): string {
  const mark = verdict.met ? "✓" : isFailing(verdict) ? "✗" : "·";
  return `${mark} ${limitText(verdict)}`;
}

/** The bars share one scale, so that the first is next to nothing: that is the point of it. */
function alternativeLines(report: BudgetReport, style: Style): readonly string[] {
  const rows = alternativeRows(report);
  const most = Math.max(...rows.map(({ tokens }) => tokens ?? 0));
  return [
    `${INDENT}${style.bold("The same API in the context of an agent")} ${style.dim("(tokens, o200k_base; ≈ from a sample)")}`,
    ...table(
      rows.map(({ label, amount, tokens, times, note }): readonly Cell[] => [
        { text: label },
        { text: amount, align: "right", style: style.bold },
        { text: times === undefined ? "" : timesText(times), align: "right" },
        tokens === undefined || note !== ""
          ? { text: note, style: style.dim }
          : { text: bar(tokens / most, WIDE_BAR), style: style.cyan },
      ]),
      INDENT,
    ),
  ];
}

function namespaceLines(namespaces: readonly NamespaceCost[], style: Style): readonly string[] {
  const hidden = namespaces.length - NAMESPACES;
  const shown = namespaces.slice(0, NAMESPACES);
  const most = Math.max(...shown.map(({ answer }) => answer.mean));
  return [
    `${INDENT}${style.bold("By namespace")} ${style.dim("(estimates; those first whose answers take the most together)")}`,
    ...table(
      shown.map(({ namespace, operations, answer, tools }): readonly Cell[] => [
        { text: namespace },
        { text: thousands(operations), align: "right", style: style.dim },
        { text: `${operations === 1 ? "operation" : "operations"}`, style: style.dim },
        { text: `${thousands(answer.mean)} an answer`, align: "right" },
        { text: bar(answer.mean / most, BAR_WIDTH), style: style.cyan },
        { text: `p95 ${thousands(answer.p95)}` },
        { text: `${thousands(tools)} as tools`, align: "right", style: style.dim },
      ]),
      INDENT,
    ),
    ...(hidden > 0 ? [style.dim(`${INDENT}and ${hidden} more: --json has them all`)] : []),
  ];
}

function operationLines(operations: readonly OperationCost[], style: Style): readonly string[] {
  if (operations.length === 0) return [];
  return [
    `${INDENT}${style.bold("By operation")} ${style.dim("(those first that reach the most; an answer shows what fits)")}`,
    ...operations.map(
      ({ operation, answer, whole, types }) =>
        `${INDENT}${operation}: ${thousands(answer)} of ${thousands(whole)} tokens${types.length === 0 ? "" : style.dim(`; ${types.map(({ name, tokens }) => `${name} ${thousands(tokens)}`).join(", ")}`)}`,
    ),
  ];
}

function causeLines(
  title: string,
  causes: readonly { readonly reason: string; readonly hint: string }[],
  style: Style,
): readonly string[] {
  if (causes.length === 0) return [];
  return [
    `${INDENT}${style.bold(title)}`,
    ...causes.flatMap(({ reason, hint }, at) => [
      `${INDENT}${reason}`,
      // The same hint is given once, after the last line that it is for.
      ...(hint === "" || causes[at + 1]?.hint === hint
        ? []
        : [`${INDENT}${INDENT}${style.dim(`→ ${hint}`)}`]),
    ]),
  ];
}

function limitLines(report: BudgetReport, style: Style): readonly string[] {
  const mark = isWithin(report) ? style.green("✓") : style.red("✗");
  const broken = brokenLines(report);
  const held = report.limits.filter(({ met }) => met);
  return [
    ...held.map(({ message }) => `${style.green("✓")} ${message}`),
    ...broken.map((line) => `${style.red("✗")} ${line}`),
    ...(broken.length === 0 ? [`${mark} ${outcomeText(report)}`] : []),
  ];
}
