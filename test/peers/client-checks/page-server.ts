import { EventEmitter, once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import type { Outcomes } from "./check.js";

/** Serves files to a page, and gets what the page reports. */
export interface PageServer {
  readonly url: string;
  /** Files that the page asked for, in the order of asking. */
  readonly loaded: readonly string[];
  /** What the page posts to `/outcomes`. Rejects with what it posts to `/failure`, and when `signal` aborts. */
  reported(signal: AbortSignal): Promise<Outcomes>;
  close(): void;
}

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html"],
  [".js", "text/javascript"],
  [".txt", "text/plain"],
]);

/** Serves the files of `folder` from an origin of its own. */
export async function startPageServer(folder: string): Promise<PageServer> {
  const loaded: string[] = [];
  const reports = new EventEmitter();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    if (request.method === "POST") await receive(reports, pathname, request, response);
    else {
      loaded.push(pathname.slice(1));
      serve(join(folder, pathname), response);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    loaded,
    reported: async (signal) => (await once(reports, "outcomes", { signal }))[0],
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function receive(
  reports: EventEmitter,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const value: unknown = JSON.parse(await text(request));
  response.writeHead(204).end();
  if (pathname === "/outcomes") reports.emit("outcomes", value);
  else reports.emit("error", new Error(`The page failed: ${value}`));
}

function serve(file: string, response: ServerResponse): void {
  const mediaType = MEDIA_TYPES.get(extname(file));
  if (mediaType === undefined || !existsSync(file)) response.writeHead(404).end();
  else response.writeHead(200, { "content-type": mediaType }).end(readFileSync(file));
}
