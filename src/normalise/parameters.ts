import type { NormalisedParameter } from "./normalised.js";

/** OAS 3.1 §4.8.12: header parameters of these names are described elsewhere and ignored here. */
const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

export function isIgnoredHeader(name: string, location: string): boolean {
  return location === "header" && IGNORED_HEADERS.has(name.toLowerCase());
}

/** An operation's parameter replaces the path's of the same name and location (OAS 3.1 §4.8.10). */
export function mergeParameters<
  P extends Pick<NormalisedParameter, "name"> & { readonly in: string },
>(shared: readonly P[], own: readonly P[]): P[] {
  const merged = new Map<string, P>();
  for (const parameter of [...shared, ...own]) {
    const name = parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name;
    merged.set(`${parameter.in} ${name}`, parameter);
  }
  return [...merged.values()];
}

/** `200`, `2XX` or `default`; vendors also write `2xx`. */
export function statusOf(key: string): string {
  return /^[1-5]xx$/i.test(key) ? key.toUpperCase() : key;
}
