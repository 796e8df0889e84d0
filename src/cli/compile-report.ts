import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { printable } from "../diagnostics/printable.js";
import type { Budget } from "../emit/budget.js";
import { largestNamespaces } from "../emit/namespace-sizes.js";
import { estimateText } from "../emit/package/readme.js";
import { EFFECTS } from "../emit/policy-text.js";
import { thousands } from "../emit/thousands.js";
import { askingWord } from "../ir/effects.js";
import type { Plan } from "../output/plan.js";
import type { Api } from "../runtime/api/api.js";
import { bar } from "./bar.js";
import type { CompileResult } from "./compile-result.js";
import type { Gate } from "./gate.js";
import { shellWord } from "./shell-word.js";
import { type Cell, counted, table } from "./table.js";
import type { Style } from "./terminal.js";

const INDENT = "  ";
const BAR_WIDTH = 32;
/** Namespaces, files and details of a gate that are named before the rest is only counted: all gates together fit on a screen. */
const NAMED_NAMESPACES = 6;
const NAMED_FILES = 6;
const NAMED_DETAILS = 6;

/**
 * What `compile` did, for a person. `findings` are the rendered diagnostics, empty when there are none. The answer of `--check` has what was
 * asked alone.
 */
export function compileReport(
  result: CompileResult,
  findings: readonly string[],
  style: Style,
): string {
  const { api } = result;
  const heading = `${style.bold(printable(api.title))} ${style.dim(`${api.version} → ${result.package.name}`)}`;
  const answer = [
    ...outcomeLines(result, style),
    ...result.gates.flatMap((gate) => gateLines(gate, style)),
  ];
  const isCheck = result.outcome === "fresh" || result.outcome === "stale";
  const sections = isCheck
    ? [[heading], findings, answer]
    : [[heading], inventory(api, style), findings, budgetLines(result.budget, api, style), answer];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** The number of findings, where nobody asked what they are. */
export function findingsCount(diagnostics: readonly Diagnostic[], style: Style): readonly string[] {
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  const notes = diagnostics.length - warnings;
  if (diagnostics.length === 0) return [];
  const said = [
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
    ...(notes > 0 ? [counted(notes, "note")] : []),
  ];
  return [
    `${INDENT}${style.dim(`${said.join(" and ")} about the document: the same command without --check tells them.`)}`,
  ];
}

function inventory(api: Api, style: Style): readonly string[] {
  const effects = EFFECTS.flatMap((effect) => {
    const count = api.operations.filter((operation) => operation.effect === effect).length;
    return count === 0 ? [] : [`${thousands(count)} ${effect}`];
  });
  const largest = largestNamespaces(api)
    .slice(0, NAMED_NAMESPACES)
    .map(({ namespace, operations }) => `${namespace.name} ${operations.length}`);
  const hidden = api.namespaces.length - largest.length;
  const rows: readonly [number, string, readonly string[]][] = [
    [api.operations.length, "operation", effects],
    [api.namespaces.length, "namespace", hidden > 0 ? [...largest, `${hidden} more`] : largest],
    [api.types.length, "type", []],
  ];
  const asking = api.operations.filter((operation) => askingWord(operation) !== undefined).length;
  const note = `${INDENT}${style.dim(`${counted(asking, "write")} may only read (POST … search, query …): \`codemode inspect --effects\` shows which; \`effects\` in the configuration lowers one.`)}`;
  const inventory = table(
    rows.map(([count, noun, details]): readonly Cell[] => [
      { text: thousands(count), align: "right", style: style.bold },
      { text: `${noun}${count === 1 ? "" : "s"}` },
      { text: details.join(" · "), style: style.dim },
    ]),
    INDENT,
  );
  return asking === 0 ? inventory : [...inventory, note];
}

/** The bars share one scale, so that the first is next to nothing: that is the point of it. */
function budgetLines(budget: Budget, api: Api, style: Style): readonly string[] {
  const surface = budget.toolsList + budget.instructions;
  const alternative = budget.oneToolPerOperation;
  const times = Math.floor(alternative.tokens / surface);
  const row = (label: string, amount: string, tokens: number, note: string): readonly Cell[] => [
    { text: label },
    { text: amount, align: "right" },
    {
      text: `${bar(tokens / Math.max(surface, alternative.tokens), BAR_WIDTH)}${note}`,
      style: style.cyan,
    },
  ];
  return [
    `${INDENT}${style.bold("What an agent pays in context")} ${style.dim("(tokens, o200k_base)")}`,
    ...table(
      [
        row("search + execute", thousands(surface), surface, ""),
        row(
          `${thousands(api.operations.length)} separate tools`,
          estimateText(alternative),
          alternative.tokens,
          times >= 2 ? ` ${thousands(times)}×` : "",
        ),
      ],
      INDENT,
    ),
    `${INDENT}${style.dim(`The skill: ${thousands(budget.skillListing)} listed, ${thousands(budget.skill)} when an agent opens it.`)}`,
  ];
}

function outcomeLines(result: CompileResult, style: Style): readonly string[] {
  const { plan, output } = result;
  const time = style.dim(`${(result.milliseconds / 1_000).toFixed(1)} s`);
  const where = printable(output);
  switch (result.outcome) {
    case "fresh":
      return [
        `${style.green("✓")} ${where} is up to date: ${counted(plan.unchanged, "file")}. ${time}`,
      ];
    case "stale":
      return [
        `${style.red("✗")} ${where} is out of date. Nothing was written (--check). ${time}`,
        ...changes(plan, style),
        `${INDENT}Run the same command without --check, and commit what it writes.`,
      ];
    case "held-back":
      return [`${style.red("✗")} Nothing was written: --strict takes no warnings. ${time}`];
    case "protected":
      return [
        `${style.red("✗")} Nothing was written: what is not understood of this schema would be lost. ${time}`,
        `${INDENT}Correct it, or write into another folder with -o.`,
      ];
    case "written":
      return [
        `${style.green("✓")} ${where}: ${writtenText(plan)}. ${time}`,
        ...warnings(plan, style),
        `${INDENT}${style.dim(`Try it: codemode search ${shellWord(output)} "…". Connect an agent: ${shellWord(output)}/README.md.`)}`,
      ];
  }
}

/** What was held in a line; what was missed with what to do. */
function gateLines({ passed, summary, details, fix }: Gate, style: Style): readonly string[] {
  if (passed) return [`${style.green("✓")} ${summary}.`];
  const hidden = details.length - NAMED_DETAILS;
  return [
    `${style.red("✗")} ${summary}.`,
    ...details.slice(0, NAMED_DETAILS).map((line) => `${INDENT}${line}`),
    ...(hidden > 0 ? [`${INDENT}${style.dim(`and ${hidden} more`)}`] : []),
    `${INDENT}${fix}`,
  ];
}

function writtenText(plan: Plan): string {
  const parts = [
    [plan.writes.length, "written"],
    [plan.deletes.length, "deleted"],
    [plan.unchanged, "unchanged"],
  ] as const;
  const said = parts.filter(([count]) => count > 0);
  return said
    .map(([count, what], at) => `${at === 0 ? counted(count, "file") : count} ${what}`)
    .join(", ");
}

function warnings(plan: Plan, style: Style): readonly string[] {
  const edited = plan.writes.filter(({ kind }) => kind === "edited");
  return [
    ...edited.map(
      ({ file }) =>
        `${INDENT}${style.yellow("!")} ${file.path} had been edited by hand; it was overwritten`,
    ),
    ...plan.kept.map(
      (path) =>
        `${INDENT}${style.yellow("!")} ${printable(path)} is no longer part of the package, but was edited by hand; it was kept`,
    ),
  ];
}

function changes(plan: Plan, style: Style): readonly string[] {
  const marks = { created: "+", updated: "~", edited: "~" } as const;
  const lines = [
    ...plan.writes.map(({ file, kind }) => `${marks[kind]} ${file.path}`),
    ...plan.deletes.map((path) => `- ${printable(path)}`),
  ];
  const hidden = lines.length - NAMED_FILES;
  return [
    ...lines.slice(0, NAMED_FILES).map((line) => `${INDENT}${line}`),
    ...(hidden > 0 ? [`${INDENT}${style.dim(`and ${hidden} more`)}`] : []),
  ];
}
