import type { SecurityScheme } from "../api/api.js";
import { ConfigurationError } from "./errors.js";

/** RFC 7617. */
export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/**
 * What access tokens are got with at the token endpoint of an OAuth 2.0 scheme (RFC 6749): by the refresh token where there is one (§6),
 * else by client credentials (§4.4). Also for OpenID Connect, and for a bearer scheme when `tokenUrl` is there.
 */
export interface OAuthCredential {
  readonly clientId: string;
  /** Absent for a public client, which has a refresh token. */
  readonly clientSecret?: string;
  readonly refreshToken?: string;
  /** Instead of the document's; relative to the base URL; https, or http to this machine. */
  readonly tokenUrl?: string;
  /** Asked for whatever the operation; without them those that its security requirement names. */
  readonly scopes?: readonly string[];
  /** A parameter that some token endpoints want: whom the token is for. */
  readonly audience?: string;
  /** How the secret is sent: by HTTP Basic, or in the body (RFC 6749 §2.3.1). Without it Basic, then the body where Basic is refused. */
  readonly clientAuthentication?: ClientAuthentication;
  /** Called when the token endpoint replaces the refresh token, so that the new one can be kept. */
  readonly onRefreshToken?: (refreshToken: string) => void;
}

/** The names of RFC 7591 §2. */
export type ClientAuthentication = "client_secret_basic" | "client_secret_post";

/** For a mutual TLS scheme: says that `fetch` connects with a client certificate. A request shows nothing of it. */
export interface CertificateCredential {
  readonly clientCertificate: true;
}

/** A token or key; for HTTP Basic a user name and a password, also as `user:password`; for OAuth 2.0 also what gets a token. */
export type Credential = string | BasicCredential | OAuthCredential | CertificateCredential;

/** By the name of the security scheme, or one credential for whichever single scheme an operation asks for. */
export type Credentials = Credential | { readonly [scheme: string]: Credential };

/** Credentials that were looked at: which schemes they are for. */
export type HeldCredentials =
  | { readonly kind: "none" }
  | { readonly kind: "single"; readonly credential: Credential }
  | { readonly kind: "by-scheme"; readonly byScheme: ReadonlyMap<string, Credential> };

/**
 * Finds out what was given. Empty texts count as nothing.
 * @throws {ConfigurationError} for a scheme that the API has not, and for a credential that its scheme, or every one, cannot use.
 */
export function holdCredentials(
  schemes: readonly SecurityScheme[],
  given: Credentials | undefined,
): HeldCredentials {
  if (given === undefined || given === "") return { kind: "none" };
  const isSingle = isCredential(given) && !namesScheme(schemes, given);
  if (isSingle) {
    if (schemes.length > 0 && !schemes.some((scheme) => fits(scheme, given))) {
      throw new ConfigurationError(`The credential fits none of the API's ${listed(schemes)}`);
    }
    return { kind: "single", credential: given };
  }
  const byScheme = new Map<string, Credential>();
  for (const [name, credential] of Object.entries(given) as readonly [string, unknown][]) {
    if (credential === undefined || credential === "") continue;
    const scheme = schemes.find((candidate) => candidate.name === name);
    if (scheme === undefined) {
      throw new ConfigurationError(
        `There is no security scheme ${JSON.stringify(name)} to give a credential for: the API has ${listed(schemes)}`,
      );
    }
    if (!isCredential(credential) || !fits(scheme, credential)) {
      throw new ConfigurationError(
        `The credential for the security scheme ${JSON.stringify(name)} must be ${wanted(scheme)}`,
      );
    }
    byScheme.set(name, credential);
  }
  return byScheme.size === 0 ? { kind: "none" } : { kind: "by-scheme", byScheme };
}

/** A user name and a password only fit HTTP Basic, a client only what takes its tokens; a text fits every scheme of the request. */
export function fits(scheme: SecurityScheme, credential: Credential): boolean {
  if (scheme.kind === "mutualTLS") return isCertificate(credential);
  if (typeof credential === "string") return true;
  if (isBasic(credential)) return isBasicScheme(scheme);
  return isOAuth(credential) && takesOAuthTokens(scheme, credential);
}

function takesOAuthTokens(scheme: SecurityScheme, { tokenUrl }: OAuthCredential): boolean {
  if (scheme.kind === "oauth2" || scheme.kind === "openIdConnect") return true;
  return tokenUrl !== undefined && scheme.kind === "http" && isNamed(scheme.scheme, "bearer");
}

export function isBasicScheme(scheme: SecurityScheme): boolean {
  return scheme.kind === "http" && isNamed(scheme.scheme, "basic");
}

/** Names of HTTP authentication schemes do not differ in case alone (RFC 9110 §11.1). */
export function isNamed(scheme: string, name: string): boolean {
  return scheme.toLowerCase() === name;
}

export function isOAuth(credential: Credential): credential is OAuthCredential {
  return typeof credential !== "string" && "clientId" in credential;
}

function isBasic(credential: Credential): credential is BasicCredential {
  return typeof credential !== "string" && "username" in credential;
}

function isCertificate(credential: Credential): boolean {
  return typeof credential !== "string" && "clientCertificate" in credential;
}

/** True for anything of a credential's shape, wherever it came from. */
function isCredential(value: unknown): value is Credential {
  if (typeof value === "string") return true;
  if (typeof value !== "object" || value === null) return false;
  const text = (key: string) =>
    Object.hasOwn(value, key) && typeof Reflect.get(value, key) === "string";
  if (text("username") && text("password")) return true;
  if (Object.hasOwn(value, "clientCertificate")) return true;
  return text("clientId") && (text("clientSecret") || text("refreshToken"));
}

/** An API may have schemes that are called `username` and `password`. */
function namesScheme(schemes: readonly SecurityScheme[], given: Credentials): boolean {
  return typeof given !== "string" && schemes.some(({ name }) => Object.hasOwn(given, name));
}

function wanted(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "mutualTLS":
      return "{ clientCertificate: true }, with a fetch that connects with the certificate";
    case "oauth2":
    case "openIdConnect":
      return "an access token, or a clientId with a clientSecret or a refreshToken";
    case "apiKey":
      return "the key as a text";
    case "http":
      return isBasicScheme(scheme) ? "a username and a password" : "the token as a text";
  }
}

function listed(schemes: readonly SecurityScheme[]): string {
  if (schemes.length === 0) return "no security scheme, so it takes one token";
  return `security schemes: ${schemes.map(({ name }) => name).join(", ")}`;
}

/** The texts of a credential that nobody else may see. A text may be `user:password` or `Bearer token`: every part that could be the secret is one. */
export function secretsOf(credential: Credential): readonly string[] {
  if (typeof credential === "string") {
    const colon = credential.indexOf(":");
    const word = /^[A-Za-z]+ +(\S.*)$/.exec(credential)?.[1];
    return [
      credential,
      ...(colon > 0 ? [credential.slice(colon + 1)] : []),
      ...(word !== undefined ? [word] : []),
    ];
  }
  if (isBasic(credential)) {
    const { username, password } = credential;
    return [`${username}:${password}`, password === "" ? username : password];
  }
  if (!isOAuth(credential)) return [];
  return [credential.clientSecret, credential.refreshToken].filter((text) => text !== undefined);
}
