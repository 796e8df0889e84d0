import { base64OfText } from "./base64.js";
import { readCapped } from "./capped-body.js";
import type { ClientAuthentication, OAuthCredential } from "./credential.js";
import { withDeadline } from "./deadline.js";
import { ConfigurationError } from "./errors.js";
import { DEFAULT_RETRY, sendWithRetries } from "./retry.js";

/** An answer of a token endpoint (RFC 6749 §5.1). */
export interface IssuedToken {
  readonly accessToken: string;
  /** Seconds; absent when the endpoint does not say. */
  readonly expiresIn?: number;
  /** Present when it replaces the one that was sent. */
  readonly refreshToken?: string;
  /** How the client was let in, so that the next request need not find out again. */
  readonly clientAuthentication: ClientAuthentication;
}

export interface TokenRequest {
  /** The security scheme that the token is for: it stands in every message. */
  readonly scheme: string;
  readonly url: URL;
  readonly credential: OAuthCredential;
  /** The one that holds now, which need not be the credential's; absent for client credentials. */
  readonly refreshToken: string | undefined;
  readonly scopes: readonly string[];
  readonly clientAuthentication: ClientAuthentication | undefined;
  readonly fetch: typeof fetch;
}

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 256 * 1024;

/**
 * Asks a token endpoint for an access token: by refresh token (RFC 6749 §6) or by client credentials (§4.4). 30 seconds at most, no redirect.
 * @throws {ConfigurationError} with the OAuth error code, and nothing of what was sent, for every answer that is no bearer token.
 */
export async function requestToken(asked: TokenRequest): Promise<IssuedToken> {
  return withDeadline([], TIMEOUT_MS, async (signal) => {
    const { clientAuthentication, credential } = asked;
    const first = clientAuthentication ?? credential.clientAuthentication ?? "client_secret_basic";
    const answer = await post(asked, first, signal);
    const mayTryBody =
      clientAuthentication === undefined &&
      credential.clientAuthentication === undefined &&
      credential.clientSecret !== undefined;
    if (mayTryBody && isClientRefused(answer)) {
      const second = await post(asked, "client_secret_post", signal);
      return issuedToken(asked, second, "client_secret_post");
    }
    return issuedToken(asked, answer, first);
  }).catch((error: unknown) => {
    throw error instanceof ConfigurationError ? error : failed(asked, problemOf(error));
  });
}

/** The JSON of a token endpoint or of a discovery document: an object, or nothing where the answer is none. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: object | undefined;
}

/** Reads at most 256 KiB. A redirect is an answer like any other: it is not followed. */
export async function readJsonAnswer(response: Response): Promise<JsonAnswer> {
  // A browser hides the status of a redirect that is not followed.
  const status = response.type === "opaqueredirect" ? 302 : response.status;
  const { bytes, cut } = await readCapped(response, MOST_BYTES, () => {});
  return { status, body: cut ? undefined : jsonObject(new TextDecoder().decode(bytes)) };
}

function jsonObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The text under a key of an answer's own. */
export function textOf({ body }: JsonAnswer, key: string): string | undefined {
  const value: unknown =
    body !== undefined && Object.hasOwn(body, key) ? Reflect.get(body, key) : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

async function post(
  { url, credential, refreshToken, scopes, fetch }: TokenRequest,
  clientAuthentication: ClientAuthentication,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const { clientId, clientSecret, audience } = credential;
  const parameters = new URLSearchParams(
    refreshToken === undefined
      ? { grant_type: "client_credentials" }
      : { grant_type: "refresh_token", refresh_token: refreshToken },
  );
  if (scopes.length > 0) parameters.set("scope", scopes.join(" "));
  if (audience !== undefined) parameters.set("audience", audience);
  const headers = new Headers({
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
  });
  if (clientSecret !== undefined && clientAuthentication === "client_secret_basic") {
    const pair = `${formEncode(clientId)}:${formEncode(clientSecret)}`;
    headers.set("authorization", `Basic ${base64OfText(pair)}`);
  } else {
    parameters.set("client_id", clientId);
    if (clientSecret !== undefined) parameters.set("client_secret", clientSecret);
  }
  const init = { method: "POST", headers, signal, redirect: "manual" } as const;
  const response = await sendWithRetries({
    request: init,
    policy: DEFAULT_RETRY,
    signal,
    send: () => fetch(url.href, { ...init, body: parameters.toString() }),
    isNetworkError: () => false,
  });
  return readJsonAnswer(response);
}

/** `application/x-www-form-urlencoded`, which a user name and a password of HTTP Basic are before Base64 (RFC 6749 §2.3.1). */
function formEncode(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

function isClientRefused(answer: JsonAnswer): boolean {
  return answer.status === 401 || textOf(answer, "error") === "invalid_client";
}

function issuedToken(
  asked: TokenRequest,
  answer: JsonAnswer,
  clientAuthentication: ClientAuthentication,
): IssuedToken {
  const accessToken = textOf(answer, "access_token");
  if (answer.status < 200 || answer.status > 299 || accessToken === undefined) {
    throw failed(asked, refusal(asked, answer));
  }
  const type = textOf(answer, "token_type") ?? "Bearer";
  if (!/^bearer(?:token)?$/i.test(type)) {
    throw failed(asked, "gave a token that is no bearer token, which cannot be sent");
  }
  const expiresIn = secondsOf(answer.body);
  const refreshToken = textOf(answer, "refresh_token");
  return {
    accessToken,
    clientAuthentication,
    ...(expiresIn !== undefined && { expiresIn }),
    ...(refreshToken !== undefined && { refreshToken }),
  };
}

/** `expires_in`; some endpoints write it as a text. */
function secondsOf(body: object | undefined): number | undefined {
  const value: unknown = body === undefined ? undefined : Reflect.get(body, "expires_in");
  const seconds = typeof value === "string" ? Number.parseFloat(value) : value;
  return typeof seconds === "number" && seconds >= 0 ? seconds : undefined;
}

function refusal(asked: TokenRequest, answer: JsonAnswer): string {
  const code = textOf(answer, "error");
  const { clientId, clientSecret } = asked.credential;
  const sent = [clientId, clientSecret, asked.refreshToken];
  // A code is a word (RFC 6749 §5.2): anything else could be an echo of what was sent.
  if (code !== undefined && /^[a-z][a-z_]{2,40}$/.test(code) && !sent.includes(code)) {
    return `refused: ${code}${ADVICE.get(code) ?? ""}`;
  }
  if (answer.status >= 300 && answer.status <= 399) return "redirects, which is not followed";
  return answer.status >= 200 && answer.status <= 299
    ? "gave no access token"
    : `answered with status ${answer.status}`;
}

const ADVICE: ReadonlyMap<string, string> = new Map([
  ["invalid_client", " (client id or secret are wrong)"],
  ["invalid_grant", " (the refresh token is expired, revoked, or another client's)"],
  ["invalid_scope", " (not all of the scopes may be asked for)"],
  ["unauthorized_client", " (this client may not use this grant)"],
]);

function problemOf(error: unknown): string {
  const isTimeout = error instanceof DOMException && error.name === "TimeoutError";
  return isTimeout ? `did not answer within ${TIMEOUT_MS} ms` : "cannot be reached";
}

function failed({ scheme, url }: TokenRequest, problem: string): ConfigurationError {
  return new ConfigurationError(
    `No access token for the security scheme ${JSON.stringify(scheme)}: the token endpoint ${url.origin}${url.pathname} ${problem}`,
  );
}
