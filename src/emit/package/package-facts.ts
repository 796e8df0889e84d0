import type { Api } from "../../runtime/api/api.js";
import type { PackageFacts } from "../emitter.js";
import { slug } from "../slug.js";

/** What npm reads as "no licence is granted". */
const NO_LICENSE = "UNLICENSED";

/** What the configuration says about the package. */
export interface PackageSettings {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

/** What the package is called: as the configuration says, else after the API. */
export function packageFacts(
  api: Api,
  config: { readonly package: PackageSettings },
  compilerVersion: string,
): PackageFacts {
  return {
    name: config.package.name ?? `${slug(api.name)}-codemode`,
    version: config.package.version ?? api.version,
    license: config.package.license ?? NO_LICENSE,
    compilerVersion,
  };
}
