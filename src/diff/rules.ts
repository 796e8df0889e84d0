import { agentRules } from "./agents/agent-rules.js";
import { apiRules } from "./api/api-rules.js";
import { tokenRules } from "./tokens/token-rules.js";

/** Every kind of finding: code → what it means. */
export const RULES = { ...apiRules, ...agentRules, ...tokenRules } as const;

export type Code = keyof typeof RULES;
