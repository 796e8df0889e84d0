import type { Rule } from "../rule.js";

/** Changes of the API itself, as its callers meet them. */
export const apiRules = {
  "operation-removed": {
    part: "api",
    severity: "breaking",
    title: "An operation is gone",
    why: "Every call of it fails.",
    oasdiff: "api-removed-without-deprecation",
  },
} as const satisfies { readonly [code: string]: Rule };
