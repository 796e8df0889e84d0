import type { Rules } from "../rule.js";

/** Changes of what an agent pays in context. */
export const tokenRules = {
  "budget-exceeded": {
    part: "tokens",
    severity: "breaking",
    title: "A budget of the configuration is exceeded",
    why: "The team has set this limit: every agent pays what is above it, in every session or with every answer.",
  },
} as const satisfies Rules;
