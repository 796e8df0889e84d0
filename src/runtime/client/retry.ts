import type { HttpMethod } from "../api/api.js";
import { type BodyContent, isReplayable } from "./body.js";
import { pause } from "./deadline.js";

export interface RetryPolicy {
  /** How often a request is sent again, at most. */
  readonly retries: number;
  /** The first pause in milliseconds; each further one is twice as long, less up to half at random. */
  readonly firstPauseMs: number;
  /** The longest pause in milliseconds. A server that asks for more by `Retry-After` gets no retry. */
  readonly longestPauseMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  retries: 2,
  firstPauseMs: 250,
  longestPauseMs: 10_000,
};

/** RFC 9110 §9.2.2; QUERY is safe by its own specification. */
const IDEMPOTENT: ReadonlySet<HttpMethod> = new Set([
  "GET",
  "HEAD",
  "OPTIONS",
  "TRACE",
  "PUT",
  "DELETE",
  "QUERY",
] as const);

/** An error that another attempt cannot mend, such as a refused redirect, is marked by being no network error. */
export interface Attempts {
  readonly method: HttpMethod;
  readonly policy: RetryPolicy;
  readonly signal: AbortSignal;
  /** Sends once. */
  readonly send: () => Promise<Response>;
  readonly isNetworkError: (error: unknown) => boolean;
  /** Told before each pause. */
  readonly onRetry?: (retry: Retry) => void;
}

/** Why and when a request is sent again. */
export interface Retry {
  /** Of the answer; absent after a network error. */
  readonly status?: number;
  readonly pauseMs: number;
}

/**
 * Sends, and sends again with a pause: after 429 (nothing was done), after 503 where the method is idempotent or the server gives a
 * `Retry-After`, and after a network error where the method is idempotent. Resolves to the last answer, rejects with the last error.
 */
export async function sendWithRetries(attempts: Attempts): Promise<Response> {
  const { method, policy, signal, send } = attempts;
  for (let retry = 0; ; retry += 1) {
    let pauseMs: number | undefined;
    let response: Response | undefined;
    let failure: unknown;
    try {
      response = await send();
      pauseMs = pauseAfterAnswer(response, method, policy, retry);
    } catch (error) {
      const again = IDEMPOTENT.has(method) && !signal.aborted && attempts.isNetworkError(error);
      failure = error;
      pauseMs = again ? backoff(policy, retry) : undefined;
    }
    if (pauseMs === undefined || retry >= policy.retries) {
      if (response === undefined) throw failure;
      return response;
    }
    await response?.body?.cancel();
    attempts.onRetry?.({ ...(response !== undefined && { status: response.status }), pauseMs });
    await pause(pauseMs, signal);
  }
}

/** The policy for a request with such a body: a stream has been read once it was sent, so there are no retries. */
export function policyFor(body: BodyContent | undefined, policy: RetryPolicy): RetryPolicy {
  return isReplayable(body) ? policy : { ...policy, retries: 0 };
}

function pauseAfterAnswer(
  response: Response,
  method: HttpMethod,
  policy: RetryPolicy,
  retry: number,
): number | undefined {
  if (response.status !== 429 && response.status !== 503) return undefined;
  const asked = retryAfter(response.headers.get("retry-after"));
  if (response.status === 503 && asked === undefined && !IDEMPOTENT.has(method)) return undefined;
  const pauseMs = asked ?? backoff(policy, retry);
  return pauseMs > policy.longestPauseMs ? undefined : pauseMs;
}

function backoff(policy: RetryPolicy, retry: number): number {
  const whole = Math.min(policy.firstPauseMs * 2 ** retry, policy.longestPauseMs);
  return whole * (1 - Math.random() / 2);
}

/** Milliseconds of a `Retry-After` field, in seconds or as a date (RFC 9110 §10.2.3). */
function retryAfter(field: string | null): number | undefined {
  if (field === null) return undefined;
  if (/^\d{1,9}$/.test(field.trim())) return Number(field) * 1000;
  const at = Date.parse(field);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
