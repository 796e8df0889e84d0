import type { Decision, Effect, Operation, Policy } from "../api/api.js";

/** What the operator says at start: `--allow write,destructive`, `--deny destructive`; `--read-only` denies both. */
export interface PolicyOverrides {
  readonly allow: readonly Effect[];
  readonly deny: readonly Effect[];
}

export interface Verdict {
  readonly decision: Decision;
  /** What decided: a flag, or the narrowest entry of the policy. */
  readonly by: "flag" | "operation" | "review" | "namespace" | "effect";
}

/**
 * The narrowest entry of the policy decides: operation, then what holds for operations that nobody has reviewed, then namespace, then effect.
 * A flag that denies an effect wins over everything; one that allows it replaces the effect's own decision and answers every `ask`,
 * while an operation or a namespace that the policy denies stays denied.
 */
export function decide(
  operation: Pick<Operation, "id" | "namespace" | "effect">,
  policy: Policy,
  overrides: PolicyOverrides,
): Verdict {
  return overridden(policyVerdict(operation, policy), operation.effect, overrides);
}

/** What the policy says of an operation, flags aside. */
export function policyVerdict(
  { id, namespace, effect }: Pick<Operation, "id" | "namespace" | "effect">,
  policy: Policy,
): Verdict {
  return narrowEntry(policy, id, namespace) ?? { decision: policy.effects[effect], by: "effect" };
}

/** What becomes of the policy's verdict on an operation of `effect` under the flags. */
export function overridden(
  verdict: Verdict,
  effect: Effect,
  { allow, deny }: PolicyOverrides,
): Verdict {
  if (deny.includes(effect)) return { decision: "deny", by: "flag" };
  const isOpen = verdict.by === "effect" || verdict.decision === "ask";
  return isOpen && allow.includes(effect) ? { decision: "allow", by: "flag" } : verdict;
}

function narrowEntry(policy: Policy, id: string, namespace: string): Verdict | undefined {
  const operation = ownEntry(policy.operations, id);
  if (operation !== undefined) return { decision: operation, by: "operation" };
  const unreviewed = ownEntry(policy.unreviewed ?? {}, id);
  if (unreviewed !== undefined) return { decision: unreviewed, by: "review" };
  const whole = ownEntry(policy.namespaces, namespace);
  return whole === undefined ? undefined : { decision: whole, by: "namespace" };
}

function ownEntry(
  entries: { readonly [name: string]: Decision },
  name: string,
): Decision | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

const EFFECT_PHRASES: { readonly [E in Effect]: string } = {
  read: "a read",
  write: "a write",
  destructive: "destructive",
};

/** Why a call that is not allowed does not run, and what the operator can do about it; where nobody can be asked. */
export function refusal(
  operation: Pick<Operation, "id" | "effect">,
  verdict: Verdict,
  overrides: PolicyOverrides,
): string {
  const { id, effect } = operation;
  if (verdict.decision === "ask") {
    const flag = `--allow ${allowList(effect, overrides).join(",")}`;
    return `${id} is ${EFFECT_PHRASES[effect]} and nobody can be asked here. Start the server with ${flag} to permit it.`;
  }
  if (verdict.by === "flag") {
    return `${id} is ${EFFECT_PHRASES[effect]}, which this server was started to deny (--deny ${effect} or --read-only).`;
  }
  if (verdict.by === "review") {
    return `${id} is ${EFFECT_PHRASES[effect]}, which is new since the last review of this API: it is denied until whoever builds this server accepts it with \`codemode review\` and compiles again. No flag permits it.`;
  }
  const scope = {
    operation: "",
    namespace: " for its namespace",
    effect: ` for every ${effect} operation`,
  };
  return `${id} is denied by this server's policy${scope[verdict.by]}.`;
}

/** The whole value of the flag: what is allowed already, what the effect needs, and `write` below `destructive`. */
function allowList(effect: Effect, overrides: PolicyOverrides): Effect[] {
  const order: readonly Effect[] = ["read", "write", "destructive"];
  return order.filter(
    (one) =>
      one === effect ||
      overrides.allow.includes(one) ||
      (one === "write" && effect === "destructive" && !overrides.deny.includes("write")),
  );
}
