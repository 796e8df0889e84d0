import type { Server } from "../api/api.js";
import { ConfigurationError } from "./errors.js";
import { percentEncode } from "./percent.js";

/**
 * Where an operation's requests go: what the operator says, else its first server with the default of every variable (OAS 3.1 §4.8.5).
 * Throws `ConfigurationError` when that is no absolute http(s) URL, or holds user information, a query or a fragment.
 */
export function baseUrlOf(servers: readonly Server[], configured: string | undefined): URL {
  const text = configured ?? firstServerUrl(servers);
  const [hole] = /\{[^{}]*\}/.exec(text ?? "") ?? [];
  if (hole !== undefined) {
    throw new ConfigurationError(
      `The server's URL has no value for ${hole}, so a base URL must be set`,
    );
  }
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new ConfigurationError(
      configured === undefined
        ? "The document names no absolute http(s) server, so a base URL must be set"
        : "The base URL must be absolute and begin with http:// or https://",
    );
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new ConfigurationError(
      "The base URL must not hold user information, a query or a fragment",
    );
  }
  return url;
}

/** The first server's URL with the defaults of its variables in place; it may be relative. */
export function firstServerUrl(servers: readonly Server[]): string | undefined {
  const [server] = servers;
  return server === undefined ? undefined : serverUrl(server);
}

/** The absolute URLs among those of the servers, with the defaults of their variables in place. */
export function documentedUrls(servers: readonly Server[]): readonly URL[] {
  return servers.map(serverUrl).flatMap((url) => (URL.canParse(url) ? [new URL(url)] : []));
}

function serverUrl({ url, variables }: Server): string {
  const defaults = new Map(variables?.map((variable) => [variable.name, variable.default]));
  return url.replace(/\{([^{}]*)\}/g, (hole, name: string) => defaults.get(name) ?? hole);
}

/**
 * `https://h/api/v1/` + `/x` → `https://h/api/v1/x`. `path` and `query` are percent-encoded already.
 * Throws `ConfigurationError` when the URL standard would read another path out of it (a dot segment, a backslash),
 * so that the result always stands under the base.
 */
export function joinUrl(base: URL, path: string, query: string): string {
  const folder = base.pathname.replace(/\/+$/, "");
  const pathname = `${folder}/${path.replace(/^\/+/, "")}`;
  const url = new URL(`${base.origin}${pathname}`);
  if (url.pathname !== pathname || url.origin !== base.origin || url.search !== "") {
    throw new ConfigurationError("The path of this operation does not stay under the base URL");
  }
  return query === "" ? url.href : `${url.href}?${query}`;
}

/** `url` with the query parameter, in place of what it has of that name: some APIs repeat a key in the URLs that they give. */
export function withQueryParameter(url: string, name: string, value: string): string {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const others = mark < 0 ? [] : url.slice(mark + 1).split("&");
  const key = `${percentEncode(name)}=`;
  const kept = others.filter((pair) => pair !== "" && !pair.startsWith(key));
  return `${path}?${[...kept, `${key}${percentEncode(value)}`].join("&")}`;
}
