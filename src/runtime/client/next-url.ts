import type { Server } from "../api/api.js";
import { documentedUrls } from "./base-url.js";
import { ResponseError } from "./errors.js";

/** Where an operation's requests go, and where its document says they would. */
export interface Site {
  readonly baseUrl: URL;
  /** The operation's own, or the API's. */
  readonly servers: readonly Server[];
}

/**
 * The absolute URL of a link that an answer gives for the next request (RFC 3986 §5, relative to the URL of the request). One that begins with a server
 * of the document goes under the base URL instead, and `http:` does not take the place of `https:`. Throws `ResponseError` for any other
 * origin than the request's, so that no credential leaves it.
 */
export function nextUrl(link: string, requestUrl: string, site: Site): string {
  if (!URL.canParse(link, requestUrl)) throw new ResponseError("The next page is no valid URL");
  const request = new URL(requestUrl);
  const url = rebased(new URL(link, requestUrl), site);
  url.hash = "";
  url.username = "";
  url.password = "";
  if (url.protocol === "http:" && request.protocol === "https:" && url.port === "") {
    url.protocol = "https:";
  }
  if (url.origin !== request.origin || !/^https?:$/.test(url.protocol)) {
    throw new ResponseError(
      `The next page is at ${url.origin}, not at ${request.origin}: it is not followed`,
    );
  }
  return url.href;
}

function rebased(url: URL, { baseUrl, servers }: Site): URL {
  if (url.origin === baseUrl.origin) return url;
  for (const server of documentedUrls(servers)) {
    const folder = server.pathname.replace(/\/+$/, "");
    const isBelow = url.pathname === folder || url.pathname.startsWith(`${folder}/`);
    if (url.host !== server.host || !isBelow) continue;
    const rest = url.pathname.slice(folder.length);
    const base = baseUrl.pathname.replace(/\/+$/, "");
    return new URL(`${baseUrl.origin}${base}${rest}${url.search}`);
  }
  return url;
}
