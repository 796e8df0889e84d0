import type { Decision, Effect } from "../runtime/api/api.js";

/** `codemode.policy.json`: the operations that somebody has looked at. */
export interface Review {
  /** What a read does that nobody has looked at yet. A new write is always denied. */
  readonly newReads: Decision;
  /** `METHOD /path` → what was reviewed. A route says what is called; a name could come to mean another call. */
  readonly operations: ReadonlyMap<string, ReviewedOperation>;
}

export interface ReviewedOperation {
  /** The effect that it had: where it is higher now, the operation counts as new. */
  readonly effect: Effect;
  /** A decision of its own; absent when the policy of the configuration decides. */
  readonly decision?: Decision;
}
