import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { WireRequest } from "./decode/request.js";

/** A server on the loopback interface that keeps every request as it came and answers 204. */
export interface Upstream {
  readonly origin: string;
  /** The requests since the last time, in order. */
  take(): readonly WireRequest[];
  close(): Promise<void>;
}

export async function startUpstream(): Promise<Upstream> {
  let requests: WireRequest[] = [];
  const server = createServer(
    { maxHeaderSize: 1 << 20, keepAliveTimeout: 60_000 },
    (request, response) => {
      const chunks: Uint8Array[] = [];
      request.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      request.on("end", () => {
        const { rawHeaders, method = "", url = "" } = request;
        requests.push({
          method,
          target: url,
          headers: rawHeaders.flatMap((text, at) =>
            at % 2 === 0 ? [[text, rawHeaders[at + 1] ?? ""] as const] : [],
          ),
          body: Uint8Array.from(Buffer.concat(chunks)),
        });
        response.writeHead(204).end();
      });
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    take() {
      const taken = requests;
      requests = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
