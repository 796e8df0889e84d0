/** What a body may hold, and what happens at the end of it. */
export interface Cap {
  readonly bytes: number;
  /** Called for every chunk as it comes, after decompression; may throw. */
  readonly count: (bytes: number) => void;
  /** Called when the body is longer than `bytes`: throws, or returns to keep what fits. */
  readonly overflow: () => void;
}

/** The bytes of a response, read as they come; the rest of one that is too long is never read. */
export async function readCapped(response: Response, cap: Cap): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return joined(chunks, size);
      cap.count(value.byteLength);
      const kept = value.subarray(0, cap.bytes - size);
      chunks.push(kept);
      size += kept.byteLength;
      if (kept.byteLength < value.byteLength) {
        cap.overflow();
        return joined(chunks, size);
      }
    }
  } finally {
    // After an ordinary end this does nothing; a failure to cancel has nobody to tell.
    reader.cancel().catch(() => undefined);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
