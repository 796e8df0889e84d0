import { createHash } from "node:crypto";

const HEADER = /^codemode-state 1 (?<digest>[0-9a-f]{64})\n/;
const HEADER_BYTES = "codemode-state 1 ".length + 64 + 1;

/** A text as its file holds it: a line with the SHA-256 of what follows, and the text in UTF-8. */
export function sealed(text: string): Uint8Array {
  const content = Buffer.from(text);
  return Buffer.concat([Buffer.from(`codemode-state 1 ${digestOf(content)}\n`), content]);
}

/** The text of such a file; `undefined` when it was cut off, changed, or never one. */
export function unsealed(bytes: Buffer): string | undefined {
  const header = HEADER.exec(bytes.toString("latin1", 0, HEADER_BYTES));
  const content = bytes.subarray(HEADER_BYTES);
  return header?.groups?.["digest"] === digestOf(content) ? content.toString("utf8") : undefined;
}

function digestOf(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
