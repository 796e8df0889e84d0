import type { Alternative } from "../budget/alternatives.js";
import type { Texts } from "../budget/answers.js";
import type { AnswerCause, ToolCause } from "../budget/causes.js";
import { alternativeTokens, type BudgetReport, isWithin, surfaceTokens } from "../budget/report.js";
import type { Size } from "../budget/size.js";
import type { ClientVerdict, Surface } from "../budget/surface.js";
import { printable } from "../diagnostics/printable.js";
import { thousands } from "../emit/thousands.js";

/** A line of the table of surfaces, for text and Markdown alike. */
export interface SurfaceRow {
  readonly label: string;
  readonly size: Size;
  /** Of what the size is one: a percentile of several texts, or nothing. */
  readonly of: "" | "p50" | "p95" | "most" | "sum";
  readonly limits: readonly ClientVerdict[];
  /** How many texts were measured of how many, where that matters. */
  readonly note: string;
}

/** A surface as one line, or a line for each percentile. */
export function surfaceRows(
  surface: Surface,
  source: BudgetReport["queries"],
): readonly SurfaceRow[] {
  const { label, limits } = surface;
  switch (surface.kind) {
    case "text":
      return [{ label, size: surface.size, of: "", limits, note: "" }];
    case "texts": {
      const { p50, p95, max } = surface.texts;
      return [
        {
          label,
          size: p50,
          of: "p50",
          limits: [],
          note: sampleText(surface.name, surface.texts, source),
        },
        { label: "", size: p95, of: "p95", limits: [], note: "" },
        { label: "", size: max, of: "most", limits, note: "" },
      ];
    }
    case "files": {
      const { texts, sum } = surface;
      const note = `${thousands(texts.of)} ${texts.of === 1 ? "file" : "files"}`;
      return [
        { label, size: sum, of: "sum", limits, note },
        { label: "", size: texts.max, of: "most", limits: [], note: "" },
      ];
    }
  }
}

/** What the texts were made with: `100 of 1,158 summaries`. */
function sampleText(
  name: Surface["name"],
  { measured, of }: Texts,
  source: BudgetReport["queries"],
): string {
  const nouns: { readonly [N in Surface["name"]]?: string } = {
    searchAnswer: source === "golden" ? "golden queries" : "summaries",
    operationAnswer: "operations",
    error: "wrong calls",
  };
  const noun = nouns[name] ?? "texts";
  return measured === of
    ? `all ${thousands(of)} ${noun}`
    : `${thousands(measured)} of ${thousands(of)} ${noun}, evenly spread`;
}

/** `2,048 characters (Claude Code cuts there)`. */
export function limitText({ max, unit, by, beyond, found }: ClientVerdict): string {
  const most = `${thousands(max)} ${unit}`;
  switch (beyond) {
    case "cut":
      return `${thousands(found)} of ${most}, ${by} cuts there`;
    case "refused":
      return `${thousands(found)} of ${most}, ${by}`;
    case "listed":
      return `${by} lists the first ${most}`;
    case "advised":
      return `${thousands(found)} of ${most}, advised by ${by}`;
    case "promised":
      return `at most ${most}`;
  }
}

/** An alternative beside this package. */
export interface AlternativeRow {
  readonly label: string;
  /** `≈ 380,842`; `n/a` where it does not apply. */
  readonly amount: string;
  readonly tokens: number | undefined;
  /** How many times the package's own. */
  readonly times: number | undefined;
  readonly note: string;
}

/** This package first, then the alternatives. */
export function alternativeRows({
  surfaces,
  alternatives,
}: BudgetReport): readonly AlternativeRow[] {
  const own = surfaceTokens(surfaces);
  return [
    {
      label: "this package: tools and instructions",
      amount: thousands(own),
      tokens: own,
      times: undefined,
      note: "",
    },
    ...alternatives.map((alternative): AlternativeRow => {
      const tokens = alternativeTokens(alternative);
      return {
        label: alternative.label,
        amount: amountOf(alternative),
        tokens,
        times: tokens === undefined ? undefined : tokens / own,
        note: noteOf(alternative),
      };
    }),
  ];
}

function amountOf(alternative: Alternative): string {
  switch (alternative.kind) {
    case "measured":
      return `${alternative.size.exact ? "" : "≈ "}${thousands(alternative.size.o200k_base)}`;
    case "published":
      return thousands(alternative.tokens);
    case "not-applicable":
      return "n/a";
  }
}

function noteOf(alternative: Alternative): string {
  switch (alternative.kind) {
    case "measured":
      return "";
    case "published":
      return `published, not measured: ${alternative.source}`;
    case "not-applicable":
      return alternative.why;
  }
}

/** `3.4×`, `1,284×`. */
export function timesText(times: number): string {
  return times < 10 ? `${times.toFixed(1)}×` : `${thousands(Math.floor(times))}×`;
}

/** Why a type makes answers expensive, and what would make it cheaper. */
export function answerCauseText({ type, properties, addresses, tokens, operations }: AnswerCause): {
  readonly reason: string;
  readonly hint: string;
} {
  const members = properties === 0 ? "" : ` of ${properties} properties`;
  const reason = `type ${type}${members}: ${thousands(tokens)} tokens in full, reached by ${thousands(operations)} ${operations === 1 ? "answer" : "answers"}`;
  if (addresses * 4 >= properties && addresses > 4) {
    return {
      reason,
      hint: `${addresses} of its properties are addresses; an overlay that removes those nobody follows makes room for the others`,
    };
  }
  if (properties > 40) {
    return { reason, hint: "a smaller type for lists leaves room for what else an answer shows" };
  }
  return { reason, hint: "" };
}

/** Why an enum or description makes tool definitions expensive, and what answers make of it. */
export function toolCauseText(cause: ToolCause): {
  readonly reason: string;
  readonly hint: string;
} {
  const { kind, at, length, inSchema, inAnswer, places, times } = cause;
  const what =
    kind === "enum"
      ? `enum ${printable(at, 120)} of ${thousands(length)} values`
      : `description of ${printable(at, 120)}, ${thousands(length)} characters`;
  const elsewhere = places > 1 ? `, the same in ${thousands(places)} places` : "";
  const often = times > 1 ? `, written ${thousands(times)} times as tools` : "";
  const shortened = inAnswer < inSchema ? `, shortened to ${thousands(inAnswer)} in answers` : "";
  return {
    reason: `${what}${elsewhere}: ${thousands(inSchema)} tokens in the schema${often}${shortened}`,
    hint:
      kind === "enum"
        ? "a `format` or `pattern` in its place costs next to nothing, where values need not be listed"
        : "answers show its first sentence only: say there what a caller has to know",
  };
}

/** One line: whether all limits hold. */
export function outcomeText(report: BudgetReport): string {
  if (isWithin(report)) {
    const { length } = report.limits;
    return length === 0
      ? "Every limit of clients holds; `budgets` in the configuration sets your own."
      : `${length === 1 ? "Your limit holds" : `All ${length} of your limits hold`}, and every limit of clients.`;
  }
  return "A limit is exceeded.";
}

/** The lines that say which limits are broken. */
export function brokenLines({ limits, surfaces }: BudgetReport): readonly string[] {
  return [
    ...limits.filter(({ met }) => !met).map(({ message }) => message),
    ...surfaces.flatMap((surface) =>
      surface.limits
        .filter(({ met, beyond }) => !met && beyond !== "listed" && beyond !== "advised")
        .map(
          ({ found, max, unit, by }) =>
            `${surface.label}: ${thousands(found)} ${unit}, more than the ${thousands(max)} of ${by}`,
        ),
    ),
  ];
}
