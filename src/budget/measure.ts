import type { Budget } from "../emit/budget.js";
import { toolDefinitions } from "../emit/tools/definitions.js";
import type { Api } from "../runtime/api/api.js";
import type { PolicyOverrides } from "../runtime/broker/policy.js";
import { apiSurface } from "../runtime/mcp/api-surface.js";
import { oneToolPerOperation, toolCharacters } from "./one-tool-per-operation.js";
import { countTokens } from "./tokens.js";
import { toolsListResult } from "./tools-list.js";

/**
 * Counts what an agent pays for a package whose `SKILL.md` is `skill`, served without flags, and what it would pay for the same API as
 * one tool per operation.
 */
export function measureBudget(api: Api, skill: string): Budget {
  const surface = apiSurface(api, NO_FLAGS);
  const tools = toolDefinitions(api);
  const characters = toolCharacters(tools);
  const oneEach = oneToolPerOperation(tools, countTokens, characters);
  return {
    tokenizer: "o200k_base",
    toolsList: countTokens(toolsListResult(surface)),
    instructions: countTokens(surface.instructions),
    skillListing: countTokens(frontMatter(skill)),
    skill: countTokens(skill),
    oneToolPerOperation: oneEach,
    namespaces: namespaceTokens(api, characters, oneEach.tokens),
  };
}

/** `tokens` as the namespaces share them by the characters of their tools. */
function namespaceTokens(
  { namespaces, operations }: Api,
  characters: readonly number[],
  tokens: number,
): Budget["namespaces"] {
  const shares = new Map(namespaces.map(({ name }) => [name, 0]));
  let all = 0;
  for (const [at, { namespace }] of operations.entries()) {
    const own = characters[at] ?? 0;
    shares.set(namespace, (shares.get(namespace) ?? 0) + own);
    all += own;
  }
  return Object.fromEntries(
    [...shares].map(([name, share]) => [name, all === 0 ? 0 : Math.round((share / all) * tokens)]),
  );
}

/** A server that was started without flags. */
export const NO_FLAGS: PolicyOverrides = { allow: [], deny: [] };

/** The YAML between the first two `---` lines. */
export function frontMatter(skill: string): string {
  return /^---\n([\s\S]*?)\n---\n/.exec(skill)?.[1] ?? "";
}
