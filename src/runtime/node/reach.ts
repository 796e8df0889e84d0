import type { Api } from "../api/api.js";
import { baseUrlVariable, credentialVariables } from "../broker/variables.js";

/** Where connections may lead, and by what way. */
export interface Reach {
  /** The only origins that may stand at private addresses: those that the operator named. */
  readonly namedOrigins: readonly string[];
  /** The variables that name one, the base URL's first. */
  readonly variables: readonly string[];
  /** `environment`: through `HTTP_PROXY` and `HTTPS_PROXY`. A proxy looks names up itself, so that its rules hold for what goes through it. */
  readonly proxy: "none" | "environment";
}

/**
 * The base URL and the token URLs that the operator set are named; those of a document are not, whoever wrote it. Proxies are used where
 * Node's own `fetch` would use them.
 */
export function reachOf(
  api: Api,
  baseUrl: string | undefined,
  environment: { readonly [name: string]: string | undefined },
): Reach {
  const tokenVariables = credentialVariables(api)
    .filter(({ part }) => part === "tokenUrl")
    .map(({ name }) => name);
  const urls = [baseUrl, ...tokenVariables.map((name) => environment[name]?.trim())];
  return {
    namedOrigins: urls.flatMap((url) =>
      url !== undefined && URL.canParse(url) ? [new URL(url).origin] : [],
    ),
    variables: [baseUrlVariable(api), ...tokenVariables],
    proxy: environment["NODE_USE_ENV_PROXY"] === "1" ? "environment" : "none",
  };
}
