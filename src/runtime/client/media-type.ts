import { framingOf } from "../api/sequential.js";

/** The type and subtype in lower case, without parameters (RFC 9110 §8.3.1). */
export function essence(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** `application/json`, and every `+json` (RFC 6839 §3.1). */
export function isJson(mediaType: string): boolean {
  const type = essence(mediaType);
  return type === "application/json" || type === "text/json" || type.endsWith("+json");
}

const TEXT_TYPES = new Set([
  "application/ecmascript",
  "application/graphql",
  "application/javascript",
  "application/sql",
  "application/toml",
  "application/x-javascript",
  "application/x-www-form-urlencoded",
  "application/x-yaml",
  "application/xml",
  "application/yaml",
]);

/** True when a body of this type is text for people or parsers, not bytes. */
export function isText(mediaType: string): boolean {
  const type = essence(mediaType);
  return (
    type.startsWith("text/") ||
    type.endsWith("+xml") ||
    type.endsWith("+yaml") ||
    type.endsWith("+json") ||
    framingOf(type) !== undefined ||
    TEXT_TYPES.has(type)
  );
}

/** The value of `charset`, lower case; `utf-8` when there is none. */
export function charset(mediaType: string): string {
  const found = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(mediaType);
  return (found?.[1] ?? "utf-8").toLowerCase();
}

/** True for text that is a media type, with or without parameters, and can stand in a header. */
export function isMediaType(text: string): boolean {
  return /^[\w!#$&^.+*-]{1,127}\/[\w!#$&^.+*-]{1,127}([ \t]*;[\x20-\x7e]*)?$/.test(text);
}

/** True when a media range, which may end in a star, names a type (RFC 9110 §12.5.1). Parameters do not count. */
export function isInRange(mediaType: string, range: string): boolean {
  const [type, wanted] = [essence(mediaType), essence(range)];
  if (wanted === "*/*" || type === wanted) return true;
  return wanted.endsWith("/*") && type.startsWith(wanted.slice(0, -1));
}
