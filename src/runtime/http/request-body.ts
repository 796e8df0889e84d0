import { type Refusal, refused } from "./refusal.js";

/** A snippet of 100 KB, were all of it escaped in JSON, is 600 KB. */
export const MOST_BODY_BYTES = 1_048_576;

export type RequestBody =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "malformed"; readonly message: string }
  | Refusal;

/**
 * The body as text. `Content-Length` is believed where it says too much, in which case nothing is read; else reading ends with the byte
 * that is one too many.
 */
export async function readBody(request: Request): Promise<RequestBody> {
  if (Number(request.headers.get("content-length")) > MOST_BODY_BYTES) return tooLarge();
  if (request.body === null) return { kind: "text", text: "" };
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: "text", text: text + decoder.decode() };
      bytes += value.byteLength;
      if (bytes > MOST_BODY_BYTES) {
        await reader.cancel();
        return tooLarge();
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    await reader.cancel().catch(() => {});
    return { kind: "malformed", message: "The body ended early, or is not UTF-8." };
  }
}

function tooLarge(): Refusal {
  return refused(413, `The body of a request may have ${MOST_BODY_BYTES} bytes at most.`);
}
