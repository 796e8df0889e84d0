import { printable } from "../diagnostics/printable.js";
import { type Comparison, PARTS, partOf, SEVERITIES } from "../diff/comparison.js";
import { type Finding, fingerprint, type Severity } from "../diff/finding.js";
import type { Part } from "../diff/rule.js";
import {
  codeCounts,
  type Group,
  groupsOf,
  nothingText,
  ofSeverity,
  SEVERITY_NAMES,
  subjectNote,
  subjectText,
  versionsText,
} from "./diff-groups.js";
import {
  changedSurfaces,
  type Figures,
  figures,
  grown,
  reasonText,
  sampleNote,
  surfaceFigures,
} from "./diff-tokens-text.js";
import { type Cell, counted, table } from "./table.js";
import type { Style } from "./terminal.js";

/** How much is shown: what fits a screen, or everything with the fingerprints that an ignore file takes. */
export type Extent = "screen" | "all";

/** Lines of findings that a screen has room for, so that every part is seen; safe ones are only counted. */
const SHOWN_LINES: Readonly<Record<Exclude<Severity, "safe">, Readonly<Record<Part, number>>>> = {
  breaking: { api: 12, agents: 5, tokens: 3 },
  "possibly-breaking": { api: 5, agents: 4, tokens: 2 },
};
const SHOWN_OPERATIONS = 4;
const MESSAGE = 160;

