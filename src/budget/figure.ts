/** What a budget can be set for, in o200k_base tokens. */
export const FIGURES = [
  "toolsList",
  "instructions",
  "searchAnswer",
  "operationAnswer",
  "error",
  "skillListing",
  "skill",
  "references",
] as const;

export type Figure = (typeof FIGURES)[number];

/** What each figure is, after an article or not: "tools list". */
export const FIGURE_LABELS: { readonly [F in Figure]: string } = {
  toolsList: "tools list",
  instructions: "server instructions",
  searchAnswer: "search answer, p95",
  operationAnswer: "answer to an operation, p95",
  error: "typical error, p95",
  skillListing: "skill, listed",
  skill: "SKILL.md",
  references: "skill references, all",
};

/** How far a figure may grow over what it was: by tokens, or by a share of what it was (0.05 is 5 %). */
export type Growth =
  | { readonly kind: "tokens"; readonly tokens: number }
  | { readonly kind: "share"; readonly share: number };

/** At least one of the two. */
export interface BudgetLimit {
  readonly max?: number;
  readonly growth?: Growth;
}

/** The limits that the configuration sets. */
export type BudgetLimits = { readonly [F in Figure]?: BudgetLimit };

/** Measured figures; one that was not measured is absent. */
export type Figures = { readonly [F in Figure]?: number };
