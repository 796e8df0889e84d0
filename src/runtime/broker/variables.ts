import type { Api, SecurityRequirement, SecurityScheme } from "../api/api.js";
import { firstServerUrl } from "../client/base-url.js";
import { isBasicScheme, isNamed } from "../client/credential.js";
import { documentedTokenUrl } from "../client/token-url.js";

/** One environment variable of a server. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly description: string;
  readonly secret: boolean;
  /** True when nothing, or less than half of the operations, works without it. */
  readonly required: boolean;
}

/** A variable of the credential of one security scheme; of none where the document declares none at all. */
export interface CredentialVariable extends EnvironmentVariable {
  readonly scheme?: string;
  readonly part: CredentialPart;
  /** True for those that a first connection sets, where the scheme can be satisfied in several ways. */
  readonly usual: boolean;
}

/** `text`: the key, the token, or `user:password`. The others are parts of an `OAuthCredential`, and files of a client certificate. */
export type CredentialPart =
  | "text"
  | "clientId"
  | "clientSecret"
  | "refreshToken"
  | "tokenUrl"
  | "scopes"
  | "audience"
  | "certificate"
  | "key"
  | "passphrase"
  | "authority";

/** `GITHUB_BASE_URL`, then the credentials. */
export function environmentVariables(api: Api): readonly EnvironmentVariable[] {
  const server = firstServerUrl(api.servers);
  const base = {
    name: baseUrlVariable(api),
    ...baseUrlNeed(server),
    secret: false,
  };
  return [base, ...credentialVariables(api)];
}

function baseUrlNeed(
  server: string | undefined,
): Pick<EnvironmentVariable, "description" | "required"> {
  if (server === undefined || !/^https?:\/\//i.test(server)) {
    const description = "Base URL of the API: the document names no absolute one";
    return { description, required: true };
  }
  // Nobody else's document leads a server into the network that it runs in.
  if (PRIVATE_HOST.test(server)) {
    const description = `Base URL of the API: the document names ${server}, where requests go only if you say so`;
    return { description, required: true };
  }
  return { description: `Base URL of the API, instead of ${server}`, required: false };
}

export function baseUrlVariable(api: Pick<Api, "name">): string {
  return `${upperSnake(api.name)}_BASE_URL`;
}

/** `GITHUB_MCP_TOKEN`: what callers of the server present over HTTP. It is never sent to the API. */
export function serverTokenVariable(api: Pick<Api, "name">): string {
  return `${upperSnake(api.name)}_MCP_TOKEN`;
}

/** `GITHUB_MCP_ALLOW` and so on: the flags of a server that has no command line, under the same names. */
export function flagVariables(api: Pick<Api, "name">): {
  readonly [Flag in "allow" | "deny" | "allowOrigin"]: string;
} {
  const prefix = `${upperSnake(api.name)}_MCP`;
  return {
    allow: `${prefix}_ALLOW`,
    deny: `${prefix}_DENY`,
    allowOrigin: `${prefix}_ALLOW_ORIGIN`,
  };
}

/**
 * The credentials of an API: `GITHUB_TOKEN`, or `STRIPE_BASIC_AUTH` and `STRIPE_BEARER_AUTH` where the document has several schemes;
 * for OAuth 2.0 also `…_CLIENT_ID` and what goes with it. Schemes whose names differ in case or separators alone share a variable.
 * All mutual TLS schemes have one client certificate, the connection's.
 */
export function credentialVariables(api: Api): readonly CredentialVariable[] {
  const prefix = upperSnake(api.name);
  const schemes = api.securitySchemes.filter((scheme) => scheme.kind !== "mutualTLS");
  const certificates = api.securitySchemes.filter((scheme) => scheme.kind === "mutualTLS");
  if (api.securitySchemes.length === 0) {
    return [
      {
        name: `${prefix}_TOKEN`,
        description:
          "Sent as a bearer token with every call; the document declares no security scheme",
        secret: true,
        required: false,
        part: "text",
        usual: true,
      },
    ];
  }
  return [
    ...schemes.flatMap((scheme) => {
      const own = `${prefix}_${upperSnake(scheme.name)}`;
      const named =
        schemes.length === 1 ? { text: `${prefix}_TOKEN`, prefix } : { text: own, prefix: own };
      return variablesOf(api, scheme, named);
    }),
    ...certificates.slice(0, 1).flatMap(({ name }) => certificateVariables(api, name)),
  ];
}

/** What a credential's variables are called: the first one, and what the others begin with. */
interface Names {
  readonly text: string;
  readonly prefix: string;
}