/** The report for people: counts, then the worst first, then tokens. */
export function diffText(comparison: Comparison, extent: Extent, style: Style): string {
  const nothing = nothingText(comparison);
  if (nothing !== undefined) return `${nothing}\n`;
  const { findings } = comparison;
  const sections = [
    head(comparison, style),
    counts(findings, style),
    ...SEVERITIES.map((severity) => severityLines(findings, severity, extent, style)),
    tokenLines(comparison, extent, style),
    endLines(comparison, extent, style),
  ];
  const shown = sections.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function head(comparison: Comparison, style: Style): readonly string[] {
  const { before, after } = comparison;
  const { title } = after.api;
  const operations = `${before.api.operations.length} → ${counted(after.api.operations.length, "operation")}`;
  return [
    `${style.bold(printable(title, 80))} ${printable(versionsText(comparison), 60)}, ${operations}`,
    style.dim(`${printable(before.name, 120)} → ${printable(after.name, 120)}`),
  ];
}

function counts(findings: readonly Finding[], style: Style): readonly string[] {
  const right = (text: string, colour?: (text: string) => string): Cell => ({
    text,
    align: "right",
    ...(colour !== undefined && { style: colour }),
  });
  const rows = PARTS.map((part) => {
    const own = findings.filter((finding) => partOf(finding) === part);
    return [
      { text: part },
      ...SEVERITIES.map((severity) => {
        const { length } = ofSeverity(own, severity);
        return right(
          length === 0 ? "-" : String(length),
          length === 0 ? style.dim : colourOf(severity, style),
        );
      }),
    ];
  });
  const names = SEVERITIES.map((severity) => right(SEVERITY_NAMES[severity]));
  return table([[{ text: "" }, ...names], ...rows], "");
}

function colourOf(severity: Severity, style: Style): (text: string) => string {
  switch (severity) {
    case "breaking":
      return style.red;
    case "possibly-breaking":
      return style.yellow;
    case "safe":
      return style.green;
  }
}

function severityLines(
  findings: readonly Finding[],
  severity: Severity,
  extent: Extent,
  style: Style,
): readonly string[] {
  const own = ofSeverity(findings, severity);
  if (own.length === 0) return [];
  const title = colourOf(severity, style)(style.bold(SEVERITY_NAMES[severity]));
  if (severity === "safe" && extent === "screen") {
    return [`${title}  ${own.length}: ${codeCounts(own)}`];
  }
  const parts = PARTS.flatMap((part) => {
    const most =
      extent === "all" || severity === "safe"
        ? Number.POSITIVE_INFINITY
        : SHOWN_LINES[severity][part];
    const findingsOfPart = own.filter((finding) => partOf(finding) === part);
    return partLines(findingsOfPart, part, most, extent, style);
  });
  return [title, ...parts];
}

function partLines(
  findings: readonly Finding[],
  part: Part,
  most: number,
  extent: Extent,
  style: Style,
): readonly string[] {
  const lines: string[] = [];
  let shown = 0;
  for (const group of groupsOf(findings)) {
    const room = most - lines.length;
    if (room < 1) break;
    const some = group.findings.slice(0, Math.max(1, room - 1));
    lines.push(...groupLines({ ...group, findings: some }, extent, style));
    shown += some.length;
  }
  const hidden = findings.length - shown;
  if (hidden > 0) lines.push(style.dim(`  and ${hidden} more (${part}); --all shows them`));
  return lines;
}

function groupLines({ subject, findings }: Group, extent: Extent, style: Style): readonly string[] {
  const note = subjectNote(subject);
  const title = `  ${style.bold(printable(subjectText(subject), 100))}`;
  const messageOf = ({ message }: Finding) =>
    printable(message, extent === "all" ? 1_000 : MESSAGE);
  const [only] = findings;
  if (extent === "screen" && findings.length === 1 && only !== undefined && only.at === "") {
    return [`${title}  ${messageOf(only)}`];
  }
  const lines = findings.flatMap((finding) => {
    const at = finding.at === "" ? "" : `${style.cyan(printable(finding.at, 80))}  `;
    const line = `    ${at}${messageOf(finding)}`;
    if (extent === "screen") return [line];
    return [line, `      ${style.dim(printable(fingerprint(finding), 1_000))}`];
  });
  return [note === "" ? title : `${title}  ${style.dim(printable(note, 100))}`, ...lines];
}

function tokenLines({ tokens }: Comparison, extent: Extent, style: Style): readonly string[] {
  const surfaces = changedSurfaces(tokens).map(surfaceFigures);
  const operations =
    extent === "all" ? tokens.operations : grown(tokens).slice(0, SHOWN_OPERATIONS);
  const namespaces = extent === "all" ? tokens.namespaces : [];
  if (surfaces.length + tokens.operations.length === 0) return [];
  const rows = [
    ...surfaces.map((row) => cells(row, "", style)),
    ...namespaces.map((one) =>
      cells(figures(`${one.namespace}.*, answers`, one.before, one.after), "", style),
    ),
    ...operations.map((one) =>
      cells(figures(one.operation, one.before, one.after), reasonText(one), style),
    ),
  ];
  const hidden = tokens.operations.length - operations.length;
  const sample = sampleNote(tokens);
  return [
    `${style.bold("tokens")} ${style.dim("(o200k_base)")}`,
    ...table(rows, "  "),
    ...(hidden > 0
      ? [style.dim(`  and ${counted(hidden, "operation")} more; --all shows them`)]
      : []),
    ...(sample === "" ? [] : [style.dim(`  ${sample}`)]),
  ];
}

function cells({ label, before, after, change }: Figures, why: string, style: Style): Cell[] {
  return [
    { text: printable(label, 60) },
    { text: before, align: "right" },
    { text: "→" },
    { text: after, align: "right" },
    { text: change, align: "right" },
    { text: printable(why, MESSAGE), style: style.dim },
  ];
}

/** What else there is: snippets, golden queries, accepted changes. */
function endLines(comparison: Comparison, extent: Extent, style: Style): readonly string[] {
  const { accepted, queries, snippets } = comparison;
  const missing = queries.flatMap((one) => one.missing);
  const rows = queries.reduce((sum, one) => sum + one.after.rows.length, 0);
  const shown = extent === "all" ? accepted : [];
  return [
    ...(snippets === undefined
      ? []
      : [
          `snippets: ${snippets.checked} checked, ${snippets.broken.length} broken, ${snippets.failedBefore} failed before already`,
        ]),
    ...(queries.length === 0
      ? []
      : [
          `golden queries: ${rows} measured${missing.length === 0 ? "" : `, ${missing.length} not, since a version has not what they want`}`,
        ]),
    ...missing
      .slice(0, extent === "all" ? missing.length : 0)
      .map(({ line, query, gold, from }) =>
        printable(
          `  line ${line}: ${JSON.stringify(query)} wants ${gold}, not in the ${versionName(from)}`,
        ),
      ),
    ...(accepted.length === 0 ? [] : [`accepted: ${counted(accepted.length, "change")}`]),
    ...shown.map(({ finding, ignored }) =>
      style.dim(`  ${printable(fingerprint(finding))}: ${printable(ignored.reason)}`),
    ),
  ];
}

function versionName(from: "before" | "after" | "both"): string {
  switch (from) {
    case "before":
      return "old version";
    case "after":
      return "new version";
    case "both":
      return "old version nor in the new one";
  }
}
