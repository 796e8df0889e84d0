import type { CredentialHeader } from "../broker/credential-headers.js";

const REQUEST_HEADERS = [
  "accept",
  "authorization",
  "content-type",
  "last-event-id",
  "mcp-method",
  "mcp-name",
  "mcp-protocol-version",
  "mcp-session-id",
];
const PREFLIGHT_SECONDS = "600";

/** Whether a text is an origin as browsers write it (RFC 6454 §6.2); `null`, which many pages share, is none here. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** What a page of an allowed origin may send (CORS preflight, Fetch Standard). Browsers send no credential with it, so none is asked for. */
export function preflightResponse(headers: readonly CredentialHeader[]): Response {
  const names = [...REQUEST_HEADERS, ...headers.map(({ name }) => name)];
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": names.join(", "),
      "access-control-max-age": PREFLIGHT_SECONDS,
    },
  });
}

export function isPreflight(request: Request): boolean {
  return (
    request.method === "OPTIONS" &&
    request.headers.has("origin") &&
    request.headers.has("access-control-request-method")
  );
}

/** Lets a page of `origin`, which is allowed, read a response. */
export function shareWith(origin: string, headers: Headers): void {
  headers.set("access-control-allow-origin", origin);
  headers.set("access-control-expose-headers", "retry-after, www-authenticate");
  headers.append("vary", "origin");
}
