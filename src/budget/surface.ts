import type { Texts } from "./answers.js";
import type { Figure } from "./figure.js";
import type { Size } from "./size.js";

/**
 * What is beyond a limit is `cut` or `refused` by clients; `listed`: only the beginning is shown until it is opened; `advised` against; or `promised`
 * by us not to be.
 */
export type Beyond = "cut" | "refused" | "listed" | "advised" | "promised";

/** A limit that is not the team's own; docs/budget.md says where each comes from. */
export interface ClientLimit {
  readonly max: number;
  readonly unit: "characters" | "tokens" | "lines";
  readonly by: string;
  readonly beyond: Beyond;
}

export interface ClientVerdict extends ClientLimit {
  readonly found: number;
  readonly met: boolean;
}

export type SurfaceName = Figure | "searchDescription" | "executeDescription" | "skillDescription";

/** One thing that costs an agent context. */
export type Surface = {
  readonly name: SurfaceName;
  readonly label: string;
  readonly limits: readonly ClientVerdict[];
} & (
  | { readonly kind: "text"; readonly size: Size }
  /** One of many at a time. */
  | { readonly kind: "texts"; readonly texts: Texts }
  /** Many, and all of them together. */
  | { readonly kind: "files"; readonly texts: Texts; readonly sum: Size }
);

/** True for a limit that is broken such that something does not work any more. */
export function isFailing({ met, beyond }: ClientVerdict): boolean {
  return !met && (beyond === "cut" || beyond === "refused" || beyond === "promised");
}

const CUT_BY_CLAUDE_CODE: ClientLimit = {
  max: 2_048,
  unit: "characters",
  by: "Claude Code",
  beyond: "cut",
};
const promised = (max: number): ClientLimit => ({
  max,
  unit: "tokens",
  by: "codemode",
  beyond: "promised",
});

/** The limits of each surface. */
export const CLIENT_LIMITS: { readonly [S in SurfaceName]: readonly ClientLimit[] } = {
  toolsList: [promised(500)],
  searchDescription: [CUT_BY_CLAUDE_CODE],
  executeDescription: [CUT_BY_CLAUDE_CODE],
  instructions: [CUT_BY_CLAUDE_CODE],
  searchAnswer: [promised(1_500)],
  operationAnswer: [promised(1_500)],
  error: [],
  skillListing: [],
  skillDescription: [
    { max: 1_024, unit: "characters", by: "Agent Skills", beyond: "refused" },
    { max: 250, unit: "characters", by: "Claude Code", beyond: "listed" },
  ],
  skill: [
    { max: 5_000, unit: "tokens", by: "Agent Skills", beyond: "advised" },
    { max: 500, unit: "lines", by: "Agent Skills", beyond: "advised" },
  ],
  references: [],
};
