import type { Api } from "../../runtime/api/api.js";
import type { PackageFacts } from "../emitter.js";
import { serverName } from "../registry/server-name.js";
import { slug } from "../slug.js";

/** The versions of Node that a package runs on. */
export const NODE_RANGE = ">=20.19";

/** What npm reads as "no licence is granted". */
const NO_LICENSE = "UNLICENSED";

/** The SPDX license expression that is granted, for formats that take no other text. */
export function grantedLicense({ license }: PackageFacts): string | undefined {
  return license === NO_LICENSE ? undefined : license;
}

/** What the configuration says about the package. */
export interface PackageSettings {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly mcpName?: string;
  readonly repository?: string;
  readonly author?: string;
  readonly homepage?: string;
}

/** What the package is called: as the configuration says, else after the API. Its version is without build metadata, which npm drops. */
export function packageFacts(
  api: Api,
  config: { readonly package: PackageSettings },
  compilerVersion: string,
): PackageFacts {
  const { name, version, license, repository, author, homepage } = config.package;
  const mcpName = config.package.mcpName ?? serverName(api, repository);
  return {
    name: name ?? `${slug(api.name)}-codemode`,
    version: (version ?? api.version).replace(/\+.*$/, ""),
    license: license ?? NO_LICENSE,
    ...(mcpName !== undefined && { mcpName }),
    ...(repository !== undefined && { repository }),
    ...(author !== undefined && { author }),
    ...(homepage !== undefined && { homepage }),
    compilerVersion,
  };
}
