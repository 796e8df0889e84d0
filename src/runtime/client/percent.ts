/** RFC 3986 §2.3: everything but unreserved characters becomes `%XX` of its UTF-8 bytes. `encodeURIComponent` leaves five more. */
export function percentEncode(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, hexadecimal);
}

/** The reserved characters (RFC 3986 §2.2) that have no meaning of their own in a place. `[` and `]` stand in no place but a host. */
const HARMLESS: { readonly [P in ReservedPlace]: RegExp } = {
  // `/` and `?` would end the segment, `#` the path (OAS 3.1 §4.8.12.1).
  path: /%[0-9A-Fa-f]{2}|%|[^A-Za-z0-9\-._~:@!$&'()*+,;=%]+/g,
  // `&` and `+` would be read as form syntax, `#` would end the query.
  query: /%[0-9A-Fa-f]{2}|%|[^A-Za-z0-9\-._~:/?@!$'()*,;=%]+/g,
  // `;` would end the cookie, and some servers end it at `,` (RFC 6265 §4.1.1).
  cookie: /%[0-9A-Fa-f]{2}|%|[^A-Za-z0-9\-._~:/?@!$&'()*+=%]+/g,
};

export type ReservedPlace = "path" | "query" | "cookie";

/** RFC 6570 §3.2.3, reserved expansion, as far as a place can hold it: harmless reserved characters and percent-encoded triples stay. */
export function percentEncodeReserved(text: string, place: ReservedPlace): string {
  return text.replace(HARMLESS[place], (part) =>
    /^%[0-9A-Fa-f]{2}$/.test(part) ? part : percentEncode(part),
  );
}

/** The serialiser of `application/x-www-form-urlencoded` (WHATWG URL §5.2), of one name or value. */
export function formEncode(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

/** The literal parts of a path template: what RFC 3986 §3.3 allows in a path stays as the document has it. */
export function percentEncodeLiteral(text: string): string {
  return text.replace(/[^A-Za-z0-9\-._~:/@!$&'()*,;=+%]+/g, percentEncode);
}

function hexadecimal(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Lone surrogates, which UTF-8 cannot say, become U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
