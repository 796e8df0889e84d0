import type { Api, Decision, Operation } from "../runtime/api/api.js";
import type { Review, ReviewedOperation } from "./review.js";
import { isHigher, routeOf } from "./standing.js";

/** What somebody has looked at. */
export interface Acceptance {
  readonly operations: readonly Operation[];
  /** Routes that are taken out, since the API has them no more. */
  readonly gone: readonly string[];
  /** Operation → a decision of its own. */
  readonly decisions: ReadonlyMap<Operation, Decision>;
}

/** A review with an acceptance in it. Without an earlier one it holds what was accepted alone, and new reads are allowed. */
export function acceptedReview(review: Review | undefined, acceptance: Acceptance): Review {
  const operations = new Map(review?.operations);
  for (const route of acceptance.gone) operations.delete(route);
  for (const operation of acceptance.operations) {
    const route = routeOf(operation);
    operations.set(route, accepted(operation, operations.get(route), acceptance));
  }
  return { newReads: review?.newReads ?? "allow", operations };
}

/** That an operation is allowed was said of a lower effect, and does not hold for a higher one. */
function accepted(
  operation: Operation,
  earlier: ReviewedOperation | undefined,
  { decisions }: Acceptance,
): ReviewedOperation {
  const { effect } = operation;
  const isOutgrown = earlier?.decision === "allow" && isHigher(effect, earlier.effect);
  const decision = decisions.get(operation) ?? (isOutgrown ? undefined : earlier?.decision);
  return { effect, ...(decision !== undefined && { decision }) };
}

/** Every operation as it is now, and none that is gone. */
export function everything(api: Api, gone: readonly string[]): Acceptance {
  return { operations: api.operations, gone, decisions: new Map() };
}
