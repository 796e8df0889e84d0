import type { Api } from "../api/api.js";
import { type PolicyOverrides, policyVerdict } from "../broker/policy.js";
import { estimateTokens } from "../tokens/estimate.js";
import { specName } from "./spec-text.js";
import type { EffectVerdict, SurfaceFacts } from "./surface-facts.js";
import { type Surface, surfaceOf } from "./tools.js";

const TITLE_CHARACTERS = 40;
const TITLE_TOKENS = 20;
/** Longer client names are left to the answers of `search`: the texts name the client several times. */
const NAME_TOKENS = 8;
const NAMESPACES_TOKENS = 60;

/** The two tools and the instructions of an API under the flags of a server. */
export function apiSurface(api: Api, overrides: PolicyOverrides): Surface {
  return surfaceOf(surfaceFacts(api), overrides);
}

/**
 * What `tools/list` and the instructions say of an API. Whatever the document says, they stay below 500 and below 650 tokens (o200k_base):
 * text of the document is cut, and enters as quoted names only.
 */
export function surfaceFacts(api: Api): SurfaceFacts {
  const client = fitting(api.name, NAME_TOKENS);
  return {
    title: fitting(specName(api.title, TITLE_CHARACTERS), TITLE_TOKENS) ?? api.name.slice(0, 20),
    ...(client !== undefined && { client }),
    version: api.version,
    operations: api.operations.length,
    namespaces: largestNamespaces(api),
    verdicts: verdictsOf(api),
  };
}

/** What the policy says of the operations that are more than reads, each way once, in the order of the operations. */
function verdictsOf({ operations, policy }: Api): readonly EffectVerdict[] {
  const verdicts = new Map<string, EffectVerdict>();
  for (const operation of operations) {
    const { effect } = operation;
    if (effect === "read") continue;
    const { decision, by } = policyVerdict(operation, policy);
    verdicts.set(`${effect} ${decision} ${by}`, { effect, decision, by });
  }
  return [...verdicts.values()];
}

/** `repos (201), issues (55), …`, largest first, as many as fit. */
function largestNamespaces(api: Api): string {
  const sizes = new Map<string, number>();
  for (const { namespace } of api.operations) sizes.set(namespace, (sizes.get(namespace) ?? 0) + 1);
  const largest = [...sizes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  let list = "";
  let shown = 0;
  for (const [name, size] of largest) {
    if (fitting(name, NAME_TOKENS) === undefined) continue;
    const longer = `${list}${list === "" ? "" : ", "}${name} (${size})`;
    if (estimateTokens(longer) > NAMESPACES_TOKENS) break;
    list = longer;
    shown += 1;
  }
  const rest = largest.length - shown;
  return rest > 0 && list !== "" ? `${list} and ${rest} more` : list;
}

function fitting(text: string, tokens: number): string | undefined {
  return text !== "" && estimateTokens(text) <= tokens ? text : undefined;
}
