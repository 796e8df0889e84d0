import type { SecurityScheme } from "../api/api.js";
import type { ClientAuthentication, OAuthCredential } from "./credential.js";
import { requestToken } from "./token-endpoint.js";
import { findTokenUrl } from "./token-url.js";

/** The access tokens of one scheme: fetched when they are needed, kept until they expire. */
export interface TokenSource {
  /** A token that covers the scopes. Rejects with a `ConfigurationError`, or with the signal's reason. */
  token(scopes: readonly string[], signal: AbortSignal): Promise<string>;
  /** After the API refused a token: true when there is another one now. */
  renew(refused: string, signal: AbortSignal): Promise<boolean>;
  /** The tokens that were got: those that hold, and the last of those before, which can still come back in an answer. */
  secrets(): readonly string[];
}

export interface TokenSourceOptions {
  readonly scheme: SecurityScheme;
  readonly credential: OAuthCredential;
  readonly baseUrl: URL | undefined;
  readonly fetch: typeof fetch;
}

interface HeldToken {
  readonly accessToken: string;
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds of the epoch from which on it is not sent any more; `Infinity` when nothing says. */
  readonly staleAt: number;
  /** Set for one that was got because the API refused the one before. */
  readonly renewedAt: number | undefined;
}

interface PendingToken {
  readonly token: Promise<string>;
  /** Milliseconds of the epoch. */
  readonly askedAt: number;
}

/** A token is not sent in its last 30 seconds, nor in the last tenth of a short life. */
const SKEW_MS = 30_000;
/** More than a token and its URL may take together: by then the platform has dropped the request, as Workers do when its caller goes. */
const DROPPED_MS = 65_000;
/** When an API refuses a token and then its successor, another one will not help: it is not asked for one each call. */
const RENEWED_AGAIN_MS = 60_000;
const REMEMBERED_SECRETS = 8;

/** Concurrent needs of the same scopes share one request, which goes on when one of those who wait gives up. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { credential } = options;
  const held = new Map<string, HeldToken>();
  const pending = new Map<string, PendingToken>();
  let refreshToken = credential.refreshToken;
  let clientAuthentication: ClientAuthentication | undefined;
  let tokenUrl: Promise<URL> | undefined;
  let formerSecrets: readonly string[] = [];

  /** A refresh token has its scopes already (RFC 6749 §6); a client asks for those of the operation unless told which. */
  const askedScopes = (needed: readonly string[]) =>
    credential.scopes ?? (credential.refreshToken === undefined ? needed : []);
  const retire = (secret: string | undefined) => {
    if (secret === undefined) return;
    formerSecrets = [secret, ...formerSecrets].slice(0, REMEMBERED_SECRETS);
  };
  const findUrl = () => {
    tokenUrl ??= findTokenUrl(options).catch((error: unknown) => {
      tokenUrl = undefined;
      throw error;
    });
    return tokenUrl;
  };

  const fetchToken = async (
    scopes: readonly string[],
    key: string,
    reason: "needed" | "refused",
  ): Promise<string> => {
    const issued = await requestToken({
      scheme: options.scheme.name,
      url: await findUrl(),
      credential,
      refreshToken,
      scopes,
      clientAuthentication,
      fetch: options.fetch,
    });
    const now = Date.now();
    const { accessToken, expiresIn } = issued;
    clientAuthentication = issued.clientAuthentication;
    // Client credentials give none that is worth keeping (RFC 6749 §4.4.3).
    const rotated = refreshToken === undefined ? undefined : issued.refreshToken;
    if (rotated !== undefined && rotated !== refreshToken) {
      retire(refreshToken);
      refreshToken = rotated;
      credential.onRefreshToken?.(rotated);
    }
    retire(held.get(key)?.accessToken);
    held.set(key, {
      accessToken,
      scopes: new Set(scopes),
      staleAt: expiresIn === undefined ? Number.POSITIVE_INFINITY : now + lifetimeMs(expiresIn),
      renewedAt: reason === "refused" ? now : undefined,
    });
    return accessToken;
  };
  const shared = (scopes: readonly string[], key: string, reason: "needed" | "refused") => {
    const running = pending.get(key);
    const now = Date.now();
    if (running !== undefined) {
      if (now - running.askedAt < DROPPED_MS) return running.token;
      tokenUrl = undefined;
    }
    const started: PendingToken = {
      askedAt: now,
      token: fetchToken(scopes, key, reason).finally(() => {
        if (pending.get(key) === started) pending.delete(key);
      }),
    };
    pending.set(key, started);
    return started.token;
  };

  return {
    async token(needed, signal) {
      const scopes = askedScopes(needed);
      const now = Date.now();
      const found = [...held.values()].find(
        (token) => now < token.staleAt && scopes.every((scope) => token.scopes.has(scope)),
      );
      return found?.accessToken ?? waitFor(shared(scopes, keyOf(scopes), "needed"), signal);
    },
    async renew(refused, signal) {
      const entry = [...held].find(([, token]) => token.accessToken === refused);
      // Another call's refusal had it replaced already, or is about to.
      if (entry === undefined) return true;
      const [key, { renewedAt, scopes }] = entry;
      if (renewedAt !== undefined && Date.now() - renewedAt < RENEWED_AGAIN_MS) return false;
      retire(refused);
      held.delete(key);
      await waitFor(shared([...scopes], key, "refused"), signal);
      return true;
    },
    secrets: () => [
      ...[...held.values()].map(({ accessToken }) => accessToken),
      ...(refreshToken === undefined ? [] : [refreshToken]),
      ...formerSecrets,
    ],
  };
}

function keyOf(scopes: readonly string[]): string {
  return [...new Set(scopes)].sort().join(" ");
}

function lifetimeMs(seconds: number): number {
  const milliseconds = seconds * 1_000;
  return milliseconds - Math.min(SKEW_MS, milliseconds / 10);
}

/** The promise, or the signal's reason if it aborts first. */
function waitFor<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
