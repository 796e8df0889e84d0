import type { Api } from "../../runtime/api/api.js";
import type { Finding } from "../finding.js";
import type { Pairing } from "../pairing.js";

/** What changed for callers of an API: operations, arguments, bodies, results, types, credentials, servers. In the order of the new version. */
export function compareApis(_before: Api, _after: Api, _pairing: Pairing): readonly Finding[] {
  return [];
}
