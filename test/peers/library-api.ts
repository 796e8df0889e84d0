import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request that the library's API got. */
export interface Received {
  readonly request: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface LibraryApi {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

const BOOK = { title: "Momo", authors: ["ende"], available: 1 };

/** The API of `fixtures/library.yaml`, as far as a few calls go: 3,000 books, none with the id `none`. */
export async function startLibraryApi(): Promise<LibraryApi> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method, url = "", headers } = request;
    received.push({ request: `${method} ${url}`, headers, body: await text(request) });
    const [status, body] = answerOf(`${method} ${url.split("?")[0]}`, received.at(-1)?.body ?? "");
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answerOf(request: string, body: string): readonly [status: number, body?: unknown] {
  const [, id] = /^GET \/books\/(.+)$/.exec(request) ?? [];
  if (id === "none") return [404, { title: "There is no such book" }];
  if (id !== undefined) return [200, { ...BOOK, id }];
  switch (request) {
    case "GET /books":
      return [200, Array.from({ length: 3_000 }, (_, at) => ({ ...BOOK, id: `book-${at}` }))];
    case "POST /books":
      return [201, { ...BOOK, ...JSON.parse(body), id: "new" }];
    case "DELETE /books/old":
      return [204];
    default:
      return [500, { title: `nobody plays ${request}` }];
  }
}
