import { isReplayable } from "./body.js";
import { ResponseError } from "./errors.js";
import type { HttpRequest } from "./request.js";

/** Sends one request, and no redirect after it. */
export type SendOnce = (request: HttpRequest) => Promise<Response>;

/**
 * `own-origin`: only GET and HEAD, and only inside the origin.
 * `anonymous-elsewhere`: as browsers do it, but another origin gets neither credentials nor a body.
 */
export type RedirectRule = "own-origin" | "anonymous-elsewhere";

const MOST_HOPS = 5;

/**
 * Sends a request and follows its redirects by the rule, five at most, so that no credential ever leaves its origin.
 * A redirect that is not followed is a `ResponseError` naming where it wanted to go.
 */
export async function sendFollowing(
  request: HttpRequest,
  rule: RedirectRule,
  send: SendOnce,
): Promise<Response> {
  let current = request;
  for (let hop = 0; ; hop += 1) {
    const response = await send(current);
    const target = redirectTarget(response, current.url);
    if (target === undefined) return response;
    await response.body?.cancel();
    const next = redirected(current, response.status, target, rule);
    if (next === undefined || hop >= MOST_HOPS) {
      const problem = next === undefined ? "is not followed" : `is one of more than ${MOST_HOPS}`;
      throw new ResponseError(
        `The redirect (${response.status}) of this ${current.method} to ${target.origin} ${problem}`,
      );
    }
    current = next;
  }
}

/** Where an answer redirects to (RFC 9110 §15.4); `undefined` when it does not. */
function redirectTarget(response: Response, from: string): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  const location = response.headers.get("location");
  if (location === null) return undefined;
  if (!URL.canParse(location, from)) throw new ResponseError("The API redirects to no valid URL");
  const target = new URL(location, from);
  target.hash = "";
  return target;
}

/** The request after a redirect (Fetch §4.4); `undefined` when the rule forbids it. */
function redirected(
  request: HttpRequest,
  status: number,
  target: URL,
  rule: RedirectRule,
): HttpRequest | undefined {
  const elsewhere = target.origin !== new URL(request.url).origin;
  const safe = request.method === "GET" || request.method === "HEAD";
  if (rule === "own-origin" && (elsewhere || !safe)) return undefined;
  const { method, headers } = request;
  const becomesGet =
    (status === 303 && !safe) || ((status === 301 || status === 302) && method === "POST");
  if (elsewhere && !safe && !becomesGet) return undefined;
  if (elsewhere) {
    const accept = headers.get("accept") ?? "*/*";
    return { method: safe ? method : "GET", url: target.href, headers: new Headers({ accept }) };
  }
  if (!becomesGet) {
    return isReplayable(request.body) ? { ...request, url: target.href } : undefined;
  }
  const kept = new Headers(headers);
  kept.delete("content-type");
  return { method: "GET", url: target.href, headers: kept };
}
