import type { ApiRow, OperationRow } from "../api/row.js";
import { chooseGrants, type Grant, withCredential } from "./auth.js";
import { baseUrlOf } from "./base-url.js";
import {
  type Credentials,
  type HeldCredentials,
  holdCredentials,
  isOAuth,
  type OAuthCredential,
  secretsOf,
} from "./credential.js";
import { ConfigurationError } from "./errors.js";
import type { HttpRequest } from "./request.js";
import { createTokenSource, type TokenSource } from "./token-source.js";

/** The credentials of one API, applied to its requests. */
export interface Authoriser {
  /** The request with the credentials that its operation asks for, as far as they are there. May fetch a token first. */
  authorise(request: HttpRequest, row: OperationRow, signal: AbortSignal): Promise<HttpRequest>;
  /** After an answer of 401 to what `authorise` made of `request`: true when there are new credentials, so that it is worth sending again. */
  renew(request: HttpRequest, signal: AbortSignal): Promise<boolean>;
  /** True when the operation takes credentials, needed or not, and none of its alternatives is satisfied. */
  lacks(row: OperationRow): boolean;
  /** All that must not be seen outside: the given credentials and the tokens fetched with them. */
  secrets(): readonly string[];
}

export interface AuthoriserOptions {
  readonly api: ApiRow;
  readonly credentials: Credentials | undefined;
  /** The operator's; relative token URLs stand against it, or against the API's first server. */
  readonly baseUrl: string | undefined;
  /** For token endpoints. */
  readonly fetch: typeof fetch;
}

interface SentToken {
  readonly source: TokenSource;
  readonly token: string;
}

/** A grant whose text has to be fetched. */
type TokenGrant = Grant & { readonly credential: OAuthCredential };

/** @throws {ConfigurationError} for credentials that fit no scheme of the API. */
export function createAuthoriser({
  api,
  credentials,
  baseUrl,
  fetch,
}: AuthoriserOptions): Authoriser {
  const held = holdCredentials(api.securitySchemes, credentials);
  const sources = new Map<string, TokenSource>();
  /** What a request was sent with: a refusal is about that token, which may not be the newest one any more. */
  const sent = new WeakMap<HttpRequest, readonly SentToken[]>();
  const sourceOf = (grant: TokenGrant): TokenSource => {
    const { name } = grant.scheme;
    const source =
      sources.get(name) ??
      createTokenSource({ ...grant, baseUrl: absoluteBase(api, baseUrl), fetch });
    sources.set(name, source);
    return source;
  };
  return {
    async authorise(request, row, signal) {
      let authorised = request;
      const tokens: SentToken[] = [];
      for (const grant of chooseGrants(api, row, held).grants) {
        if (isTokenGrant(grant)) {
          const source = sourceOf(grant);
          const token = await source.token(grant.scopes, signal);
          tokens.push({ source, token });
          authorised = withCredential(authorised, grant.scheme, token);
        } else {
          authorised = withGiven(authorised, grant);
        }
      }
      sent.set(request, tokens);
      return authorised;
    },
    async renew(request, signal) {
      let isRenewed = false;
      for (const { source, token } of sent.get(request) ?? []) {
        if (await source.renew(token, signal)) isRenewed = true;
      }
      return isRenewed;
    },
    lacks: (row) => !chooseGrants(api, row, held).satisfied,
    secrets: () => [
      ...givenSecrets(held),
      ...[...sources.values()].flatMap((source) => source.secrets()),
    ],
  };
}

function isTokenGrant(grant: Grant): grant is TokenGrant {
  return isOAuth(grant.credential);
}

/** A client certificate is the connection's: the request shows nothing of it. */
function withGiven(request: HttpRequest, { scheme, credential }: Grant): HttpRequest {
  if (typeof credential === "string") return withCredential(request, scheme, credential);
  if (!("username" in credential)) return request;
  return withCredential(request, scheme, `${credential.username}:${credential.password}`);
}

function givenSecrets(held: HeldCredentials): readonly string[] {
  switch (held.kind) {
    case "none":
      return [];
    case "single":
      return secretsOf(held.credential);
    case "by-scheme":
      return [...held.byScheme.values()].flatMap(secretsOf);
  }
}

function absoluteBase(api: ApiRow, configured: string | undefined): URL | undefined {
  try {
    return baseUrlOf(api.servers, configured);
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}
