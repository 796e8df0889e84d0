import { lookup as lookUp } from "node:dns";
import { readFileSync } from "node:fs";
import { isIP, type LookupFunction } from "node:net";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import {
  Agent,
  buildConnector,
  type Dispatcher,
  EnvHttpProxyAgent,
  fetch as fetchThrough,
} from "undici";
import type { ConnectionSettings, PemSetting } from "../service/connection-settings.js";
import { isPrivateAddress, PrivateAddressError, publicLookup } from "./private-address.js";
import type { Reach } from "./reach.js";

/** A `fetch` over connections of their own, or a sentence about the setting that makes none. */
export type Connection =
  | { readonly kind: "connection"; readonly fetch: typeof fetch }
  | { readonly kind: "wrong"; readonly message: string };

/**
 * Reads the files and opens nothing yet. No origin is reached at a private address but those that the operator named.
 * Node's own `fetch` takes neither certificate nor look-up, and no dispatcher of another version of undici, so that this brings a whole
 * one: a bundle of its own, which is loaded for the first request. `lookup` stands for the system's where a test has another.
 */
export function createConnection(
  { identity, authority }: ConnectionSettings,
  { namedOrigins, proxy }: Pick<Reach, "namedOrigins" | "proxy">,
  lookup: LookupFunction = lookUp,
): Connection {
  try {
    const options: SecureContextOptions = {
      ...(identity !== undefined && {
        cert: readPem(identity.certificate),
        key: readPem(identity.key),
        ...(identity.passphrase !== undefined && { passphrase: identity.passphrase }),
      }),
      ...(authority !== undefined && { ca: readPem(authority) }),
    };
    const setting = identity?.key ?? authority;
    if (setting !== undefined) checkContext(options, setting);
    const connect = connector(options, new Set(namedOrigins), lookup);
    const dispatcher =
      proxy === "none"
        ? new Agent({ connect })
        : new EnvHttpProxyAgent({ connect, requestTls: options });
    return { kind: "connection", fetch: fetchOver(dispatcher) };
  } catch (error) {
    if (error instanceof WrongSetting) return { kind: "wrong", message: error.message };
    throw error;
  }
}

/** Makes connections, and looks at the address of each. One that is written in the URL is not looked up. */
function connector(
  options: SecureContextOptions,
  namedOrigins: ReadonlySet<string>,
  lookup: LookupFunction,
): buildConnector.connector {
  const connectAnywhere = buildConnector({ ...options, lookup });
  const connectOutside = buildConnector({ ...options, lookup: publicLookup(lookup) });
  return (target, callback) => {
    const { protocol, hostname, host = hostname } = target;
    if (namedOrigins.has(new URL(`${protocol}//${host}`).origin)) connectAnywhere(target, callback);
    else if (isIP(hostname) === 0 || !isPrivateAddress(hostname)) connectOutside(target, callback);
    else callback(new PrivateAddressError(), null);
  };
}

class WrongSetting extends Error {}

function readPem({ variable, value }: PemSetting): string {
  if (value.startsWith("-----BEGIN ")) return value;
  try {
    return readFileSync(value, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "error";
    throw new WrongSetting(`The file that ${variable} names cannot be read (${code})`);
  }
}

/** OpenSSL says what is wrong: no PEM, a key of another certificate, a wrong passphrase. It never quotes what it reads. */
function checkContext(options: SecureContextOptions, { variable }: PemSetting): void {
  try {
    createSecureContext(options);
  } catch (error) {
    const reason =
      error instanceof Error && "reason" in error ? String(error.reason) : "not understood";
    throw new WrongSetting(
      `The client certificate, key or authority cannot be used: ${reason} (${variable})`,
    );
  }
}

/** RFC 9110 §15; the platform's `Response` takes none that is higher. */
const HIGHEST_STATUS = 599;

class InvalidStatusError extends Error {
  /** As llhttp says it. */
  readonly code = "HPE_INVALID_STATUS";
}

/** Takes and gives the platform's own objects, which those of another undici are not. */
function fetchOver(dispatcher: Dispatcher): typeof fetch {
  return async (input, init = {}) => {
    const { method, headers, body, signal, redirect } = input instanceof Request ? input : init;
    const sent = bodyOf(body, new Headers(headers));
    const response = await fetchThrough(input instanceof Request ? input.url : input, {
      dispatcher,
      headers: [...sent.headers],
      ...(method !== undefined && { method }),
      ...(redirect !== undefined && { redirect }),
      ...(signal && { signal }),
      ...(sent.body && { body: sent.body }),
      ...(sent.body instanceof ReadableStream && { duplex: "half" }),
    });
    const { status } = response;
    if (status <= HIGHEST_STATUS) {
      return new Response(response.body, { status, headers: [...response.headers] });
    }
    await response.body?.cancel();
    throw new TypeError("fetch failed", { cause: new InvalidStatusError() });
  };
}

type Body = RequestInit["body"];

interface SentBody {
  readonly body: Exclude<Body, FormData>;
  readonly headers: Headers;
}

/** A form is written by the platform, since no other code knows it for one. */
function bodyOf(body: Body, headers: Headers): SentBody {
  if (!(body instanceof FormData)) return { body, headers };
  const written = new Response(body);
  headers.set("content-type", written.headers.get("content-type") ?? "multipart/form-data");
  return { body: written.body, headers };
}
