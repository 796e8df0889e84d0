import type { Compilation } from "../compile.js";
import { fillTemplate, type Template } from "../emit/template.js";
import type { Figures } from "../evaluation/metric.js";
import { askingWord } from "../ir/effects.js";
import { routeOf } from "../review/standing.js";
import type { Api } from "../runtime/api/api.js";
import { literal } from "../runtime/api/literal.js";

/** Candidates for a lower effect that are written out; `codemode inspect --effects` has all of them. */
const MOST_CANDIDATES = 40;
/** Minima stand on steps of a twentieth, and limits on steps of so many tokens. */
const STEPS = 20;
const TOKEN_STEP = 50;
/** How much a limit leaves to grow. */
const ROOM = 1.2;

/** Golden queries that the configuration names, and what the search reaches with them. */
export interface FirstQueries {
  readonly file: string;
  readonly figures: Figures;
}

/** What the command line says, and what was measured. */
export interface FirstSettings {
  readonly queries: FirstQueries | undefined;
  /** Relative to the configuration. */
  readonly overlays: readonly string[];
}

/** The text of a first configuration: what holds today, and what somebody has to decide as comments. */
export function firstConfig(
  { api, package: facts, budget }: Compilation,
  { queries, overlays }: FirstSettings,
  template: Template,
): string {
  return fillTemplate(template, {
    name: api.name,
    example: api.operations[0]?.id ?? "namespace.method",
    nameLiteral: literal(api.name),
    packageLiteral: literal(facts.name),
    overlays: overlays.length === 0 ? "" : `  "overlays": ${literal(overlays)},\n\n`,
    effects: effectsText(api),
    queries: queries === undefined ? "" : queriesText(queries),
    budgets: budgetsText(budget),
  });
}

/** How many operations the configuration offers to lower. */
export function candidatesOf({ operations }: Api): number {
  return operations.filter((operation) => askingWord(operation) !== undefined).length;
}

function effectsText(api: Api): string {
  const candidates = api.operations.flatMap((operation) => {
    const word = askingWord(operation);
    return word === undefined ? [] : [`${literal(routeOf(operation))}: "read", // “${word}”`];
  });
  if (candidates.length === 0) return "";
  const hidden = candidates.length - MOST_CANDIDATES;
  return [
    "  // Writes that may only read, going by a word of each. Remove the // in front of those that do: they then run without a question.",
    '  "effects": {',
    ...candidates.slice(0, MOST_CANDIDATES).map((line) => `    // ${line}`),
    ...(hidden > 0 ? [`    // and ${hidden} more: codemode inspect --effects`] : []),
    "  },",
    "",
    "",
  ].join("\n");
}

function queriesText({ file, figures }: FirstQueries): string {
  const minima = (["recall@10", "answer"] as const).map(
    (metric) => `${literal(metric)}: ${minimumFor(figures[metric])}`,
  );
  return [
    "  // What the search has to reach. The first rows are the document's own words, and easy: add requests as people make them.",
    `  "queries": { "file": ${literal(file)}, "min": { ${minima.join(", ")} } },`,
    "",
    "",
  ].join("\n");
}

function budgetsText({
  toolsList,
  instructions,
  skillListing,
  skill,
}: Compilation["budget"]): string {
  const limits = Object.entries({ toolsList, instructions, skillListing, skill }).map(
    ([figure, tokens]) => `"${figure}": ${limitFor(tokens)}`,
  );
  return [
    "  // The most tokens that each may cost: what it is today and a fifth.",
    `  "budgets": { ${limits.join(", ")} },`,
    "",
    "",
  ].join("\n");
}

/** The next step below what is reached today, so that one request more or less does not decide. */
function minimumFor(found: number): number {
  return Math.max(0, Math.ceil(found * STEPS - 1e-9) - 1) / STEPS;
}

function limitFor(tokens: number): number {
  return Math.ceil((tokens * ROOM) / TOKEN_STEP) * TOKEN_STEP;
}
