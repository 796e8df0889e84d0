import { MAXIMUM } from "./limits.js";
import { tooLarge } from "./read.js";

/**
 * All of standard input, up to `MAXIMUM.bytes`.
 * @throws {UnusableInput} when it holds more.
 */
export async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAXIMUM.bytes) throw tooLarge("-");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, length);
}
