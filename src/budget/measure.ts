import type { Budget } from "../emit/budget.js";
import { toolDefinitions } from "../emit/tools/definitions.js";
import type { Api, Effect } from "../runtime/api/api.js";
import { decide } from "../runtime/broker/policy.js";
import { surfaceOf } from "../runtime/mcp/tools.js";
import { oneToolPerOperation } from "./one-tool-per-operation.js";
import { countTokens } from "./tokens.js";
import { toolsListResult } from "./tools-list.js";

/**
 * Counts what an agent pays for a package whose `SKILL.md` is `skill`, served without flags, and what it would pay for the same API as
 * one tool per operation.
 */
export function measureBudget(api: Api, skill: string): Budget {
  const surface = surfaceOf(api, strongestAllowed(api));
  return {
    tokenizer: "o200k_base",
    toolsList: countTokens(toolsListResult(surface)),
    instructions: countTokens(surface.instructions),
    skillListing: countTokens(frontMatter(skill)),
    skill: countTokens(skill),
    oneToolPerOperation: oneToolPerOperation(toolDefinitions(api), countTokens),
  };
}

const NO_FLAGS = { allow: [], deny: [] };

/** What a snippet can do at most on a server that was started without flags. */
function strongestAllowed(api: Api): Effect {
  const allowed = new Set(
    api.operations
      .filter((operation) => decide(operation, api.policy, NO_FLAGS).decision === "allow")
      .map(({ effect }) => effect),
  );
  if (allowed.has("destructive")) return "destructive";
  return allowed.has("write") ? "write" : "read";
}

/** The YAML between the first two `---` lines. */
function frontMatter(skill: string): string {
  return /^---\n([\s\S]*?)\n---\n/.exec(skill)?.[1] ?? "";
}
