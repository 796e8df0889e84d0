import { printable } from "../diagnostics/printable.js";
import type { Unreviewed } from "../review/standing.js";
import { routeOf } from "../review/standing.js";
import type { Effect } from "../runtime/api/api.js";
import { decide } from "../runtime/broker/policy.js";
import { EFFECT_STYLES, effectReasonText } from "./effect-text.js";
import type { ReviewResult } from "./review-result.js";
import { shellWord } from "./shell-word.js";
import { type Cell, counted, table } from "./table.js";
import type { Style } from "./terminal.js";

const INDENT = "  ";
const NO_FLAGS = { allow: [], deny: [] };
/** What needs most care comes first. */
const ORDER: readonly Effect[] = ["destructive", "write", "read"];
/** Operations, and routes that are gone, on one screen. */
const SHOWN_ROWS = 12;
const SHOWN_GONE = 3;
const MOST_ROUTE = 80;

/** What is new since the last review, for a person. `screen` leaves out what would not fit on one. */
export function reviewReport(result: ReviewResult, view: "screen" | "all", style: Style): string {
  const { standing, isPresent } = result;
  const isNews = standing.unreviewed.length + standing.gone.length > 0;
  const sections = [
    heading(result, style),
    unreviewedLines(result, view === "all" ? Number.POSITIVE_INFINITY : SHOWN_ROWS, style),
    goneLines(standing.gone, view === "all" ? Number.POSITIVE_INFINITY : SHOWN_GONE, style),
    !isPresent || isNews ? nextLines(result, style) : [],
  ];
  return textOf(sections);
}

/** What was accepted, and what is left. */
export function acceptedReport(
  before: ReviewResult,
  after: ReviewResult,
  outcome: "written" | "unchanged",
  style: Style,
): string {
  const file = printable(after.file);
  const left = after.standing.unreviewed.length;
  const leftLines =
    left === 0
      ? []
      : [`${INDENT}${style.yellow("!")} ${counted(left, "operation")} still to be reviewed.`];
  if (outcome === "unchanged") {
    return textOf([
      [`${style.green("✓")} ${file} says so already. Nothing was written.`, ...leftLines],
    ]);
  }
  const accepted = before.standing.unreviewed.length - left;
  const removed = before.standing.gone.length - after.standing.gone.length;
  const parts = [
    `${counted(accepted, "operation")} accepted`,
    ...(removed > 0 ? [`${removed} taken out`] : []),
    `${after.standing.reviewed} reviewed in all`,
  ];
  return textOf([
    [
      `${style.green("✓")} ${file}: ${parts.join(", ")}.`,
      ...leftLines,
      `${INDENT}Compile again and commit both: the package holds what was decided.`,
    ],
  ]);
}

function heading(
  { api, file, isPresent, standing }: ReviewResult,
  style: Style,
): readonly string[] {
  const title = `${style.bold(printable(api.title))} ${style.dim(api.version)}`;
  const where = printable(file);
  if (!isPresent) {
    return [
      `${title}: there is no ${where} yet, so nothing is held to a review.`,
      `${INDENT}It lists the operations that somebody has looked at. From then on a write that is new, or an operation that does`,
      `${INDENT}more than it did, is denied until it is accepted, and \`compile --check\` says so.`,
    ];
  }
  const { unreviewed, reviewed } = standing;
  if (unreviewed.length === 0) {
    return [
      `${style.green("✓")} ${title}: nothing is new since the last review. ${style.dim(`${counted(reviewed, "operation")} in ${where}`)}`,
    ];
  }
  return [
    `${title}: ${counted(unreviewed.length, "operation")} new since the last review. ${style.dim(`${reviewed} reviewed in ${where}`)}`,
  ];
}

/** What is unreviewed, by effect. */
function inOrder({ standing }: ReviewResult): readonly (readonly Unreviewed[])[] {
  return ORDER.map((effect) =>
    standing.unreviewed.filter(({ operation }) => operation.effect === effect),
  );
}

function unreviewedLines(result: ReviewResult, most: number, style: Style): readonly string[] {
  const groups = inOrder(result);
  const shown = groups.flat().slice(0, most);
  const rows = table(
    shown.map((one) => cells(one, result, style)),
    INDENT + INDENT,
  );
  const hidden = result.standing.unreviewed.length - shown.length;
  const lines = ORDER.flatMap((effect, at) => {
    const all = groups[at]?.length ?? 0;
    const own = rows.filter((_, row) => shown[row]?.operation.effect === effect);
    const name = EFFECT_STYLES[effect](style)(effect);
    return all === 0 ? [] : [`${INDENT}${name} ${style.dim(String(all))}`, ...own];
  });
  return hidden > 0 ? [...lines, `${INDENT}${style.dim(`and ${hidden} more: --all`)}`] : lines;
}

/** Name, what happens to a call (now → once accepted), why it has its effect, and its route. */
function cells(
  { operation, was }: Unreviewed,
  result: ReviewResult,
  style: Style,
): readonly Cell[] {
  const now = decide(operation, result.api.policy, NO_FLAGS).decision;
  const then = decide(operation, result.accepted, NO_FLAGS).decision;
  const reason = effectReasonText(operation);
  return [
    { text: operation.id, style: style.bold },
    { text: now === then ? now : `${now} → ${then}` },
    { text: was === undefined ? reason : `${reason}, was ${was}` },
    { text: printable(routeOf(operation), MOST_ROUTE), style: style.dim },
  ];
}

function goneLines(gone: readonly string[], most: number, style: Style): readonly string[] {
  if (gone.length === 0) return [];
  const hidden = gone.length - most;
  return [
    `${INDENT}gone ${style.dim(String(gone.length))}`,
    ...gone.slice(0, most).map((route) => `${INDENT}${INDENT}${printable(route, MOST_ROUTE)}`),
    ...(hidden > 0 ? [`${INDENT}${style.dim(`and ${hidden} more: --all`)}`] : []),
  ];
}

function nextLines(result: ReviewResult, style: Style): readonly string[] {
  const command = `codemode review ${shellWord(result.specPath)}`;
  const [first] = inOrder(result).flat();
  const rows = [
    [
      `${command} --accept`,
      result.isPresent ? "accept all of it" : "write it, with every operation as reviewed",
    ],
    ...(result.isPresent && first !== undefined
      ? [
          [
            `${command} --deny ${shellWord(first.operation.id)}`,
            `or --allow, --ask, --accept with names, routes, "${first.operation.namespace}.*"`,
          ],
        ]
      : []),
  ];
  return table(
    rows.map(([text = "", note = ""]) => [{ text }, { text: note, style: style.dim }]),
    INDENT,
  );
}

function textOf(sections: readonly (readonly string[])[]): string {
  const said = sections.filter((lines) => lines.length > 0);
  return `${said.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
