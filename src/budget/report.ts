import { toolDefinitions } from "../emit/tools/definitions.js";
import type { Api } from "../runtime/api/api.js";
import { type Alternative, alternativesOf, type DocumentText } from "./alternatives.js";
import { searchOf } from "./answers.js";
import { type Breakdown, breakDown } from "./breakdown.js";
import type { BudgetLimits, Figures } from "./figure.js";
import { judgeLimits, type LimitVerdict } from "./limits.js";
import { figuresOf, measureSurfaces } from "./measure-surfaces.js";
import type { Subject } from "./subject.js";
import { isFailing, type Surface } from "./surface.js";

/** What `codemode budget` tells. */
export interface BudgetReport {
  readonly api: Api;
  readonly queries: Subject["queries"]["source"];
  readonly surfaces: readonly Surface[];
  readonly alternatives: readonly Alternative[];
  readonly breakdown: Breakdown;
  /** The limits of the configuration. */
  readonly limits: readonly LimitVerdict[];
}

/** What figures are held to. */
export interface Standard {
  readonly limits: BudgetLimits;
  /** The figures that growth is counted from. */
  readonly before: Figures | undefined;
}

/** Called when a step begins, with its place in `REPORT_STEPS`. */
export type StepListener = (at: number) => void;

export const REPORT_STEPS = ["Asking the search", "Comparing", "Looking for what is expensive"];

/** Measures everything. `most` operations are told of one by one. */
export async function budgetReport(
  subject: Subject,
  document: DocumentText | undefined,
  standard: Standard,
  most: number,
  onStep: StepListener,
): Promise<BudgetReport> {
  const { api } = subject;
  onStep(0);
  const search = searchOf(subject);
  const surfaces = await measureSurfaces(subject, search);
  onStep(1);
  const tools = toolDefinitions(api);
  const alternatives = alternativesOf(api, tools, document);
  onStep(2);
  const breakdown = breakDown(api, tools, perCharacter(alternatives), search, most);
  return {
    api,
    queries: subject.queries.source,
    surfaces,
    alternatives,
    breakdown,
    limits: judgeLimits(standard.limits, figuresOf(surfaces), standard.before),
  };
}

/** False when a limit of the configuration, or one beyond which a client cuts or refuses, is broken. */
export function isWithin({ limits, surfaces }: BudgetReport): boolean {
  return (
    limits.every(({ met }) => met) && !surfaces.some((surface) => surface.limits.some(isFailing))
  );
}

/** What an agent has in context before its first call, in o200k_base tokens: the tools and the instructions. */
export function surfaceTokens(surfaces: readonly Surface[]): number {
  const { toolsList = 0, instructions = 0 } = figuresOf(surfaces);
  return toolsList + instructions;
}

/** Tokens of an alternative; `undefined` where it does not apply. */
export function alternativeTokens(alternative: Alternative): number | undefined {
  switch (alternative.kind) {
    case "measured":
      return alternative.size.o200k_base;
    case "published":
      return alternative.tokens;
    case "not-applicable":
      return undefined;
  }
}

function perCharacter(alternatives: readonly Alternative[]): number {
  const tools = alternatives.find(({ name }) => name === "toolPerOperation");
  return tools?.kind === "measured" ? tools.size.o200k_base / tools.size.characters : 0;
}
