import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { Limits } from "../../src/runtime/api/api.js";
import type { Broker } from "../../src/runtime/broker/broker.js";
import type { BrokerOptions } from "../../src/runtime/broker/broker-options.js";
import { createQueue } from "../../src/runtime/broker/queue.js";
import { connectingFetch } from "../../src/runtime/node/connecting-fetch.js";
import { reachOf } from "../../src/runtime/node/reach.js";
import { JSON_BODY, operation, shopApi } from "../unit/broker/shop-api.js";
import {
  brokerOf,
  call,
  type Handler,
  json,
  listen,
  never,
  received,
  SECRET,
  start,
} from "./broker-server.js";

const BUNDLE = new URL("../../src/runtime/node/connection.js", import.meta.url);
const MEBIBYTE = 1024 * 1024;
/** What the test's own process may take for a server that sends without end and a broker that does not read it. */
const FLAT = 160 * MEBIBYTE;
const ANYTHING = { kind: "unknown", why: "no-schema" } as const;

const OPERATIONS = [
  operation("items.get", "GET /items/{id}"),
  operation("items.create", "POST /items", { effect: "write", body: JSON_BODY }),
  operation("items.text", "GET /text", {
    responses: [
      { status: "200", contents: [{ mediaType: "text/plain", type: { kind: "string" } }] },
    ],
  }),
  operation("items.watch", "GET /watch", {
    responses: [
      {
        status: "200",
        contents: [{ mediaType: "text/event-stream", type: ANYTHING, itemType: ANYTHING }],
      },
    ],
  }),
];

const opened: Server[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of opened.splice(0)) server.close();
});

/** A server that answers each connection with bytes of its own; gives its origin. */
async function listenRaw(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    socket.once("data", () => answer(socket));
  }).listen(0, "127.0.0.1");
  opened.push(server);
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

/** A broker as a server has it: with the connections of Node, at a base URL of the operator's. */
async function brokerAt(baseUrl: string, given: Partial<BrokerOptions> = {}): Promise<Broker> {
  const fetch = connectingFetch(BUNDLE, {}, reachOf(shopApi(OPERATIONS), baseUrl, {}));
  return brokerOf(OPERATIONS, () => undefined, { baseUrl, fetch, retry: { retries: 0 }, ...given });
}

async function brokerFor(handler: Handler, given: Partial<BrokerOptions> = {}): Promise<Broker> {
  return brokerAt(await listen(handler), given);
}

async function brokerRaw(
  answer: (socket: Socket) => void,
  given: Partial<BrokerOptions> = {},
): Promise<Broker> {
  return brokerAt(await listenRaw(answer), given);
}

function get(broker: Broker, limits: Partial<Limits> = {}) {
  return call(start(broker, limits), "items.get", { id: "a" });
}

/** The most memory that the process had beyond what it had before, in bytes. */
async function peakDuring(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return Math.max(peak, process.memoryUsage().rss) - before;
}

/** Writes for as long as somebody reads, and tells how much that was. */
function endless(
  status: number,
  chunk: Buffer,
): { readonly handler: Handler; readonly written: () => number } {
  let written = 0;
  const handler: Handler = (_, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    const more = () => {
      while (!response.destroyed) {
        written += chunk.length;
        if (!response.write(chunk)) break;
      }
    };
    response.on("drain", more);
    more();
  };
  return { handler, written: () => written };
}

describe("a body without end", () => {
  it("is read as far as the limit, at eight calls at once", async () => {
    const { handler, written } = endless(200, Buffer.alloc(64 * 1024, " "));
    const broker = await brokerFor(handler);
    const run = start(broker, { responseBytes: 4 * MEBIBYTE });
    const peak = await peakDuring(async () => {
      const replies = await Promise.all(
        Array.from({ length: 8 }, (_, id) => call(run, "items.get", { id: `${id}` })),
      );
      for (const reply of replies) expect(reply.data).toMatchObject({ limit: "responseBytes" });
    });
    expect(peak).toBeLessThan(FLAT);
    expect(written()).toBeLessThan(8 * 16 * MEBIBYTE);
  });

  it("of an error is cut, and the error still tells what it is", async () => {
    const { handler } = endless(500, Buffer.alloc(64 * 1024, "x"));
    const reply = await get(await brokerFor(handler));
    expect(reply).toMatchObject({ name: "ApiError", data: { status: 500 } });
    expect(JSON.stringify(reply).length).toBeLessThan(20_000);
  });
});

