import { bodyInit } from "./body-init.js";
import { ResponseError } from "./errors.js";
import type { HttpRequest } from "./request.js";

/** Headers that a browser may carry along a redirect: it drops `Authorization` itself at another origin, but no key of the API's own. */
const CARRIED: ReadonlySet<string> = new Set(["accept", "accept-language", "authorization"]);

/**
 * Sends a request, and no redirect after it. Where the platform hides where a redirect goes, which browsers do, those of GET and HEAD are left
 * to it if no header could carry a credential elsewhere. Any other is a `ResponseError`; so is one of a body that is too large to be kept.
 */
export async function fetchOnce(
  { url, method, headers, body }: HttpRequest,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Response> {
  const init = { method, headers, signal };
  try {
    const response = await fetch(url, { ...init, redirect: "manual", ...bodyInit(body) });
    if (response.type !== "opaqueredirect") return response;
  } catch (error) {
    throw isRedirect(error) ? refusal(method) : error;
  }
  if ((method === "GET" || method === "HEAD") && !holdsOwn(headers)) return fetch(url, init);
  throw refusal(method);
}

function holdsOwn(headers: Headers): boolean {
  let found = false;
  headers.forEach((_, name) => {
    if (!CARRIED.has(name)) found = true;
  });
  return found;
}

/** Node says why a request failed; browsers do not. */
function isRedirect(error: unknown): boolean {
  const cause = error instanceof TypeError ? error.cause : undefined;
  return cause instanceof Error && cause.message === "unexpected redirect";
}

function refusal(method: string): ResponseError {
  return new ResponseError(`The API redirects a ${method}, which is not followed`);
}
