import type { SecurityScheme } from "../api/api.js";
import type { OAuthCredential } from "./credential.js";
import { withDeadline } from "./deadline.js";
import { ConfigurationError } from "./errors.js";
import { readJsonAnswer, textOf } from "./token-endpoint.js";

export interface TokenUrlQuestion {
  readonly scheme: SecurityScheme;
  readonly credential: OAuthCredential;
  /** What relative URLs stand against; `undefined` where the API has no absolute one. */
  readonly baseUrl: URL | undefined;
  readonly fetch: typeof fetch;
}

const DISCOVERY_TIMEOUT_MS = 30_000;

/**
 * The token endpoint: the operator's, else that of the scheme's flows (OAS 3.1 §4.8.28), else the one of the OpenID Provider's metadata
 * (OpenID Connect Discovery 1.0 §4), which is fetched for it.
 * @throws {ConfigurationError} when there is none, or when what is sent to it could be read on the way.
 */
export async function findTokenUrl(question: TokenUrlQuestion): Promise<URL> {
  const { scheme, credential, baseUrl } = question;
  const text =
    credential.tokenUrl ??
    (scheme.kind === "openIdConnect"
      ? await discoveredUrl(question, scheme.url)
      : documentedTokenUrl(scheme, credential.refreshToken === undefined ? "client" : "refresh"));
  if (text === undefined) {
    throw new ConfigurationError(
      `The security scheme ${JSON.stringify(scheme.name)} names no token URL: it must be set, or an access token given`,
    );
  }
  return safeUrl(text, baseUrl, `token URL of the security scheme ${JSON.stringify(scheme.name)}`);
}

/**
 * Which of a scheme's URLs gives tokens: for a client the one of client credentials; for a refresh token the `refreshUrl` of any flow,
 * else the `tokenUrl` of one that gives refresh tokens. Any flow's rather than none.
 */
export function documentedTokenUrl(
  scheme: SecurityScheme,
  use: "client" | "refresh",
): string | undefined {
  if (scheme.kind !== "oauth2") return undefined;
  const tokenUrl = (isWanted: (kind: string) => boolean) =>
    scheme.flows.find((flow) => Boolean(flow.tokenUrl) && isWanted(flow.kind))?.tokenUrl;
  if (use === "client")
    return tokenUrl((kind) => kind === "clientCredentials") ?? tokenUrl(() => true);
  const refreshUrl = scheme.flows.find((flow) => Boolean(flow.refreshUrl))?.refreshUrl;
  return refreshUrl ?? tokenUrl((kind) => kind !== "clientCredentials") ?? tokenUrl(() => true);
}

/** A document may give the issuer in place of its metadata. */
async function discoveredUrl(
  { scheme, baseUrl, fetch }: TokenUrlQuestion,
  documented: string,
): Promise<string> {
  const about = `discovery document of the security scheme ${JSON.stringify(scheme.name)}`;
  const url = safeUrl(documented, baseUrl, about);
  if (!url.pathname.includes("/.well-known/")) {
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/.well-known/openid-configuration`;
  }
  const answer = await withDeadline([], DISCOVERY_TIMEOUT_MS, async (signal) =>
    readJsonAnswer(
      await fetch(url.href, {
        headers: { accept: "application/json" },
        signal,
        redirect: "manual",
      }),
    ),
  ).catch((error: unknown) => {
    if (error instanceof ConfigurationError) throw error;
    return undefined;
  });
  const tokenUrl = answer === undefined ? undefined : textOf(answer, "token_endpoint");
  if (answer === undefined || answer.status !== 200 || tokenUrl === undefined) {
    throw new ConfigurationError(
      `The ${about}, ${url.origin}${url.pathname}, ${answer === undefined ? "cannot be reached" : "names no token endpoint"}`,
    );
  }
  return new URL(tokenUrl, url).href;
}

/** TLS must be used (RFC 6749 §3.2); a loopback address does not leave the machine (RFC 8252 §8.3). */
function safeUrl(text: string, baseUrl: URL | undefined, about: string): URL {
  const base = baseUrl === undefined ? undefined : new URL(baseUrl);
  if (base !== undefined && !base.pathname.endsWith("/")) base.pathname += "/";
  if (!URL.canParse(text, base)) {
    throw new ConfigurationError(`The ${about} is no absolute URL`);
  }
  const url = new URL(text, base);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw new ConfigurationError(`The ${about} must begin with https://`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new ConfigurationError(`The ${about} must not hold user information`);
  }
  url.hash = "";
  return url;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