function variablesOf(
  api: Api,
  scheme: SecurityScheme,
  names: Names,
): readonly CredentialVariable[] {
  const tokenUrl =
    documentedTokenUrl(scheme, "client") ??
    (scheme.kind === "openIdConnect" ? scheme.url : undefined);
  const givesTokens = tokenUrl !== undefined;
  const forClients =
    scheme.kind === "oauth2" && scheme.flows.every(({ kind }) => kind === "clientCredentials");
  const variable = (
    part: CredentialPart,
    name: string,
    description: string,
    kind: "secret" | "plain",
  ): CredentialVariable => {
    const usual =
      givesTokens && forClients ? part === "clientId" || part === "clientSecret" : part === "text";
    return {
      name,
      description,
      secret: kind === "secret",
      // Asks every operation, which a server that only looks for its credentials need not do.
      get required() {
        // What a client gets by its id and secret need not be given.
        const replaceable = part === "text" && givesTokens;
        return usual && !replaceable && isIndispensable(api, scheme.name);
      },
      scheme: scheme.name,
      part,
      usual,
    };
  };
  const about = describe(scheme);
  const orClient = givesTokens && !forClients ? "; or a client, by the variables that follow" : "";
  const text = variable("text", names.text, `${about}${orClient}`, "secret");
  if (!givesTokens) return [text];
  const { prefix } = names;
  const client = [
    variable(
      "clientId",
      `${prefix}_CLIENT_ID`,
      `OAuth 2.0 client id, in place of ${names.text}: access tokens are then got from the token URL, and again when they expire`,
      "plain",
    ),
    variable("clientSecret", `${prefix}_CLIENT_SECRET`, "Secret of that client", "secret"),
  ];
  return [
    ...(forClients ? [...client, text] : [text, ...client]),
    ...(forClients
      ? []
      : [
          variable(
            "refreshToken",
            `${prefix}_REFRESH_TOKEN`,
            "Refresh token of that client, to act for the user who gave it",
            "secret",
          ),
        ]),
    variable(
      "tokenUrl",
      `${prefix}_TOKEN_URL`,
      `Token URL, instead of ${sourceOf(scheme, tokenUrl)}`,
      "plain",
    ),
    variable(
      "scopes",
      `${prefix}_SCOPES`,
      "Scopes to ask for, separated by spaces, instead of those that each operation names",
      "plain",
    ),
    variable(
      "audience",
      `${prefix}_AUDIENCE`,
      "Audience to ask for, where the token URL wants one",
      "plain",
    ),
  ];
}

function sourceOf(scheme: SecurityScheme, url: string): string {
  return scheme.kind === "openIdConnect" ? `the one that ${url} names` : url;
}

function certificateVariables(api: Api, scheme: string): readonly CredentialVariable[] {
  const { certificate, key, passphrase, authority } = certificateVariableNames(api);
  const about = { scheme, secret: false, required: false, usual: false };
  return [
    {
      ...about,
      name: certificate,
      description:
        "Client certificate for mutual TLS: a PEM file, with the certificates between it and the authority",
      get required() {
        return isIndispensable(api, scheme);
      },
      part: "certificate",
      usual: true,
    },
    {
      ...about,
      name: key,
      description: "Private key of the client certificate: a PEM file",
      get required() {
        return isIndispensable(api, scheme);
      },
      part: "key",
      usual: true,
    },
    {
      ...about,
      name: passphrase,
      description: "Passphrase of that private key, if it has one",
      secret: true,
      part: "passphrase",
    },
    {
      ...about,
      name: authority,
      description:
        "Certificates of the authorities that the API's own certificate must come from, instead of the public ones: a PEM file",
      part: "authority",
    },
  ];
}

/** A server reads these whether the document has a mutual TLS scheme or not: what stands before an API may ask for a certificate too. */
export function certificateVariableNames(api: Pick<Api, "name">): {
  readonly [Part in "certificate" | "key" | "passphrase" | "authority"]: string;
} {
  const prefix = upperSnake(api.name);
  return {
    certificate: `${prefix}_CLIENT_CERT`,
    key: `${prefix}_CLIENT_KEY`,
    passphrase: `${prefix}_CLIENT_KEY_PASSPHRASE`,
    authority: `${prefix}_CA_CERT`,
  };
}

/** Which variables satisfy a requirement, alternative by alternative; an empty alternative needs none. */
export function variableChoices(
  api: Api,
  security: readonly SecurityRequirement[],
): readonly (readonly string[])[] {
  const variables = credentialVariables(api).filter(({ usual }) => usual);
  const kinds = new Map(api.securitySchemes.map(({ name, kind }) => [name, kind]));
  const isOf = (variable: CredentialVariable, scheme: string) =>
    variable.scheme === scheme ||
    (variable.part in CERTIFICATE_PARTS && kinds.get(scheme) === "mutualTLS");
  const choices = security.map((alternative) => [
    ...new Set(
      alternative.flatMap(({ scheme }) =>
        variables.filter((variable) => isOf(variable, scheme)).map(({ name }) => name),
      ),
    ),
  ]);
  return choices.filter(
    (choice, at) => choices.findIndex((other) => other.join() === choice.join()) === at,
  );
}

const CERTIFICATE_PARTS = { certificate: true, key: true } as const;

/** True when most operations have the scheme in each of their alternatives: what a few ask for is not everybody's to set. */
function isIndispensable(api: Api, scheme: string): boolean {
  const asking = api.operations.filter(
    ({ security = [] }) =>
      security.length > 0 &&
      security.every((alternative) => alternative.some((part) => part.scheme === scheme)),
  );
  return asking.length * 2 > api.operations.length;
}

/** Hosts of the machine itself or of a private network (RFC 1918, RFC 6761 §6.3), as documents of APIs in development name them. */
const PRIVATE_HOST =
  /^https?:\/\/(?:[^/@]*@)?(?:(?:[^/:]+\.)?localhost|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|\[::1\])(?:[:/]|$)/i;

function describe(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "apiKey":
      return `API key, sent as it is in the ${scheme.in} parameter \`${scheme.parameter}\``;
    case "http":
      return isBasicScheme(scheme)
        ? "HTTP Basic credentials as user:password"
        : `Token, sent as \`Authorization: ${isNamed(scheme.scheme, "bearer") ? "Bearer" : scheme.scheme}\``;
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
