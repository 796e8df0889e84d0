import { unusable } from "../diagnostics/diagnostic.js";
import { MAXIMUM } from "./limits.js";
import { tooLarge } from "./read.js";
import type { ExternalReferences, Located, Reading, Site } from "./site.js";

const ACCEPT = "application/json, application/yaml, */*;q=0.8";

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * A document on a web server. What it refers to is fetched from its own origin alone, unless `external` allows others;
 * a redirect is followed under the same rule, and never from https to http. No credentials are sent.
 * @throws {UnusableInput} when the URL is none that can be fetched.
 */
export function urlSite(url: string, external: ExternalReferences): Site {
  const entry = locatedAt(fetchable(url));
  /** The entry may itself be redirected: its document lies where it is found (RFC 3986 §5.1.3). */
  let origin = new URL(entry.identity).origin;

  function requireAllowed(address: string): void {
    const parsed = fetchable(address);
    if (external === "refuse" && parsed.origin !== origin) {
      throw unusable("reference-outside", address, { file: address });
    }
  }

  return {
    concurrency: MAXIMUM.concurrentFetches,
    entry,
    address(reference, base) {
      try {
        const resolved = new URL(reference, base);
        resolved.hash = "";
        return resolved.href;
      } catch {
        return reference;
      }
    },
    async locate(address) {
      requireAllowed(address);
      return locatedAt(new URL(address), entry.identity);
    },
    async read(located) {
      if (located !== entry) return fetchBytes(located, requireAllowed);
      const reading = await fetchBytes(entry, () => undefined);
      origin = new URL(reading.base).origin;
      return reading;
    },
  };
}

/** Named relative to the entry where it lies below the entry's folder. */
function locatedAt(url: URL, entry = url.href): Located {
  const folder = new URL(".", entry).href;
  const { href } = url;
  const name = href.startsWith(folder) ? href.slice(folder.length) : href;
  return { identity: href, name, file: href };
}

/** @throws {UnusableInput} for what is no http(s) URL, or one with a password, which would end up in messages. */
function fetchable(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw unusable("url-unreadable", text, { reason: "it is no http or https URL" });
  }
  if (url.username !== "" || url.password !== "") {
    url.username = "";
    url.password = "";
    throw unusable("url-unreadable", url.href, { reason: "it holds a user name or a password" });
  }
  url.hash = "";
  return url;
}

async function fetchBytes(
  { identity, file }: Located,
  requireAllowed: (address: string) => void,
): Promise<Reading> {
  const signal = AbortSignal.timeout(MAXIMUM.fetchMilliseconds);
  try {
    let url = identity;
    for (let redirects = 0; redirects <= MAXIMUM.redirects; redirects += 1) {
      const response = await fetch(url, {
        headers: { accept: ACCEPT },
        redirect: "manual",
        credentials: "omit",
        signal,
      });
      if (!REDIRECTS.has(response.status)) {
        return { bytes: await bodyOf(response, file), base: url };
      }
      await response.body?.cancel();
      url = redirected(response, url, file);
      requireAllowed(url);
    }
    throw unusable("url-unreadable", file, {
      reason: `it is redirected more than ${MAXIMUM.redirects} times`,
    });
  } catch (error) {
    throw unfetched(error, file);
  }
}

function redirected(response: Response, from: string, file: string): string {
  const location = response.headers.get("location") ?? "";
  if (location === "" || !URL.canParse(location, from)) {
    throw unusable("url-unreadable", file, { reason: "it is redirected to nowhere" });
  }
  const to = fetchable(new URL(location, from).href);
  if (from.startsWith("https:") && to.protocol !== "https:") {
    throw unusable("url-unreadable", file, { reason: "it is redirected from https to http" });
  }
  return to.href;
}

async function bodyOf(response: Response, file: string): Promise<Uint8Array> {
  if (!response.ok) {
    await response.body?.cancel();
    throw unusable("url-unreadable", file, { reason: `the server answered ${response.status}` });
  }
  if (Number(response.headers.get("content-length")) > MAXIMUM.bytes) {
    await response.body?.cancel();
    throw tooLarge(file);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAXIMUM.bytes) throw tooLarge(file);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** Errors of `fetch` tell their reason as a cause. */
function unfetched(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "TimeoutError") {
    const seconds = MAXIMUM.fetchMilliseconds / 1000;
    return unusable("url-unreadable", file, { reason: `it took longer than ${seconds} s` });
  }
  if (error.name !== "TypeError") return error;
  const { cause } = error;
  const reason = cause instanceof Error && "code" in cause ? String(cause.code) : error.message;
  return unusable("url-unreadable", file, { reason });
}