describe("a small body that unpacks to a large one", () => {
  const gzip = Buffer.concat(Array(256).fill(gzipSync(Buffer.alloc(16 * MEBIBYTE, " "))));
  const large = Buffer.alloc(256 * MEBIBYTE, " ");
  const brotli = brotliCompressSync(large, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

  it.each([
    ["gzip", gzip],
    ["br", brotli],
    ["deflate", deflateSync(large)],
    ["gzip, gzip", gzipSync(gzip)],
    ["gzip, br, gzip", gzipSync(brotliCompressSync(gzip))],
  ])("%s ends at the limit", async (encoding, body) => {
    expect(body.length).toBeLessThan(5 * MEBIBYTE);
    const broker = await brokerFor((_, response) => {
      response.writeHead(200, {
        "content-type": "application/json",
        "content-encoding": encoding,
      });
      response.end(body);
    });
    const peak = await peakDuring(async () => {
      expect(await get(broker)).toMatchObject({
        name: "LimitExceeded",
        data: { limit: "responseBytes" },
      });
    });
    expect(peak).toBeLessThan(FLAT);
  });

  it("is not unpacked at all where it is packed a thousand times", async () => {
    const broker = await brokerFor((_, response) => {
      response.writeHead(200, {
        "content-type": "application/json",
        "content-encoding": Array(1_000).fill("gzip").join(", "),
      });
      response.end(gzipSync("{}"));
    });
    expect(await get(broker)).toMatchObject({ name: "NetworkError" });
  });

  it("that is no gzip is named", async () => {
    const broker = await brokerFor((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end("{}");
    });
    expect(await get(broker)).toMatchObject({
      name: "NetworkError",
      message: expect.stringContaining("cannot be unpacked"),
    });
  });
});

describe("slowness", () => {
  const slow = { timeoutMs: 300 };

  function trickle(socket: Socket, head: string, piece: string): void {
    socket.write(head);
    const timer = setInterval(() => socket.write(piece), 20);
    socket.on("close", () => clearInterval(timer));
  }

  it.each([
    ["a body of one byte at a time", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", " "],
    ["headers of one byte at a time", "HTTP/1.1 200 OK\r\nX-Slow: ", "x"],
    ["early hints without end", "", "HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n"],
    ["silence", "", ""],
  ])("%s ends with the time of the call", async (_, head, piece) => {
    const broker = await brokerRaw((socket) => trickle(socket, head, piece), slow);
    expect(await get(broker)).toMatchObject({ name: "TimeoutError" });
    await expect.poll(() => sockets.size).toBe(0);
  });
});

describe("an answer that is none", () => {
  it.each<[string, (socket: Socket) => void, RegExp]>([
    [
      "headers without end",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        const more = () => {
          while (!socket.destroyed && socket.write(`X-Header: ${"x".repeat(1_000)}\r\n`));
        };
        socket.on("drain", more);
        more();
      },
      /the headers of its answer are too long/,
    ],
    ["no HTTP", (socket) => socket.end("220 mail.example ESMTP\r\n"), /it does not speak HTTP/],
    [
      "a status that is none",
      (socket) => socket.write("HTTP/1.1 999 Odd\r\nContent-Length: 100\r\n\r\n{"),
      /it does not speak HTTP/,
    ],
    ["nothing", (socket) => socket.end(), /the connection was closed/],
    ["a reset", (socket) => socket.resetAndDestroy(), /the connection was closed/],
    [
      "a reset in the middle",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
        setTimeout(() => socket.resetAndDestroy(), 20);
      },
      /the connection was closed/,
    ],
    [
      "less than it says",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"),
      /the connection was closed/,
    ],
    [
      "chunks that break off",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
      /the connection was closed/,
    ],
    [
      "chunks of no size",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
      /it does not speak HTTP/,
    ],
    [
      "two lengths",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}"),
      /its answer is not as long as it says/,
    ],
  ])("%s is a network error with a reason", async (_, answer, reason) => {
    const reply = await get(await brokerRaw(answer));
    expect(reply).toMatchObject({ name: "NetworkError", message: expect.stringMatching(reason) });
    expect(JSON.stringify(reply)).not.toMatch(/127\.0\.0\.1|undici|HPE_|stack/);
    await expect.poll(() => sockets.size).toBe(0);
  });

  it("with more than it says is read as far as it says", async () => {
    const broker = await brokerRaw((socket) =>
      socket.end(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n\r\n",
      ),
    );
    expect(await get(broker)).toEqual({});
  });

  it("is JSON so deep that it cannot be written again", async () => {
    const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    const broker = await brokerFor(({ url }, response) => {
      response.writeHead(url?.endsWith("bad") ? 400 : 200, { "content-type": "application/json" });
      response.end(deep(url?.endsWith("bad") ? 8_000 : 500_000));
    });
    const run = start(broker);
    expect(await call(run, "items.get", { id: "a" })).toMatchObject({
      name: "ResponseError",
      message: "items.get: The answer is nested too deeply",
    });
    expect(await call(run, "items.get", { id: "bad" })).toMatchObject({
      name: "ApiError",
      data: { status: 400, body: "<JSON of more than 64 levels>" },
    });
  });
});

