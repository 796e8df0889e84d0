import { isHigher } from "../../review/standing.js";
import type { Api, Decision, Effect, Operation, Policy } from "../../runtime/api/api.js";
import { decide, type Verdict } from "../../runtime/broker/policy.js";
import type { Finding } from "../finding.js";
import type { Pair, Pairing } from "../pairing.js";
import { operationSubject } from "../subject.js";

const NO_FLAGS = { allow: [], deny: [] };
const EFFECTS = ["read", "write", "destructive"] as const satisfies readonly Effect[];
const STRICTNESS: Readonly<Record<Decision, number>> = { allow: 0, ask: 1, deny: 2 };
const NOW: Readonly<Record<Decision, string>> = {
  allow: "runs without asking",
  ask: "asks first",
  deny: "is denied",
};
const BEFORE: Readonly<Record<Decision, string>> = {
  allow: "ran without asking",
  ask: "asked first",
  deny: "was denied",
};

/** What a server without flags does otherwise: effects, what the policy says of them, and new operations that write. */
export function effectFindings(before: Api, after: Api, pairing: Pairing): readonly Finding[] {
  return [
    ...policyFindings(before.policy, after.policy),
    ...pairing.pairs.flatMap((pair) => pairFinding(pair, before.policy, after.policy)),
    ...pairing.added.flatMap((operation) => newWriteFinding(operation, after.policy)),
  ];
}

/** The decisions about whole effects: one finding, however many operations they concern. */
function policyFindings(before: Policy, after: Policy): readonly Finding[] {
  return EFFECTS.flatMap((effect): readonly Finding[] => {
    const change = changeOf(before.effects[effect], after.effects[effect]);
    if (change === undefined) return [];
    const at = `policy.${effect}`;
    const message = `what is ${phrase(effect)} ${change.words}`;
    return [{ ...change.judged, subject: { kind: "api" }, at, message }];
  });
}

function pairFinding(pair: Pair, before: Policy, after: Policy): readonly Finding[] {
  const was = decide(pair.before, before, NO_FLAGS);
  const is = decide(pair.after, after, NO_FLAGS);
  const subject = operationSubject(pair.after);
  const [from, to] = [pair.before.effect, pair.after.effect];
  if (from !== to) {
    const judged = isHigher(to, from)
      ? ({ code: "effect-raised", severity: "possibly-breaking" } as const)
      : ({ code: "effect-lowered", severity: "safe" } as const);
    const message = `was ${phrase(from)}, is ${phrase(to)} now${why(pair.after)}: it ${decisionWords(was, is)}`;
    return [{ ...judged, subject, at: "effect", message }];
  }
  const change = changeOf(was.decision, is.decision);
  if (change === undefined || (was.by === "effect" && is.by === "effect")) return [];
  return [{ ...change.judged, subject, at: "policy", message: `it ${change.words}` }];
}

function newWriteFinding(operation: Operation, policy: Policy): readonly Finding[] {
  if (operation.effect === "read") return [];
  const { decision, by } = decide(operation, policy, NO_FLAGS);
  const subject = operationSubject(operation);
  const kind = `new, and ${phrase(operation.effect)}`;
  if (by === "review" && decision === "deny") {
    const message = `${kind}: denied until \`codemode review\` accepts it`;
    const code = "write-unreviewed";
    return [{ code, severity: "possibly-breaking", subject, at: "", message }];
  }
  const message = `${kind}: it ${NOW[decision]}`;
  return [{ code: "write-added", severity: "safe", subject, at: "", message }];
}

interface Change {
  readonly judged: Pick<Finding, "code" | "severity">;
  readonly words: string;
}

function changeOf(from: Decision, to: Decision): Change | undefined {
  if (from === to) return undefined;
  const words = `${BEFORE[from]} and ${NOW[to]} now`;
  return STRICTNESS[to] > STRICTNESS[from]
    ? { judged: { code: "decision-stricter", severity: "possibly-breaking" }, words }
    : { judged: { code: "decision-looser", severity: "safe" }, words };
}

function decisionWords(was: Verdict, is: Verdict): string {
  return was.decision === is.decision
    ? `still ${NOW[is.decision]}`
    : `${BEFORE[was.decision]} and ${NOW[is.decision]} now`;
}

function phrase(effect: Effect): string {
  return effect === "destructive" ? effect : `a ${effect}`;
}

function why({ effectReason }: Operation): string {
  return effectReason.kind === "raised" ? ` (it says "${effectReason.word}")` : "";
}
