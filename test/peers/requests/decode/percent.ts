import { WireError } from "./wire-error.js";

/** RFC 3986 §2.1: percent-encoded UTF-8. Throws `WireError` for what is none. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new WireError(`${text.slice(0, 60)} is not percent-encoded UTF-8`);
  }
}

/** RFC 3986 §3.3. */
const PATH = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*$/;
/** RFC 3986 §3.4 without `+`, which a form parser would read as a space and nobody else would. */
const QUERY = /^(?:[A-Za-z0-9\-._~!$&'()*,;=:@/?]|%[0-9A-Fa-f]{2})*$/;

/** A request target in origin-form (RFC 9112 §3.2.1), checked, still encoded. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? "" : target.slice(mark + 1);
  if (!path.startsWith("/") || !PATH.test(path)) throw new WireError(`no path: ${path}`);
  if (!QUERY.test(query)) throw new WireError(`no unambiguous query: ${query}`);
  return { path, query };
}
