import type { Comparison } from "../diff/comparison.js";
import type { Finding, Severity } from "../diff/finding.js";
import { inlineText } from "../emit/markdown.js";
import {
  ignoreNotes,
  nothingText,
  ofSeverity,
  SEVERITY_NAMES,
  severityCounts,
  subjectNote,
  subjectText,
  versionsText,
} from "./diff-groups.js";
import type { Extent } from "./diff-text.js";
import {
  changedSurfaces,
  type Figures,
  figures,
  grown,
  reasonText,
  sampleNote,
  surfaceFigures,
} from "./diff-tokens-text.js";

/** A comment of GitHub may have 65,536 characters; the rest of the room is for what stands around the tables. */
const MOST_CHARACTERS: Readonly<Record<Severity | "tokens", number>> = {
  breaking: 30_000,
  "possibly-breaking": 12_000,
  safe: 10_000,
  tokens: 6_000,
};
const CELL = 240;

/** The report for a comment on a pull request: what breaks at once, the rest to be opened. */
export function diffMarkdown(comparison: Comparison, extent: Extent): string {
  const nothing = nothingText(comparison);
  if (nothing !== undefined) return `${nothing}\n`;
  const { before, after, findings, accepted } = comparison;
  const counts = findings.length === 0 ? "Nothing that counts" : severityCounts(findings);
  const taken = accepted.length === 0 ? "" : `, ${accepted.length} accepted`;
  const sections = [
    `### ${inlineText(after.api.title, 80)} ${inlineText(versionsText(comparison), 60)}`,
    `**${counts}**${taken}. ${before.api.operations.length} → ${after.api.operations.length} operations, from ${inlineText(before.name, 120)} to ${inlineText(after.name, 120)}.`,
    findingsTable(ofSeverity(findings, "breaking"), "breaking", extent),
    details(ofSeverity(findings, "possibly-breaking"), "possibly-breaking", extent),
    details(ofSeverity(findings, "safe"), "safe", extent),
    tokens(comparison, extent),
    ...[
      ignoreNotes(comparison)
        .map((note) => `- ${inlineText(note, CELL)}`)
        .join("\n"),
    ],
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function details(findings: readonly Finding[], severity: Severity, extent: Extent): string {
  if (findings.length === 0) return "";
  const summary = `${findings.length} ${SEVERITY_NAMES[severity]}`;
  return collapsed(summary, findingsTable(findings, severity, extent));
}

function findingsTable(findings: readonly Finding[], severity: Severity, extent: Extent): string {
  if (findings.length === 0) return "";
  const rows = findings.map(({ subject, at, message, code }) => {
    const note = subject.kind === "type" ? ` (${subjectNote(subject)})` : "";
    const where = `${subjectText(subject)}${note}`;
    return row([text(where), text(at), text(message), code]);
  });
  return tableOf(["where", "at", "change", "code"], rows, MOST_CHARACTERS[severity], extent);
}

function tokens({ tokens: changes }: Comparison, extent: Extent): string {
  const surfaces = changedSurfaces(changes).map(surfaceFigures);
  if (surfaces.length + changes.operations.length === 0) return "";
  const rows = [
    ...surfaces.map((one) => figuresRow(one, "")),
    ...changes.namespaces.map((one) =>
      figuresRow(figures(`${one.namespace}.*, answers`, one.before, one.after), ""),
    ),
    ...(extent === "all" ? changes.operations : grown(changes)).map((one) =>
      figuresRow(figures(one.operation, one.before, one.after), reasonText(one)),
    ),
  ];
  const list = surfaces.find(({ label }) => label === "tools list");
  const summary = `Tokens${list === undefined ? "" : `: tools list ${list.change}`}`;
  const columns = ["o200k_base", "before", "after", "change", "why"];
  const table = tableOf(columns, rows, MOST_CHARACTERS.tokens, extent);
  const sample = sampleNote(changes);
  return collapsed(summary, sample === "" ? table : `${table}\n\n${sample}.`);
}

function figuresRow({ label, before, after, change }: Figures, why: string): string {
  return row([text(label), before, after, change, text(why)]);
}

/** As many rows as have room. */
function tableOf(
  columns: readonly string[],
  rows: readonly string[],
  most: number,
  extent: Extent,
): string {
  const shown: string[] = [];
  let characters = 0;
  for (const line of rows) {
    characters += line.length + 1;
    if (extent === "screen" && characters > most) break;
    shown.push(line);
  }
  const hidden = rows.length - shown.length;
  const table = [row(columns), row(columns.map(() => "---")), ...shown].join("\n");
  return hidden === 0 ? table : `${table}\n\nand ${hidden} more.`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function text(value: string): string {
  return inlineText(value, CELL);
}

/** What GitHub shows when it is opened. Markdown inside needs the empty lines. */
function collapsed(summary: string, content: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
