import { type Api, DEFAULT_LIMITS, DEFAULT_POLICY } from "../../runtime/api/api.js";
import type { ApiRow } from "../../runtime/api/row.js";
import type { EmitInput } from "../emitter.js";
import { packageFacts } from "../package/package-facts.js";

/** What the schema keeps of the package, the policy and the limits: what is not the default. */
export function ownRow(input: EmitInput): Pick<ApiRow, "package" | "policy" | "limits"> {
  const { api } = input;
  const usual = packageFacts(api, { package: {} }, input.package.compilerVersion);
  const settings = differing(
    { name: input.package.name, version: input.package.version, license: input.package.license },
    { name: usual.name, version: usual.version, license: usual.license },
  );
  const policy = policyOf(api);
  const limits = differing(api.limits, DEFAULT_LIMITS);
  return {
    ...(Object.keys(settings).length > 0 && { package: settings }),
    ...(Object.keys(policy).length > 0 && { policy }),
    ...(Object.keys(limits).length > 0 && { limits }),
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
