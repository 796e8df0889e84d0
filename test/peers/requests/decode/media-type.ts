/** How the bytes of a media type are read. */
export type Reading = "json" | "form" | "multipart" | "text" | "bytes";

/** RFC 9110 §8.3.1: type and subtype in lower case. */
export function essence(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

/** JSON (RFC 8259, RFC 6839 §3.1), the two forms, text (RFC 2046 §4.1, RFC 7303, RFC 9512 …), bytes. */
export function readingOf(mediaType: string): Reading {
  const type = essence(mediaType);
  if (/^(?:application|text)\/json$|\+json$/.test(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  if (type === "multipart/form-data") return "multipart";
  const isText =
    type.startsWith("text/") ||
    /\+(?:xml|yaml)$/.test(type) ||
    /^application\/(?:xml|javascript|x-javascript|graphql|sql|yaml|x-yaml|toml|x-ndjson|jsonl)$/.test(
      type,
    );
  return isText ? "text" : "bytes";
}

/** True where `type` is of the range: `image/*`, any, or the very type (RFC 9110 §12.5.1). */
export function isOfRange(type: string, range: string): boolean {
  const [wanted, given] = [essence(range).split("/"), essence(type).split("/")];
  return wanted.every((part, at) => part === "*" || part === given[at]);
}

/** The same media type, whatever the spaces around its parameters. */
export function isSameMediaType(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\s*([;=])\s*/g, "$1").toLowerCase();
  return plain(one) === plain(other);
}
