import { Busboy } from "@fastify/busboy";
import { WireError } from "./wire-error.js";

/** One part of a `multipart/form-data` body (RFC 7578). */
export interface Part {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The parts of a body, in order, as a parser of its own reads them. Throws `WireError` for a malformed body. */
export async function partsOf(contentType: string, body: Uint8Array): Promise<readonly Part[]> {
  const pending: Promise<Part>[] = [];
  await new Promise<void>((resolve, reject) => {
    const parser = Busboy({
      headers: { "content-type": contentType },
      isPartAFile: () => true,
      preservePath: true,
      limits: { fieldNameSize: 10_000 },
    });
    parser.on("file", (name, stream, fileName, _encoding, type) => {
      const chunks: Uint8Array[] = [];
      const part = new Promise<Part>((received) => {
        stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
        stream.on("end", () => {
          const bytes = Uint8Array.from(Buffer.concat(chunks));
          received({ name, fileName, contentType: type, bytes });
        });
      });
      pending.push(part);
    });
    parser.on("finish", resolve);
    parser.on("error", (error) => reject(new WireError(String(error))));
    parser.end(Buffer.from(body));
  });
  return Promise.all(pending);
}
