import type { HttpMethod } from "../api/api.js";
import { type BodyContent, isReplayable } from "./body.js";
import { pause } from "./deadline.js";
import type { HttpRequest } from "./request.js";

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

/** By which an API tells a request that comes again from another one (draft-ietf-httpapi-idempotency-key-header, and its older name). */
const IDEMPOTENCY_KEYS = ["idempotency-key", "x-idempotency-key"];

/** An error that another attempt cannot mend, such as a refused redirect, is marked by being no network error. */
export interface Attempts {
  /** What is sent, as far as it says whether doing it twice is doing it once. */
  readonly request: Pick<HttpRequest, "method" | "headers">;
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
 * Sends, and sends again with a pause: after 429, which says that nothing was done (RFC 6585 §4), and where the method is idempotent or an
 * idempotency key is sent also after 503 and a network error. Resolves to the last answer, rejects with the last error.
 */
export async function sendWithRetries(attempts: Attempts): Promise<Response> {
  const { policy, signal, send } = attempts;
  const mayRepeat = isRepeatable(attempts.request);
  for (let retry = 0; ; retry += 1) {
    let pauseMs: number | undefined;
    let response: Response | undefined;
    let failure: unknown;
    try {
      response = await send();
      if (mayFollow(response, mayRepeat)) pauseMs = pauseAfter(response, policy, retry);
    } catch (error) {
      const again = mayRepeat && !signal.aborted && attempts.isNetworkError(error);
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

function isRepeatable({ method, headers }: Attempts["request"]): boolean {
  return IDEMPOTENT.has(method) || IDEMPOTENCY_KEYS.some((name) => headers.has(name));
}

/** Whether another attempt may follow an answer. */
function mayFollow({ status }: Response, mayRepeat: boolean): boolean {
  return status === 429 || (status === 503 && mayRepeat);
}

function pauseAfter(response: Response, policy: RetryPolicy, retry: number): number | undefined {
  const asked = retryAfter(response.headers.get("retry-after"));
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
