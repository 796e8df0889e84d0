import type { Rules } from "../rule.js";

/** Changes that concern agents: their prompts, skills, saved snippets, and what they may do. */
export const agentRules = {
  "namespace-renamed": {
    part: "agents",
    severity: "breaking",
    title: "All operations of a namespace are in another one",
    why: "Prompts, skills and saved snippets call them by the old name. One finding stands for all of them.",
  },
  "namespace-removed": {
    part: "agents",
    severity: "breaking",
    title: "A namespace is gone",
    why: "Nothing can be called through it any more, and a search for it finds nothing.",
  },
  "operation-renamed": {
    part: "agents",
    severity: "breaking",
    title: "An operation has another name in code",
    why: "Prompts, skills and saved snippets call it by its old name, even where the request is the same.",
  },
  "effect-raised": {
    part: "agents",
    severity: "possibly-breaking",
    title: "An operation counts as doing more than before",
    why: "A call that ran may be asked about or denied now: what the policy says of the effect decides.",
  },
  "effect-lowered": {
    part: "agents",
    severity: "safe",
    title: "An operation counts as doing less than before",
    why: "Nothing stops working, but a call that a person was asked about may run without asking: look at it.",
  },
  "decision-stricter": {
    part: "agents",
    severity: "possibly-breaking",
    title: "The policy asks about, or denies, what it did not",
    why: "A run without anybody to ask fails where the call went through before.",
  },
  "decision-looser": {
    part: "agents",
    severity: "safe",
    title: "The policy lets through what it asked about or denied",
    why: "Nothing stops working, but calls run that did not: look at it.",
  },
  "write-unreviewed": {
    part: "agents",
    severity: "possibly-breaking",
    title: "A new operation that writes is denied until it is reviewed",
    why: "Agents find it by searching, and every call is refused until `codemode review` accepts it.",
  },
  "write-added": {
    part: "agents",
    severity: "safe",
    title: "A new operation writes",
    why: "Nobody used it before; the message says what the policy does with it.",
  },
  "supplier-lost": {
    part: "agents",
    severity: "possibly-breaking",
    title: "No operation is known any more that gives values for an argument",
    why: "Answers of `search` said where the id comes from and cannot any more, so agents guess or ask.",
  },
  "query-worse": {
    part: "agents",
    severity: "possibly-breaking",
    title: "A golden query does not find its operation any more",
    why: "The operation left the first ten places, or the default answer does not show how to call it.",
  },
  "query-slipped": {
    part: "agents",
    severity: "safe",
    title: "A golden query finds its operation at a lower place",
    why: "It is still among the first ten, and the default answer still shows how to call it.",
  },
  "snippet-broken": {
    part: "agents",
    severity: "breaking",
    title: "A saved snippet does not type-check any more",
    why: "It passed against the old version and is refused against the new one, before anything runs.",
  },
} as const satisfies Rules;
