import { ConfigurationError } from "../client/errors.js";

/**
 * The last look at a URL before anything is sent to it, at every hop: it must be of the base URL's own origin. The address behind its name
 * is for `fetch` to look at, since only who connects knows which one it is: on Node `connectingFetch` does; Cloudflare Workers have no
 * private network. Throws `ConfigurationError`.
 */
export function checkTarget(url: URL, base: URL): void {
  if (url.origin !== base.origin) {
    throw new ConfigurationError("A request must not leave the origin of the base URL");
  }
}