describe("text that is no UTF-8", () => {
  const bytes = Buffer.concat([Buffer.from('"caf'), Buffer.from([0xe9, 0xff]), Buffer.from('"')]);

  it("has replacement characters where it cannot be read", async () => {
    const broker = await brokerFor((_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(bytes);
    });
    expect(await get(broker)).toBe("caf\ufffd\ufffd");
  });

  it("hides no secret, in whatever character set", async () => {
    for (const [charset, encoding] of [
      ["utf-16le", "utf16le"],
      ["iso-8859-1", "latin1"],
      ["no-such-set", "utf8"],
    ] as const) {
      const broker = await brokerFor((_, response) => {
        const type = `text/plain; charset=${charset}`;
        response
          .writeHead(200, { "content-type": type })
          .end(Buffer.from(`a ${SECRET} b`, encoding));
      });
      expect(await call(start(broker), "items.text")).toBe("a [redacted] b");
    }
  });
});

describe("secrets that the API sends back", () => {
  /** Nothing of a reply may hold the core of the secret, in whatever form. */
  function expectHidden(reply: unknown): void {
    const text = JSON.stringify(reply);
    expect(text).toContain("[redacted]");
    expect(text).not.toContain("0123456789");
    expect(text.toLowerCase()).not.toContain(Buffer.from("0123456789").toString("hex"));
    for (const offset of ["", "x", "xx"]) {
      const encoded = Buffer.from(`${offset}0123456789`).toString("base64");
      expect(text).not.toContain(encoded.slice(4, 12));
    }
  }

  it("are hidden in headers, their names too, and in the text of an error", async () => {
    const broker = await brokerFor(({ headers: { authorization = "" }, url }, response) => {
      const token = authorization.replace("Bearer ", "");
      const headers = {
        "X-Echo": authorization,
        "X-Json": JSON.stringify({ token }).replaceAll("/", "\\/"),
        "X-Url": `https://h.test/?k=${encodeURIComponent(encodeURIComponent(token)).replaceAll("%25", "%")}`,
        [`X-${Buffer.from(token).toString("hex")}`]: "1",
      };
      json(response, url?.endsWith("bad") ? 422 : 200, { title: `no ${token}` }, headers);
    });
    const run = start(broker);
    expectHidden(received(await run.raw("items.get", '{"id":"a"}', "{}", never())));
    expectHidden(await call(run, "items.get", { id: "bad" }));
  });

  it("are hidden where a redirect goes to a host of their name", async () => {
    const host = `https://${SECRET.replace(/[/+]/g, "-")}.evil.test/`;
    const secret = SECRET.replace(/[/+]/g, "-");
    const broker = await brokerFor(
      (_, response) => response.writeHead(302, { Location: host }).end(),
      { credentials: { bearer: secret } },
    );
    expectHidden(await get(broker));
  });

  it("are hidden in the request line of an error, when the snippet was told them", async () => {
    const broker = await brokerFor((_, response) => json(response, 404, {}));
    const reply = await call(start(broker), "items.get", { id: SECRET });
    expectHidden(reply);
    expect(reply.data.request).toBe("GET /items/[redacted]");
  });

  it("are hidden in a stream that breaks them into chunks of a byte", async () => {
    const broker = await brokerFor(async ({ headers: { authorization = "" } }, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const byte of Buffer.from(`data: ${JSON.stringify({ authorization })}\n\n`)) {
        response.write(Buffer.of(byte));
        await new Promise((resolve) => setTimeout(resolve));
      }
      response.end();
    });
    const run = start(broker);
    const first = await run.iterate("stream", "items.watch", "{}", "", never());
    expectHidden(received(first));
    run.close();
  });
});

