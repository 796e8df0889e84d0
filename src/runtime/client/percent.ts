/** RFC 3986 §2.3: everything but unreserved characters becomes `%XX` of its UTF-8 bytes. `encodeURIComponent` leaves five more. */
export function percentEncode(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, hexadecimal);
}

/**
 * RFC 6570 reserved expansion as far as a query can hold it: reserved characters and percent-encoded triples stay.
 * `&` and `+` would be read as form syntax, `#` would end the query, `[` and `]` are not allowed in one: these are encoded.
 */
export function percentEncodeReserved(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}|%|[^A-Za-z0-9\-._~:/?@!$'()*,;=%]+/g, (part) =>
    /^%[0-9A-Fa-f]{2}$/.test(part) ? part : percentEncode(part),
  );
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
