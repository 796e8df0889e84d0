import { printable } from "../diagnostics/printable.js";
import { thousands } from "../emit/thousands.js";
import {
  type EvaluatedRow,
  type FoundGold,
  isMissed,
  worstMisses,
} from "../evaluation/evaluate.js";
import { METRICS, type Metric, type Verdict } from "../evaluation/metric.js";
import type { Api, Operation } from "../runtime/api/api.js";
import type { MeasuredQueries } from "./golden.js";
import { type Cell, counted, table } from "./table.js";
import type { Style } from "./terminal.js";

const INDENT = "  ";
const BAR_WIDTH = 24;
/** Misses that are shown, operations that were returned instead of each, and characters of its query. */
const SHOWN_MISSES = 5;
const SHOWN_RETURNED = 3;
const SHOWN_QUERY = 90;

const LABELS: Readonly<Record<Metric, string>> = {
  "recall@1": "recall@1",
  "recall@5": "recall@5",
  "recall@10": "recall@10",
  answer: "answer",
  mrr: "MRR",
};

/** How the search does, for a person: a table for each file, then what it missed worst. */
export function evalReport(api: Api, measured: readonly MeasuredQueries[], style: Style): string {
  const heading = `${style.bold(printable(api.title))} ${style.dim(`${api.version}, ${counted(api.operations.length, "operation")}`)}`;
  const sections = [
    [heading],
    ...measured.flatMap((one) => [figureLines(one, style), missLines(one, style)]),
    verdictLines(measured, style),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function figureLines(
  { file, evaluation, verdicts }: MeasuredQueries,
  style: Style,
): readonly string[] {
  const { rows, figures, tokens, milliseconds } = evaluation;
  const gold = rows.reduce((sum, { found }) => sum + found.length, 0);
  const easy = rows.filter(({ golden }) => golden.source === "summary").length;
  const shares = METRICS.map((metric): readonly Cell[] => {
    const verdict = verdicts.find((each) => each.metric === metric);
    return [
      { text: LABELS[metric] },
      { text: decimal(figures[metric]), align: "right", style: style.bold },
      { text: bar(figures[metric]), style: style.cyan },
      verdictCell(verdict, style),
    ];
  });
  const costs = table(
    [
      [
        { text: "tokens".padEnd(LABELS["recall@10"].length) },
        { text: `p50 ${thousands(tokens.p50)}` },
        { text: `p95 ${thousands(tokens.p95)}` },
        { text: `most ${thousands(tokens.max)}` },
      ],
      [
        { text: "latency" },
        { text: `p50 ${milliseconds.p50.toFixed(1)} ms` },
        { text: `p95 ${milliseconds.p95.toFixed(1)} ms` },
        { text: `most ${milliseconds.max.toFixed(1)} ms` },
      ],
    ],
    INDENT,
  );
  return [
    `${style.bold(printable(file))} ${style.dim(`${counted(rows.length, "request")} for ${counted(gold, "operation")}`)}`,
    ...(easy === 0
      ? []
      : [
          `${INDENT}${style.yellow("!")} ${easy === rows.length ? "All" : `${easy}`} of them are the document's own words, and easy.`,
        ]),
    ...table(shares, INDENT),
    ...costs,
  ];
}

function verdictCell(verdict: Verdict | undefined, style: Style): Cell {
  if (verdict === undefined) return { text: "" };
  const mark = verdict.met ? "✓" : "✗";
  return {
    text: `${mark} at least ${decimal(verdict.minimum)}`,
    style: verdict.met ? style.green : style.red,
  };
}

function missLines({ evaluation }: MeasuredQueries, style: Style): readonly string[] {
  const misses = worstMisses(evaluation);
  if (misses.length === 0) return [];
  const hidden = misses.length - SHOWN_MISSES;
  return [
    `${style.bold("Worst misses")} ${style.dim(`${misses.length} of ${evaluation.rows.length}`)}`,
    ...misses.slice(0, SHOWN_MISSES).flatMap((row) => missText(row, style)),
    ...(hidden > 0 ? [style.dim(`${INDENT}and ${hidden} more: --json has them all`)] : []),
  ];
}

function missText({ golden, found, returned }: EvaluatedRow, style: Style): readonly string[] {
  const wanted = new Set<Operation>(golden.gold);
  const instead = returned.filter((operation) => !wanted.has(operation)).slice(0, SHOWN_RETURNED);
  const names = instead.map(({ id }) => id).join(", ");
  return [
    `${INDENT}${style.dim(`line ${golden.line}`)} ${printable(golden.query, SHOWN_QUERY)}`,
    ...found
      .filter(isMissed)
      .map(
        (gold) =>
          `${INDENT}${INDENT}${style.red("missed")}   ${gold.operation.id} ${style.dim(`${printable(`${gold.operation.httpMethod} ${gold.operation.path}`, SHOWN_QUERY)}, ${whereabouts(gold)}`)}`,
      ),
    `${INDENT}${INDENT}${style.dim("returned")} ${names === "" ? "nothing else" : names}`,
  ];
}

function whereabouts({ rank, answered }: FoundGold): string {
  const place = rank === undefined ? "not ranked" : `place ${rank}`;
  return answered ? place : `${place}, not in the answer`;
}

/** Which minimum is missed, by how much; nothing when there is none. */
function verdictLines(measured: readonly MeasuredQueries[], style: Style): readonly string[] {
  const all = measured.flatMap(({ verdicts }) => verdicts);
  const missed = unmet(measured);
  if (all.length === 0) return [];
  if (missed.length === 0) {
    return [
      `${style.green("✓")} ${all.length === 1 ? "The minimum is" : `All ${all.length} minima are`} reached.`,
    ];
  }
  return missed.map((line) => `${style.red("✗")} ${line}`);
}

/** `golden.jsonl: recall@10 is .812, below the minimum of .900`, for each minimum that is missed. */
export function unmet(measured: readonly MeasuredQueries[]): readonly string[] {
  return measured.flatMap(({ file, verdicts }) =>
    verdicts
      .filter(({ met }) => !met)
      .map(
        ({ metric, found, minimum }) =>
          `${printable(file)}: ${LABELS[metric]} is ${decimal(found)}, below the minimum of ${decimal(minimum)}`,
      ),
  );
}

/** `.812`, cut and not rounded, so that nothing looks like a minimum that it does not reach. */
function decimal(share: number): string {
  const cut = Math.floor(share * 1000 + 1e-9) / 1000;
  return cut.toFixed(3).replace(/^0/, "");
}

function bar(share: number): string {
  const filled = Math.round(share * BAR_WIDTH);
  return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
}
