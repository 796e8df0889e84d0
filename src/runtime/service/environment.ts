import type { Api, SecurityScheme } from "../api/api.js";
import {
  baseUrlVariable,
  type CredentialVariable,
  certificateVariableNames,
  credentialVariables,
} from "../broker/variables.js";
import {
  type Credential,
  type Credentials,
  isBasicScheme,
  type OAuthCredential,
} from "../client/credential.js";
import { ConfigurationError } from "../client/errors.js";
import type { ConnectionSettings } from "./connection-settings.js";

/** What a server takes from its environment. */
export interface Environment {
  readonly baseUrl: string | undefined;
  /** By scheme; one token where the document declares no scheme; `undefined` when nothing is set. */
  readonly credentials: Credentials | undefined;
  /** `undefined` when connections need nothing that `fetch` has not. */
  readonly connection: ConnectionSettings | undefined;
}

type Read = (name: string) => string | undefined;

/**
 * Reads the variables that `environmentVariables(api)` lists; an empty one counts as not set.
 * HTTP Basic is `user:password`, cut at the first colon; without a colon it is a user name whose password is empty.
 * @throws {ConfigurationError} for a variable that is set without the one that it belongs to.
 */
export function readEnvironment(
  api: Api,
  variables: { readonly [name: string]: string | undefined },
): Environment {
  const read: Read = (name) => variables[name]?.trim() || undefined;
  const connection = readConnection(api, read);
  return {
    baseUrl: read(baseUrlVariable(api)),
    credentials: readCredentials(api, read, connection),
    connection,
  };
}

function readConnection(api: Api, read: Read): ConnectionSettings | undefined {
  const names = certificateVariableNames(api);
  const certificate = read(names.certificate);
  const passphrase = read(names.passphrase);
  const authority = read(names.authority);
  // One PEM file may hold both.
  const key = read(names.key) ?? certificate;
  if (certificate === undefined && key !== undefined) {
    throw new ConfigurationError(`${names.key} is set without ${names.certificate}`);
  }
  if (certificate === undefined && authority === undefined) return undefined;
  return {
    ...(certificate !== undefined &&
      key !== undefined && {
        identity: {
          certificate: { variable: names.certificate, value: certificate },
          key: { variable: names.key, value: key },
          ...(passphrase !== undefined && { passphrase }),
        },
      }),
    ...(authority !== undefined && {
      authority: { variable: names.authority, value: authority },
    }),
  };
}

function readCredentials(
  api: Api,
  read: Read,
  connection: ConnectionSettings | undefined,
): Credentials | undefined {
  const variables = credentialVariables(api);
  if (api.securitySchemes.length === 0) return read(variables[0]?.name ?? "");
  const credentials: Record<string, Credential> = Object.create(null);
  for (const scheme of api.securitySchemes) {
    const own = variables.filter((variable) => variable.scheme === scheme.name);
    const credential =
      scheme.kind === "mutualTLS"
        ? connection?.identity && ({ clientCertificate: true } as const)
        : readCredential(scheme, own, read);
    if (credential !== undefined) credentials[scheme.name] = credential;
  }
  return Object.keys(credentials).length === 0 ? undefined : credentials;
}

/** A given token before a client that gets one. */
function readCredential(
  scheme: SecurityScheme,
  variables: readonly CredentialVariable[],
  read: Read,
): Credential | undefined {
  const nameOf = (part: CredentialVariable["part"]) =>
    variables.find((variable) => variable.part === part)?.name ?? "";
  const text = read(nameOf("text"));
  if (text !== undefined) return isBasicScheme(scheme) ? basicCredential(text) : text;
  const [clientId, clientSecret, refreshToken, tokenUrl, scopes, audience] = (
    ["clientId", "clientSecret", "refreshToken", "tokenUrl", "scopes", "audience"] as const
  ).map((part) => read(nameOf(part)));
  if (clientId === undefined) {
    const alone = clientSecret === undefined ? "refreshToken" : "clientSecret";
    if (clientSecret === undefined && refreshToken === undefined) return undefined;
    throw new ConfigurationError(`${nameOf(alone)} is set without ${nameOf("clientId")}`);
  }
  if (clientSecret === undefined && refreshToken === undefined) {
    const needed = [nameOf("clientSecret"), nameOf("refreshToken")].filter((name) => name !== "");
    throw new ConfigurationError(`${nameOf("clientId")} is set without ${needed.join(" or ")}`);
  }
  const credential: OAuthCredential = {
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    ...(refreshToken !== undefined && { refreshToken }),
    ...(tokenUrl !== undefined && { tokenUrl }),
    ...(scopes !== undefined && { scopes: scopes.split(/[\s,]+/) }),
    ...(audience !== undefined && { audience }),
  };
  return credential;
}

function basicCredential(text: string): Credential {
  const colon = text.indexOf(":");
  if (colon < 0) return { username: text, password: "" };
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}
