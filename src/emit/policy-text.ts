import type { Api, Decision, Effect } from "../runtime/api/api.js";

export const EFFECTS: readonly Effect[] = ["read", "write", "destructive"];

const WORDS: { readonly [E in Effect]: string } = {
  read: "reading",
  write: "creating and changing",
  destructive: "deleting and the like",
};

const DECISIONS: { readonly [D in Decision]: string } = {
  allow: "allowed",
  ask: "refused without `--allow`",
  deny: "denied",
};

/** What a decision means for a caller, in a few words. */
export function decisionText(decision: Decision): string {
  return DECISIONS[decision];
}

/** The policy of an API by effect, as sentences: what runs, what needs a flag, what is off. */
export function policyText(api: Api): string {
  const by = (decision: Decision): readonly Effect[] =>
    EFFECTS.filter((effect) => api.policy.effects[effect] === decision);
  const sentences: string[] = [];
  const allowed = by("allow");
  if (allowed.length > 0) sentences.push(`Allowed: ${listed(allowed)}.`);
  const asked = by("ask");
  if (asked.length > 0) {
    sentences.push(
      `Refused unless the server was started with \`--allow ${asked.join(",")}\`: ${listed(asked)}.`,
    );
  }
  const denied = by("deny");
  if (denied.length > 0) sentences.push(`Denied: ${listed(denied)}.`);
  const exceptions =
    Object.keys(api.policy.namespaces).length + Object.keys(api.policy.operations).length;
  const unreviewed = Object.values(api.policy.unreviewed ?? {});
  if (unreviewed.includes("deny")) {
    sentences.push(
      "Operations that are new since the last review are denied until somebody has reviewed them.",
    );
  }
  if (exceptions > 0) {
    sentences.push("Single namespaces or operations have decisions of their own.");
  }
  return sentences.join(" ");
}

function listed(effects: readonly Effect[]): string {
  return effects.map((effect) => `${WORDS[effect]} (\`${effect}\`)`).join(", ");
}
