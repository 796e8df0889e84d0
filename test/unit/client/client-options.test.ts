import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { ApiRow } from "../../../src/runtime/api/row.js";
import { createClient, type Operations } from "../../../src/runtime/client/client.js";
import { ApiError, ArgumentError, ResponseError } from "../../../src/runtime/client/errors.js";
import type { ClientOptions } from "../../../src/runtime/client/options.js";
import type { BinaryContent } from "../../../src/runtime/client/upload.js";
import { closeServers, type Handler, listen } from "./loopback.js";

const API: ApiRow = {
  name: "shop",
  title: "Shop",
  version: "1.0.0",
  servers: [],
  securitySchemes: [{ name: "key", kind: "apiKey", in: "query", parameter: "api_key" }],
  security: [{ key: [] }],
};

const OPERATIONS: Operations = {
  items: {
    get: { http: "GET /items/{id}", effect: "read" },
    create: { http: "POST /items", effect: "write" },
    image: { http: "GET /image", effect: "read", accept: ["image/png"] },
    upload: {
      http: "POST /upload",
      effect: "write",
      contentTypes: ["application/octet-stream"],
    },
  },
};

interface Item {
  readonly id: string;
}

interface Shop {
  readonly items: {
    get(args: { id: string }): Promise<Item>;
    create(args: { body: Item }): Promise<Item>;
    image(): Promise<Uint8Array>;
    upload(args: { body: Uint8Array }): Promise<Item>;
  };
}

async function shop(handler: Handler, options: ClientOptions = {}) {
  return createClient<Shop>(API, OPERATIONS, {
    baseUrl: await listen(handler),
    auth: "secret-key",
    retry: { firstPauseMs: 1 },
    ...options,
  });
}

/** Answers with each status in turn, and with the last one from then on. */
function statuses(...all: readonly number[]): Handler {
  let at = 0;
  return (_request, response) => {
    response.writeHead(all[Math.min(at, all.length - 1)] ?? 200, {
      "content-type": "application/json",
      "request-id": `r${at}`,
      "set-cookie": "session=hidden",
    });
    at += 1;
    response.end('{"id":"a"}');
  };
}

afterEach(closeServers);

describe("hooks", () => {
  /** A client whose hooks write down what they are told. */
  async function logging(handler: Handler, options: ClientOptions = {}) {
    const told: [string, object][] = [];
    const hooks = Object.fromEntries(
      ["request", "response", "retry", "error"].map((name) => [
        name,
        (record: object) => told.push([name, record]),
      ]),
    );
    return { told, client: await shop(handler, { hooks, ...options }) };
  }

  it("are told of each attempt, its answer and its retry, without a credential", async () => {
    let url = "";
    const answer = statuses(429, 200);
    const { told, client } = await logging((request, response) => {
      url = request.url ?? "";
      answer(request, response);
    });
    await client.items.get({ id: "a b" });
    const call = {
      operation: "items.get",
      method: "GET",
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/items\/a%20b$/),
    };
    const durationMs = expect.any(Number);
    expect(told).toEqual([
      ["request", { ...call, attempt: 1 }],
      ["response", { ...call, attempt: 1, status: 429, durationMs }],
      ["retry", { ...call, attempt: 1, status: 429, pauseMs: durationMs }],
      ["request", { ...call, attempt: 2 }],
      ["response", { ...call, attempt: 2, status: 200, durationMs }],
    ]);
    expect(url).toContain("secret-key");
    expect(JSON.stringify(told)).not.toContain("secret-key");
  });

  it("are told once why a call failed", async () => {
    const { told, client } = await logging(statuses(404));
    await expect(client.items.get({ id: "a" })).rejects.toThrow(ApiError);
    expect(told.at(-1)).toEqual([
      "error",
      expect.objectContaining({ attempt: 1, error: "ApiError", status: 404 }),
    ]);
    expect(told.filter(([name]) => name === "error")).toHaveLength(1);
  });

  it("are told of a network error by name, and that it is tried again", async () => {
    const { told, client } = await logging(() => undefined, {
      fetch: async (url) => {
        throw new TypeError(`cannot reach ${url}`);
      },
      retry: { retries: 1, firstPauseMs: 1 },
    });
    await expect(client.items.get({ id: "a" })).rejects.toThrow(TypeError);
    expect(told.map(([name]) => name)).toEqual(["request", "retry", "request", "error"]);
    expect(told.at(-1)?.[1]).toMatchObject({ error: "TypeError", attempt: 2 });
    expect(told[1]?.[1]).not.toHaveProperty("status");
    expect(JSON.stringify(told)).not.toContain("secret-key");
  });

  it("are told nothing of a call that was never sent", async () => {
    const { told, client } = await logging(statuses(200));
    await expect(client.items.get({ id: ".." })).rejects.toThrow(ArgumentError);
    expect(told).toEqual([]);
  });

  it("cannot break a call, whether they throw or reject", async () => {
    const fail = () => {
      throw new Error("no disk");
    };
    const reject = async () => fail();
    for (const hook of [fail, reject]) {
      const hooks = { request: hook, response: hook, retry: hook, error: hook };
      const client = await shop(statuses(429, 200, 404), { hooks });
      expect(await client.items.get({ id: "a" })).toEqual({ id: "a" });
      await expect(client.items.get({ id: "a" })).rejects.toThrow(ApiError);
    }
  });
});

