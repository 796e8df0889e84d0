import type { Api, Decision, Policy } from "../runtime/api/api.js";
import { decide } from "../runtime/broker/policy.js";
import type { Review } from "./review.js";
import { routeOf, standingOf, type Unreviewed } from "./standing.js";

const STRICTNESS: Readonly<Record<Decision, number>> = { allow: 0, ask: 1, deny: 2 };
const NO_FLAGS = { allow: [], deny: [] };

/**
 * The API with the policy that a review makes of it: decisions of reviewed operations, and what holds for those that nobody has reviewed.
 * `decisions` are those that the configuration makes by name: they win. Without a review nothing changes.
 */
export function withReview(
  api: Api,
  review: Review | undefined,
  decisions: Policy["operations"],
): Api {
  if (review === undefined) return api;
  const { unreviewed } = standingOf(api, review, new Set(Object.keys(decisions)));
  const pending = new Set(unreviewed.map(({ operation }) => operation.id));
  const reviewed = api.operations.flatMap((operation) => {
    const decision = review.operations.get(routeOf(operation))?.decision;
    return decision === undefined || pending.has(operation.id) ? [] : [[operation.id, decision]];
  });
  const usual: Policy = {
    effects: api.policy.effects,
    namespaces: api.policy.namespaces,
    operations: {
      ...without(api.policy.operations, pending),
      ...Object.fromEntries(reviewed),
      ...decisions,
    },
  };
  const held = unreviewed.flatMap((one) => {
    const decision = heldDecision(one, review, usual);
    return decision === undefined ? [] : [[one.operation.id, decision]];
  });
  return {
    ...api,
    policy: { ...usual, ...(held.length > 0 && { unreviewed: Object.fromEntries(held) }) },
  };
}

/** What holds for an operation that nobody has reviewed; `undefined` where the usual policy is as strict. */
function heldDecision(
  { operation }: Unreviewed,
  { newReads }: Review,
  usual: Policy,
): Decision | undefined {
  const decision = operation.effect === "read" ? newReads : "deny";
  const { decision: otherwise } = decide(operation, usual, NO_FLAGS);
  return STRICTNESS[decision] > STRICTNESS[otherwise] || decision === "deny" ? decision : undefined;
}

/** A schema may still hold decisions of an earlier review: an operation that counts as new now has none. */
function without(
  operations: Policy["operations"],
  pending: ReadonlySet<string>,
): Policy["operations"] {
  return Object.fromEntries(Object.entries(operations).filter(([id]) => !pending.has(id)));
}
