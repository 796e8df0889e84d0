import type { SecurityScheme } from "../api/api.js";
import type { ApiRow, OperationRow } from "../api/row.js";
import { withQueryParameter } from "./base-url.js";
import { base64OfText } from "./base64.js";
import { ConfigurationError } from "./errors.js";
import { percentEncode } from "./percent.js";
import type { HttpRequest } from "./request.js";

export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/** A token or key; for HTTP Basic a user name and a password, also as `user:password`. */
export type Credential = string | BasicCredential;

/** By the name of the security scheme, or one token for whichever single scheme an operation asks for. */
export type Credentials = Credential | { readonly [scheme: string]: Credential };

/** Alternatives of combinations (OAS 3.1 §4.8.30): scheme name → scopes. */
type Requirements = NonNullable<OperationRow["security"]>;

interface Grant {
  readonly scheme: SecurityScheme;
  readonly credential: Credential;
}

/**
 * The request with the credentials that its operation asks for: the first alternative that the given ones satisfy whole.
 * An operation without security gets none. An API that declares no scheme at all gets the one token, if given, as a bearer token.
 * Nothing that satisfies leaves the request as it is: the API then answers for itself.
 */
export function authorise(
  request: HttpRequest,
  api: ApiRow,
  row: OperationRow,
  credentials: Credentials | undefined,
): HttpRequest {
  if (credentials === undefined) return request;
  if (api.securitySchemes.length === 0) {
    const token = singleCredential(credentials);
    return token === undefined
      ? request
      : apply(request, { scheme: UNDECLARED, credential: token });
  }
  const grants = chooseGrants(row.security ?? api.security, api.securitySchemes, credentials);
  return grants.reduce(apply, request);
}

/** True when the operation asks for credentials and the given ones satisfy no alternative. */
export function lacksCredentials(
  api: ApiRow,
  row: OperationRow,
  credentials: Credentials | undefined,
): boolean {
  const requirements = row.security ?? api.security;
  if (requirements.length === 0 || requirements.some(isAnonymous)) return false;
  return chooseGrants(requirements, api.securitySchemes, credentials ?? {}).length === 0;
}

const UNDECLARED: SecurityScheme = { name: "token", kind: "http", scheme: "bearer" };

function isAnonymous(requirement: Requirements[number]): boolean {
  return Object.keys(requirement).length === 0;
}

function chooseGrants(
  requirements: Requirements,
  schemes: readonly SecurityScheme[],
  credentials: Credentials,
): readonly Grant[] {
  for (const requirement of requirements) {
    const names = Object.keys(requirement);
    const grants = names.flatMap((name) => grantFor(name, names.length, schemes, credentials));
    if (names.length > 0 && grants.length === names.length) return grants;
  }
  return [];
}

function grantFor(
  name: string,
  needed: number,
  schemes: readonly SecurityScheme[],
  credentials: Credentials,
): readonly Grant[] {
  const scheme = schemes.find((candidate) => candidate.name === name);
  if (scheme === undefined || scheme.kind === "mutualTLS") return [];
  const single = singleCredential(credentials);
  if (single !== undefined) {
    return needed === 1 && fits(scheme, single) ? [{ scheme, credential: single }] : [];
  }
  if (typeof credentials === "string" || !Object.hasOwn(credentials, name)) return [];
  const credential: unknown = Reflect.get(credentials, name);
  return isCredential(credential) && fits(scheme, credential) ? [{ scheme, credential }] : [];
}

function singleCredential(credentials: Credentials): Credential | undefined {
  if (typeof credentials === "string") return credentials === "" ? undefined : credentials;
  return isBasic(credentials) ? credentials : undefined;
}

function isBasic(value: unknown): value is BasicCredential {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value);
  return keys.length === 2 && keys.includes("username") && keys.includes("password");
}

function isCredential(value: unknown): value is Credential {
  return (typeof value === "string" && value !== "") || isBasic(value);
}

/** A user name and a password only fit HTTP Basic; a text fits every scheme. */
function fits(scheme: SecurityScheme, credential: Credential): boolean {
  return typeof credential === "string" || isBasicScheme(scheme);
}

export function isBasicScheme(scheme: SecurityScheme): boolean {
  return scheme.kind === "http" && scheme.scheme.toLowerCase() === "basic";
}

function apply(request: HttpRequest, { scheme, credential }: Grant): HttpRequest {
  const text =
    typeof credential === "string" ? credential : `${credential.username}:${credential.password}`;
  if (scheme.kind !== "apiKey") {
    return withHeader(request, "authorization", authorization(scheme, text));
  }
  switch (scheme.in) {
    case "header":
      return withHeader(request, scheme.parameter, text);
    case "query":
      return { ...request, url: withQueryParameter(request.url, scheme.parameter, text) };
    case "cookie": {
      const cookies = request.headers.get("cookie");
      const own = `${percentEncode(scheme.parameter)}=${percentEncode(text)}`;
      return withHeader(request, "cookie", cookies === null ? own : `${cookies}; ${own}`);
    }
  }
}

/** RFC 7617 for Basic, RFC 6750 for bearer tokens; OAuth 2.0 and OpenID Connect give one. */
function authorization(scheme: SecurityScheme, text: string): string {
  if (isBasicScheme(scheme)) return `Basic ${base64OfText(text)}`;
  const name = scheme.kind === "http" ? scheme.scheme : "bearer";
  return `${name.toLowerCase() === "bearer" ? "Bearer" : name} ${text}`;
}

function withHeader(request: HttpRequest, name: string, value: string): HttpRequest {
  const headers = new Headers(request.headers);
  try {
    headers.set(name, value);
  } catch {
    throw new ConfigurationError(`The credential for ${name} cannot stand in a header`);
  }
  return { ...request, headers };
}
