import { type Api, DEFAULT_LIMITS, DEFAULT_POLICY } from "../../runtime/api/api.js";
import type { ApiRow } from "../../runtime/api/row.js";
import type { EmitInput } from "../emitter.js";
import { type PackageSettings, packageFacts } from "../package/package-facts.js";

/** What the schema keeps of the package, the policy and the limits: what is not the default. */
export function ownRow(input: EmitInput): Pick<ApiRow, "package" | "policy" | "limits"> {
  const { api } = input;
  const settings = settingsOf(input);
  const policy = policyOf(api);
  const limits = differing(api.limits, DEFAULT_LIMITS);
  return {
    ...(Object.keys(settings).length > 0 && { package: settings }),
    ...(Object.keys(policy).length > 0 && { policy }),
    ...(Object.keys(limits).length > 0 && { limits }),
  };
}

function settingsOf({ api, package: facts }: EmitInput): PackageSettings {
  const { name, version, license, mcpName, repository, author, homepage, compilerVersion } = facts;
  const given = {
    ...(repository !== undefined && { repository }),
    ...(author !== undefined && { author }),
    ...(homepage !== undefined && { homepage }),
  };
  const usual = packageFacts(api, { package: given }, compilerVersion);
  return {
    ...differing(
      { name, version, license },
      { name: usual.name, version: usual.version, license: usual.license },
    ),
    ...(mcpName !== undefined && mcpName !== usual.mcpName && { mcpName }),
    ...given,
  };
}

function policyOf({ policy: { effects, namespaces, operations, unreviewed } }: Api) {
  const changed = differing(effects, DEFAULT_POLICY.effects);
  return {
    ...(Object.keys(changed).length > 0 && { effects: changed }),
    ...(Object.keys(namespaces).length > 0 && { namespaces }),
    ...(Object.keys(operations).length > 0 && { operations }),
    ...(unreviewed !== undefined && { unreviewed }),
  };
}

function differing<T extends object>(values: T, usual: T): Partial<T> {
  const result: Partial<T> = {};
  for (const key in values) if (values[key] !== usual[key]) result[key] = values[key];
  return result;
}
