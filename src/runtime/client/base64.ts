const CHUNK = 0x2000;

/** Base64 (RFC 4648 §4) of bytes. */
export function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return btoa(pieces.join(""));
}

/** Base64 of the UTF-8 bytes of a text. */
export function base64OfText(text: string): string {
  return base64(new TextEncoder().encode(text));
}
