import { isDeepStrictEqual } from "node:util";
import type { Config } from "../config.js";
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { settle } from "../ir/settle.js";
import { type Api, DEFAULT_LIMITS, DEFAULT_POLICY, type Policy } from "../runtime/api/api.js";

/** Options that decide how a document becomes a schema. */
const ABOUT_DOCUMENTS = [
  "include",
  "exclude",
  "names",
  "effects",
  "defaults",
  "pagination",
  "overlays",
] as const;

/**
 * The API of a schema under a configuration: its name, version, policy and limits win over the schema's where they are set. Options
 * about documents are reported: what they would decide is written in the schema already.
 */
export function configured(api: Api, config: Config, diagnostics: Diagnostics): Api {
  for (const option of ABOUT_DOCUMENTS) {
    if (Object.keys(config[option]).length > 0) {
      diagnostics.report("schema-config-unused", "", { option });
    }
  }
  return settle({
    ...api,
    name: config.name ?? api.name,
    version: config.package.version ?? api.version,
    policy: policyOf(api, config),
    limits: isDeepStrictEqual(config.limits, DEFAULT_LIMITS) ? api.limits : config.limits,
  });
}

/** A configuration without a policy changes nothing, and none takes back that an operation is new: only a review does. */
function policyOf({ policy }: Api, config: Config): Policy {
  if (isDeepStrictEqual(config.policy, DEFAULT_POLICY)) return policy;
  const { unreviewed } = policy;
  return { ...config.policy, ...(unreviewed !== undefined && { unreviewed }) };
}