describe("options of one call", () => {
  it("set how often it is retried, above the client's", async () => {
    let requests = 0;
    const client = await shop((request, response) => {
      requests += 1;
      statuses(503)(request, response);
    });
    const never = { retry: { retries: 0 } };
    await expect(client.items.get({ id: "a" }, never)).rejects.toThrow(ApiError);
    expect(requests).toBe(1);
    await expect(client.items.get({ id: "a" })).rejects.toThrow(ApiError);
    expect(requests).toBe(4);
  });

  it("add headers above the client's and below the operation's", async () => {
    const seen: unknown[] = [];
    const client = await shop(
      ({ headers }, response) => {
        seen.push(headers["x-a"], headers["x-b"], headers.accept);
        response.writeHead(204).end();
      },
      { headers: { "X-A": "client", "X-B": "client" } },
    );
    await client.items.get({ id: "a" }, { headers: { "x-b": "call", Accept: "text/html" } });
    expect(seen).toEqual(["client", "call", "application/json"]);
  });

  it("set its time", async () => {
    const client = await shop(() => undefined);
    const failure = client.items.get({ id: "a" }, { timeoutMs: 20 });
    await expect(failure).rejects.toMatchObject({ name: "TimeoutError" });
  });
});

describe("maxResponseBytes", () => {
  const MEGABYTE = 1 << 20;

  it("ends a longer answer, also one that only grows when it is unpacked", async () => {
    for (const isPacked of [false, true]) {
      const client = await shop(
        (_request, response) => {
          const bytes = Buffer.alloc(MEGABYTE);
          response.setHeader("content-type", "image/png");
          if (isPacked) response.setHeader("content-encoding", "gzip");
          response.end(isPacked ? gzipSync(bytes) : bytes);
        },
        { maxResponseBytes: MEGABYTE - 1 },
      );
      const failure = client.items.image();
      await expect(failure).rejects.toThrow(ResponseError);
      await expect(failure).rejects.toThrow(`longer than ${MEGABYTE - 1} bytes`);
      expect(await client.items.image(undefined, { maxResponseBytes: MEGABYTE })).toHaveLength(
        MEGABYTE,
      );
    }
  });

  it("stops an answer without end, which it does not keep", async () => {
    let sent = 0;
    let isCancelled = false;
    const chunk = new Uint8Array(64 * 1024);
    const fetch = async () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += chunk.length;
            controller.enqueue(chunk);
          },
          cancel() {
            isCancelled = true;
          },
        }),
        { headers: { "content-type": "image/png" } },
      );
    const client = createClient<Shop>(API, OPERATIONS, {
      baseUrl: "http://shop",
      fetch,
      maxResponseBytes: MEGABYTE,
    });
    await expect(client.items.image()).rejects.toThrow(ResponseError);
    expect(sent).toBeLessThan(2 * MEGABYTE);
    expect(isCancelled).toBe(true);
  });

  it("keeps the first bytes of an error", async () => {
    const client = await shop(
      (_request, response) => {
        response.writeHead(400, { "content-type": "text/plain" }).end("x".repeat(100));
      },
      { maxResponseBytes: 10 },
    );
    await expect(client.items.get({ id: "a" })).rejects.toMatchObject({
      status: 400,
      body: "x".repeat(10),
    });
  });
});

describe("ApiError", () => {
  it("has the headers of the answer, but no cookie", async () => {
    const client = await shop(statuses(404));
    const failure = await client.items.get({ id: "a" }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ headers: { "request-id": "r0" } });
    expect(JSON.stringify(failure)).not.toContain("session");
  });
});

describe("bytes to send", () => {
  it.each<[string, () => BinaryContent]>([
    ["Uint8Array", () => new Uint8Array([1, 2, 255])],
    ["ArrayBuffer", () => new Uint8Array([1, 2, 255]).buffer],
    ["Blob", () => new Blob([new Uint8Array([1, 2, 255])])],
    ["ReadableStream", () => new Blob([new Uint8Array([1, 2, 255])]).stream()],
  ])("may be a %s", async (_name, contentOf) => {
    const chunks: Buffer[] = [];
    const client = await shop((request, response) => {
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => response.writeHead(204).end());
    });
    await client.items.upload({ body: contentOf() });
    expect([...Buffer.concat(chunks)]).toEqual([1, 2, 255]);
  });

  it("are sent once when they are a stream", async () => {
    let requests = 0;
    const client = await shop((request, response) => {
      requests += 1;
      request.resume();
      statuses(429)(request, response);
    });
    const body = new Blob(["x"]).stream();
    await expect(client.items.upload({ body })).rejects.toMatchObject({ status: 429 });
    expect(requests).toBe(1);
  });

  it("are not redirected when they are a stream", async () => {
    const client = await shop((request, response) => {
      request.resume();
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    const failure = client.items.upload({ body: new Blob(["x"]).stream() });
    await expect(failure).rejects.toThrow(ResponseError);
    await expect(failure).rejects.toThrow("redirects a POST");
  });
});
