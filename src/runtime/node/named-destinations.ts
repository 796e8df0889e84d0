import type { Api } from "../api/api.js";
import { baseUrlVariable, credentialVariables } from "../broker/variables.js";

/** What the operator named, and how more can be named. */
export interface NamedDestinations {
  /** The only origins that may stand at private addresses. */
  readonly origins: readonly string[];
  /** The variables that name a server, the base URL's first. */
  readonly variables: readonly string[];
}

/** The base URL and the token URLs that the operator set; those of a document are not the operator's, whoever wrote it. */
export function namedDestinations(
  api: Api,
  baseUrl: string | undefined,
  environment: { readonly [name: string]: string | undefined },
): NamedDestinations {
  const tokenVariables = credentialVariables(api)
    .filter(({ part }) => part === "tokenUrl")
    .map(({ name }) => name);
  const urls = [baseUrl, ...tokenVariables.map((name) => environment[name]?.trim())];
  return {
    origins: urls.flatMap((url) =>
      url !== undefined && URL.canParse(url) ? [new URL(url).origin] : [],
    ),
    variables: [baseUrlVariable(api), ...tokenVariables],
  };
}
