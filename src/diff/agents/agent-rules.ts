import type { Rule } from "../rule.js";

/** Changes that concern agents: their prompts, skills, saved snippets, and what they may do. */
export const agentRules = {
  "operation-renamed": {
    part: "agents",
    severity: "breaking",
    title: "An operation has another name in code",
    why: "Prompts, skills and saved snippets call it by its old name.",
  },
} as const satisfies { readonly [code: string]: Rule };
