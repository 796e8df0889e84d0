import type { Api, SecurityScheme } from "../api/api.js";
import { isBasicScheme } from "../client/auth.js";
import { firstServerUrl } from "../client/base-url.js";

/** One environment variable of a server. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly description: string;
  readonly secret: boolean;
  /** True when nothing, or some operation, works without it. */
  readonly required: boolean;
}

/** A variable that holds the credential of one security scheme; of none where the document declares none at all. */
export interface CredentialVariable extends EnvironmentVariable {
  readonly scheme?: string;
}

/** `GITHUB_BASE_URL`, then the credentials. */
export function environmentVariables(api: Api): readonly EnvironmentVariable[] {
  const server = firstServerUrl(api.servers);
  const absolute = server !== undefined && /^https?:\/\//i.test(server);
  const base = {
    name: baseUrlVariable(api),
    description: absolute
      ? `Base URL of the API, instead of ${server}`
      : "Base URL of the API: the document names no absolute one",
    secret: false,
    required: !absolute,
  };
  return [base, ...credentialVariables(api)];
}

export function baseUrlVariable(api: Pick<Api, "name">): string {
  return `${upperSnake(api.name)}_BASE_URL`;
}

/**
 * The credentials of an API: `GITHUB_TOKEN`, or `STRIPE_BASIC_AUTH` and `STRIPE_BEARER_AUTH` where the document has several schemes.
 * Schemes whose names differ in case or separators alone share a variable. Mutual TLS has none.
 */
export function credentialVariables(api: Api): readonly CredentialVariable[] {
  const prefix = upperSnake(api.name);
  const schemes = api.securitySchemes.filter((scheme) => scheme.kind !== "mutualTLS");
  if (schemes.length === 0) {
    if (api.securitySchemes.length > 0) return [];
    return [
      {
        name: `${prefix}_TOKEN`,
        description:
          "Sent as a bearer token with every call; the document declares no security scheme",
        secret: true,
        required: false,
      },
    ];
  }
  return schemes.map((scheme) => ({
    name: `${prefix}_${schemes.length === 1 ? "TOKEN" : upperSnake(scheme.name)}`,
    description: describe(scheme),
    secret: true,
    // Asks every operation, which a server that only looks for its credentials need not do.
    get required() {
      return isIndispensable(api, scheme.name);
    },
    scheme: scheme.name,
  }));
}

/** True when some operation has the scheme in each of its alternatives. */
function isIndispensable(api: Api, scheme: string): boolean {
  return api.operations.some(
    ({ security = [] }) =>
      security.length > 0 &&
      security.every((alternative) => alternative.some((part) => part.scheme === scheme)),
  );
}

function describe(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "apiKey":
      return `API key, sent as it is in the ${scheme.in} parameter \`${scheme.parameter}\``;
    case "http":
      return isBasicScheme(scheme)
        ? "HTTP Basic credentials as user:password"
        : `Token, sent as \`Authorization: ${scheme.scheme}\``;
    case "oauth2":
      return "OAuth 2.0 access token, sent as a bearer token";
    case "openIdConnect":
      return "OpenID Connect access token, sent as a bearer token";
    case "mutualTLS":
      return "Client certificate, given to the connection";
  }
}

/** `apiKeyAuth` → `API_KEY_AUTH`, `OAuth2` → `OAUTH2`, `x-key` → `X_KEY`. */
export function upperSnake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]{2,})([A-Z][a-z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
}