describe("redirects to where the snippet may not go", () => {
  it.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://metadata.google.internal/",
    "http://localhost:22/",
    "file:///etc/passwd",
    "//elsewhere.test/",
  ])("%s are refused", async (location) => {
    const broker = await brokerFor((_, response) =>
      response.writeHead(302, { Location: location }).end(),
    );
    expect(await get(broker)).toMatchObject({
      name: "ResponseError",
      message: expect.stringContaining("is not followed"),
    });
  });
});

describe("sending again", () => {
  const WRITES = { policy: { allow: ["write"], deny: [] }, retry: { firstPauseMs: 1 } } as const;

  it("is not done for a write whose connection breaks, nor after its 503", async () => {
    let sent = 0;
    const broken = await brokerRaw((socket) => {
      sent += 1;
      socket.destroy();
    }, WRITES);
    expect(await call(start(broken), "items.create", { body: {} })).toMatchObject({
      name: "NetworkError",
    });
    expect(sent).toBe(1);
    const busy = await brokerFor((_, response) => {
      sent += 1;
      json(response, 503, {}, { "Retry-After": "0" });
    }, WRITES);
    expect(await call(start(busy), "items.create", { body: {} })).toMatchObject({
      data: { status: 503 },
    });
    expect(sent).toBe(2);
  });

  it("waits no longer than it may, whatever Retry-After asks for", async () => {
    for (const field of ["999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "-1", "1e9", "soon"]) {
      let sent = 0;
      const broker = await brokerFor(
        (_, response) => {
          sent += 1;
          json(response, 429, {}, { "Retry-After": field });
        },
        { retry: { firstPauseMs: 1, longestPauseMs: 50 } },
      );
      expect(await get(broker)).toMatchObject({ data: { status: 429 } });
      expect(sent).toBeLessThanOrEqual(3);
    }
  });
});

describe("a run that is cancelled", () => {
  it("closes its connections and sends nothing that waited", async () => {
    let sent = 0;
    const broker = await brokerRaw((socket) => {
      sent += 1;
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
    });
    const whole = new AbortController();
    const run = start(broker, { concurrentCalls: 4 }, whole.signal);
    const replies = Array.from({ length: 12 }, (_, id) => call(run, "items.get", { id: `${id}` }));
    await expect.poll(() => sent).toBe(4);
    whole.abort();
    for (const reply of await Promise.all(replies)) {
      expect(reply).toMatchObject({ name: "AbortError" });
    }
    await expect.poll(() => sockets.size).toBe(0);
    expect(sent).toBe(4);
  });

  it("is as good as one that ended before its calls did", async () => {
    const broker = await brokerRaw(() => undefined);
    const run = start(broker);
    const pending = call(run, "items.get", { id: "a" });
    await expect.poll(() => sockets.size).toBe(1);
    run.close();
    expect(await pending).toMatchObject({ name: "AbortError" });
    await expect.poll(() => sockets.size).toBe(0);
  });

  it("does not hold up another, and neither does one with many calls", async () => {
    const answered: string[] = [];
    const broker = await brokerFor(
      ({ url = "" }, response) => {
        answered.push(url.slice("/items/".length));
        setTimeout(() => json(response, 200, {}), 5);
      },
      { queue: createQueue({ atOnce: 2, waiting: 1_000 }) },
    );
    const [busy, other] = [start(broker), start(broker)];
    const all = Array.from({ length: 20 }, (_, id) => call(busy, "items.get", { id: `b${id}` }));
    const few = ["o0", "o1"].map((id) => call(other, "items.get", { id }));
    await Promise.all([...all, ...few]);
    expect(answered).toHaveLength(22);
    expect(answered.indexOf("o1")).toBeLessThan(8);
  });
});
