export interface CappedBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** True when the body is longer; its rest was not read. */
  readonly cut: boolean;
}

/**
 * The first `most` bytes of a response, read as they come. `count` gets the size of every chunk after decompression;
 * what it throws ends the reading.
 */
export async function readCapped(
  response: Response,
  most: number,
  count: (bytes: number) => void,
): Promise<CappedBody> {
  const reader = response.body?.getReader();
  if (reader === undefined) return { bytes: new Uint8Array(), cut: false };
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { bytes: joined(chunks, size), cut: false };
      count(value.byteLength);
      const kept = value.subarray(0, most - size);
      chunks.push(kept);
      size += kept.byteLength;
      if (kept.byteLength < value.byteLength) return { bytes: joined(chunks, size), cut: true };
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
