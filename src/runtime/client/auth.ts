import type { SecurityScheme } from "../api/api.js";
import type { ApiRow, OperationRow } from "../api/row.js";
import { withQueryParameter } from "./base-url.js";
import { base64OfText } from "./base64.js";
import {
  type Credential,
  fits,
  type HeldCredentials,
  isBasicScheme,
  isNamed,
} from "./credential.js";
import { ConfigurationError } from "./errors.js";
import { percentEncode } from "./percent.js";
import type { HttpRequest } from "./request.js";

/** One scheme of the chosen alternative, with its credential and the scopes that the operation names for it. */
export interface Grant {
  readonly scheme: SecurityScheme;
  readonly credential: Credential;
  readonly scopes: readonly string[];
}

/** Alternatives of combinations (OAS 3.1 §4.8.30): scheme name → scopes. */
type Requirements = NonNullable<OperationRow["security"]>;

/** What an operation gets of the credentials. */
export interface Choice {
  readonly grants: readonly Grant[];
  /** False when the operation takes credentials, and they satisfy none of its alternatives whole. */
  readonly satisfied: boolean;
}

/**
 * What to send for an operation: the first alternative that the credentials satisfy whole, nothing for an operation without security.
 * Where none is satisfied, what there is of the first that has the most: documents often combine what they mean as alternatives.
 * An API that declares no scheme at all gets the one credential, if given, as a bearer token.
 * @throws {ConfigurationError} when the only scheme with a credential is one of HTTP that a fixed text cannot satisfy.
 */
export function chooseGrants(api: ApiRow, row: OperationRow, held: HeldCredentials): Choice {
  if (api.securitySchemes.length === 0) {
    return held.kind === "single"
      ? {
          grants: [{ scheme: UNDECLARED, credential: held.credential, scopes: [] }],
          satisfied: true,
        }
      : { grants: [], satisfied: false };
  }
  const requirements = row.security ?? api.security;
  const takesNone = requirements.every((requirement) => Object.keys(requirement).length === 0);
  if (takesNone) return { grants: [], satisfied: true };
  let most: readonly Grant[] = [];
  let challenged: Grant | undefined;
  for (const requirement of requirements) {
    const names = Object.keys(requirement);
    const grants = names.flatMap((name) => grantFor(name, requirement, api.securitySchemes, held));
    const unanswerable = grants.find(({ scheme }) => isChallenged(scheme));
    challenged ??= unanswerable;
    if (unanswerable !== undefined || names.length === 0) continue;
    if (grants.length === names.length) return { grants, satisfied: true };
    if (grants.length > most.length) most = grants;
  }
  const mayGoWithout = requirements.some((requirement) => Object.keys(requirement).length === 0);
  if (challenged === undefined || mayGoWithout) {
    return { grants: mayGoWithout ? [] : most, satisfied: false };
  }
  throw new ConfigurationError(
    `The security scheme ${JSON.stringify(challenged.scheme.name)} answers a challenge for each request, which is not supported: a fixed credential cannot satisfy it`,
  );
}

const UNDECLARED: SecurityScheme = { name: "token", kind: "http", scheme: "bearer" };

/** Authentication schemes whose credentials depend on the server's challenge or on the request (IANA's registry, and NTLM). */
const CHALLENGED: ReadonlySet<string> = new Set([
  "digest",
  "hoba",
  "mutual",
  "negotiate",
  "ntlm",
  "scram-sha-1",
  "scram-sha-256",
]);

function isChallenged(scheme: SecurityScheme): boolean {
  return scheme.kind === "http" && CHALLENGED.has(scheme.scheme.toLowerCase());
}

function grantFor(
  name: string,
  requirement: Requirements[number],
  schemes: readonly SecurityScheme[],
  held: HeldCredentials,
): readonly Grant[] {
  const scheme = schemes.find((candidate) => candidate.name === name);
  const credential = credentialFor(name, Object.keys(requirement).length, held);
  if (scheme === undefined || credential === undefined || !fits(scheme, credential)) return [];
  return [{ scheme, credential, scopes: requirement[name] ?? [] }];
}

/** One credential for whichever scheme does not stand for several that are needed together. */
function credentialFor(
  name: string,
  needed: number,
  held: HeldCredentials,
): Credential | undefined {
  switch (held.kind) {
    case "none":
      return undefined;
    case "single":
      return needed === 1 ? held.credential : undefined;
    case "by-scheme":
      return held.byScheme.get(name);
  }
}

/**
 * The request with the text of one credential: a key, a token, or `user:password`.
 * @throws {ConfigurationError} when it cannot stand in a header.
 */
export function withCredential(
  request: HttpRequest,
  scheme: SecurityScheme,
  text: string,
): HttpRequest {
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

/** RFC 7617 for Basic, RFC 6750 for bearer tokens; OAuth 2.0 and OpenID Connect give one. A text that names its scheme already is sent as it is. */
function authorization(scheme: SecurityScheme, text: string): string {
  if (isBasicScheme(scheme)) return `Basic ${base64OfText(text)}`;
  const name =
    scheme.kind === "http" && !isNamed(scheme.scheme, "bearer") ? scheme.scheme : "Bearer";
  const isNamedAlready = text.slice(0, name.length + 1).toLowerCase() === `${name.toLowerCase()} `;
  return isNamedAlready ? text : `${name} ${text}`;
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
