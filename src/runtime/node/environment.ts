import type { Api } from "../api/api.js";
import { baseUrlVariable, credentialVariables } from "../broker/variables.js";
import type { Credential, Credentials } from "../client/auth.js";
import { isBasicScheme } from "../client/auth.js";

/** What a server takes from its environment. */
export interface Environment {
  readonly baseUrl: string | undefined;
  /** By scheme; one token where the document declares no scheme; `undefined` when nothing is set. */
  readonly credentials: Credentials | undefined;
}

/**
 * Reads the variables that `environmentVariables(api)` lists; an empty one counts as not set.
 * HTTP Basic is `user:password`, cut at the first colon; without a colon it is a user name whose password is empty.
 */
export function readEnvironment(
  api: Api,
  variables: { readonly [name: string]: string | undefined },
): Environment {
  const read = (name: string) => variables[name]?.trim() || undefined;
  return { baseUrl: read(baseUrlVariable(api)), credentials: readCredentials(api, read) };
}

function readCredentials(
  api: Api,
  read: (name: string) => string | undefined,
): Credentials | undefined {
  const credentials: Record<string, Credential> = Object.create(null);
  for (const { name, scheme } of credentialVariables(api)) {
    const value = read(name);
    if (value === undefined) continue;
    if (scheme === undefined) return value;
    credentials[scheme] = isBasic(api, scheme) ? basicCredential(value) : value;
  }
  return Object.keys(credentials).length === 0 ? undefined : credentials;
}

function isBasic(api: Api, name: string): boolean {
  return api.securitySchemes.some((scheme) => scheme.name === name && isBasicScheme(scheme));
}

function basicCredential(text: string): Credential {
  const colon = text.indexOf(":");
  if (colon < 0) return { username: text, password: "" };
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}
