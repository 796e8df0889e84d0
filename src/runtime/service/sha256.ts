import { hexadecimal } from "../api/hexadecimal.js";

/** In hexadecimal, of the text in UTF-8. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return hexadecimal(new Uint8Array(digest));
}
