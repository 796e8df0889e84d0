import { routeOf, type Unreviewed } from "../review/standing.js";
import { decide } from "../runtime/broker/policy.js";
import type { ReviewResult } from "./review-result.js";

const NO_FLAGS = { allow: [], deny: [] };

/** What `codemode review --json` prints: the standing after what the flags accepted. */
export function reviewJson(result: ReviewResult): string {
  const { file, isPresent, newReads, standing } = result;
  const value = {
    file,
    exists: isPresent,
    newReads,
    reviewed: standing.reviewed,
    new: standing.unreviewed.map((one) => rowOf(one, result)),
    gone: standing.gone,
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function rowOf({ operation, was }: Unreviewed, { api, accepted }: ReviewResult) {
  return {
    operation: operation.id,
    route: routeOf(operation),
    effect: operation.effect,
    reason: operation.effectReason,
    was: was ?? null,
    decision: decide(operation, api.policy, NO_FLAGS).decision,
    onceAccepted: decide(operation, accepted, NO_FLAGS).decision,
  };
}
