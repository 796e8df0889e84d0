import type { IncomingMessage, ServerResponse } from "node:http";

/** What is left of a request that is answered already is read and thrown away for so long, so that the client gets to read the answer. */
const LINGER_MS = 2_000;
const CHUNKS_AHEAD = 4;

/** Node's request and response as a `Request` and a way to send a `Response`. */
export interface Exchange {
  readonly request: Request;
  send(response: Response): Promise<void>;
}

/**
 * `undefined` for a target that is no path, which no client of a server sends. The request's signal aborts when the client goes away
 * before its answer is sent.
 */
export function exchangeOf(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Exchange | undefined {
  const { method = "GET", url = "" } = incoming;
  if (!url.startsWith("/") || !URL.canParse(`http://localhost${url}`)) return undefined;
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  outgoing.once("finish", () => throwAwayRest(incoming));
  const hasBody = method !== "GET" && method !== "HEAD";
  const request = new Request(`http://localhost${url}`, {
    method,
    headers: headersOf(incoming),
    signal: gone.signal,
    ...(hasBody && { body: bodyOf(incoming), duplex: "half" as const }),
  });
  return { request, send: (response) => send(response, outgoing) };
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  }
  return headers;
}

/** Read no faster than it is asked for. Giving it up leaves the connection open for the answer. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let ended = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const fail = () => {
          if (!ended) controller.error(new Error("the request ended early"));
          ended = true;
        };
        incoming.on("data", (chunk: Buffer) => {
          if (ended) return;
          controller.enqueue(new Uint8Array(chunk));
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
        });
        incoming.once("end", () => {
          if (!ended) controller.close();
          ended = true;
        });
        incoming.once("error", fail);
        incoming.once("close", fail);
        incoming.pause();
      },
      pull() {
        incoming.resume();
      },
      cancel() {
        ended = true;
      },
    },
    { highWaterMark: CHUNKS_AHEAD },
  );
}

function throwAwayRest(incoming: IncomingMessage): void {
  if (incoming.complete) return;
  const end = setTimeout(() => incoming.socket.destroy(), LINGER_MS);
  incoming.once("close", () => clearTimeout(end));
  incoming.removeAllListeners("data");
  incoming.resume();
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  response.headers.forEach((value, name) => {
    // Node manages connections itself, and HTTP/2 has none of it.
    if (name !== "connection") outgoing.setHeader(name, value);
  });
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    outgoing.end(Buffer.from(await response.arrayBuffer()));
    return;
  }
  outgoing.flushHeaders();
  const reader = response.body?.getReader();
  outgoing.once("close", () => reader?.cancel().catch(() => {}));
  for (;;) {
    const next = await reader?.read();
    if (next === undefined || next.done || outgoing.destroyed) break;
    if (!outgoing.write(next.value)) await drained(outgoing);
  }
  outgoing.end();
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once("drain", resolve);
    outgoing.once("close", resolve);
  });
}
