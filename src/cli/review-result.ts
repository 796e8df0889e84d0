import type { Standing } from "../review/standing.js";
import type { Api, Decision, Policy } from "../runtime/api/api.js";

/** How an API stands against its review, and what follows from it. */
export interface ReviewResult {
  /** The review's file, as a person would type it here. */
  readonly file: string;
  readonly specPath: string;
  /** False when nothing has ever been reviewed: there is no such file, and nothing is held to it. */
  readonly isPresent: boolean;
  readonly newReads: Decision;
  readonly standing: Standing;
  /** With the policy that holds now. */
  readonly api: Api;
  /** The policy that holds once everything is accepted. */
  readonly accepted: Policy;
}
