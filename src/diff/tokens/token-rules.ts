import type { Rule } from "../rule.js";

/** Changes of what an agent pays in context. */
export const tokenRules = {
  "budget-exceeded": {
    part: "tokens",
    severity: "breaking",
    title: "A budget of the configuration is exceeded",
    why: "The team has set this limit.",
  },
} as const satisfies { readonly [code: string]: Rule };
