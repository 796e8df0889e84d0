import type { AccessSettings } from "./access.js";

/** How a request came: encrypted, from this machine, or over a network that others may read. */
export type Hop = "tls" | "loopback" | "plain";

/** What a proxy adds. Where nobody said that there is one, it shows that the request began elsewhere. */
const FORWARDED = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"];

/**
 * How a request came all the way. `last` is the way from whoever connected. Of a trusted proxy `X-Forwarded-Proto` is believed, if every
 * hop that it names is encrypted; a header that a caller could have sent itself never makes a request any safer.
 */
export function hopOf(request: Request, last: Hop, proxy: AccessSettings["proxy"]): Hop {
  const { headers } = request;
  if (proxy === "none") {
    const forwarded = FORWARDED.some((name) => headers.has(name));
    return last === "loopback" && forwarded ? "plain" : last;
  }
  const schemes = (headers.get("x-forwarded-proto") ?? "").split(",");
  return schemes.every((scheme) => scheme.trim().toLowerCase() === "https") ? "tls" : "plain";
}
