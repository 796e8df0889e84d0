import type { Budget } from "../../emit/budget.js";

/** What costs context, in the order in which it is shown. */
export const SURFACES = {
  toolsList: "tools list",
  instructions: "server instructions",
  skillListing: "skill, listed",
  skill: "SKILL.md",
  answerMedian: "answer to an exact operation, p50",
  answerP95: "answer to an exact operation, p95",
  oneToolPerOperation: "one tool per operation, instead of it all",
} as const;

export type Surface = keyof typeof SURFACES;

/** What one surface costs in both versions, in tokens (o200k_base). */
export interface SurfaceChange {
  readonly surface: Surface;
  readonly before: number;
  readonly after: number;
  /** False where a sample stands for the whole. */
  readonly exact: boolean;
}

/** The surfaces that a version has as a whole. */
export function surfaceChanges(before: Budget, after: Budget): readonly SurfaceChange[] {
  const counted = (["toolsList", "instructions", "skillListing", "skill"] as const).map(
    (surface): SurfaceChange => ({
      surface,
      before: before[surface],
      after: after[surface],
      exact: true,
    }),
  );
  const [was, is] = [before.oneToolPerOperation, after.oneToolPerOperation];
  const alternative: SurfaceChange = {
    surface: "oneToolPerOperation",
    before: was.tokens,
    after: is.tokens,
    exact: was.exact && is.exact,
  };
  return [...counted, alternative];
}
