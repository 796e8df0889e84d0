import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import type { ApiRow } from "../../../src/runtime/api/row.js";
import { createClient, type Operations } from "../../../src/runtime/client/client.js";
import { ApiError, ArgumentError, ResponseError } from "../../../src/runtime/client/errors.js";
import type { ClientOptions, StreamOptions } from "../../../src/runtime/client/options.js";
import { closeServers, type Handler, listen } from "./loopback.js";

const API: ApiRow = {
  name: "chat",
  title: "Chat",
  version: "1.0.0",
  servers: [],
  securitySchemes: [],
  security: [],
};

const OPERATIONS: Operations = {
  chat: {
    create: {
      http: "POST /chat",
      effect: "write",
      accept: ["application/json", "text/event-stream"],
      stream: "data",
    },
    watch: {
      http: "GET /watch/{topic}",
      effect: "read",
      accept: ["text/event-stream"],
      stream: "event",
    },
    rows: { http: "GET /rows", effect: "read", accept: ["application/x-ndjson"], stream: "data" },
    plain: { http: "GET /plain", effect: "read" },
  },
};

interface Streams<Item> {
  readonly "~item": Item;
}

interface Chunk {
  readonly text: string;
}

interface Chat {
  readonly chat: {
    create(args: { body: { stream?: boolean } }): Promise<{ id: string }> & Streams<Chunk>;
    watch(args: { topic: string }): Promise<string> & Streams<{ event?: string; data: string }>;
    rows(): Promise<string> & Streams<number>;
    plain(): Promise<number>;
  };
}

async function chat(handler: Handler, options: ClientOptions = {}) {
  return createClient<Chat>(API, OPERATIONS, { baseUrl: await listen(handler), ...options });
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const ONE_CHUNK = 'data: {"text":"a"}\n\n';

afterEach(closeServers);

describe("stream", () => {
  it("sends the arguments, asks for the sequential media type, and gives the items typed", async () => {
    const seen: unknown[] = [];
    const client = await chat((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        seen.push(request.method, request.url, request.headers.accept, body);
        response.setHeader("content-type", "text/event-stream; charset=utf-8");
        response.end(`${ONE_CHUNK}data: {"text":"b"}\n\ndata: [DONE]\n\n`);
      });
    });
    const texts: string[] = [];
    for await (const { text } of client.stream(client.chat.create, { body: { stream: true } })) {
      texts.push(text);
    }
    expect(texts).toEqual(["a", "b"]);
    expect(seen).toEqual(["POST", "/chat", "text/event-stream", '{"stream":true}']);
  });

  it("gives events where the row says so, and lines of JSON", async () => {
    const client = await chat((request, response) => {
      const isEvents = request.url?.startsWith("/watch");
      response.setHeader("content-type", isEvents ? "text/event-stream" : "application/x-ndjson");
      response.end(isEvents ? "event: tick\ndata: x\n\n" : "1\n2\n");
    });
    expect(await collect(client.stream(client.chat.watch, { topic: "a" }))).toEqual([
      { event: "tick", data: "x" },
    ]);
    expect(await collect(client.stream(client.chat.rows, undefined))).toEqual([1, 2]);
  });

  it("leaves a plain call what it was: it does not ask for a stream that it would read whole", async () => {
    const client = await chat((request, response) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ id: request.headers.accept }));
    });
    expect(await client.chat.create({ body: {} })).toEqual({ id: "application/json" });
  });

  it("gives an item as soon as it is there, and closes the connection when the loop is left", async () => {
    let closed: Promise<unknown> | undefined;
    const client = await chat((_request, response) => {
      closed = once(response, "close");
      response.setHeader("content-type", "text/event-stream");
      response.write(ONE_CHUNK);
    });
    for await (const chunk of client.stream(client.chat.create, { body: {} })) {
      expect(chunk).toEqual({ text: "a" });
      break;
    }
    await closed;
  });

  it("sends nothing before it is read, and anew for each loop", async () => {
    let requests = 0;
    const client = await chat((_request, response) => {
      requests += 1;
      response.setHeader("content-type", "application/jsonl");
      response.end("1\n");
    });
    const items = client.stream(client.chat.rows, undefined);
    expect(requests).toBe(0);
    expect(await collect(items)).toEqual([1]);
    expect(await collect(items)).toEqual([1]);
    expect(requests).toBe(2);
  });

  it.each<[string, (abort: AbortController) => [ClientOptions, StreamOptions]]>([
    ["its own signal", (abort) => [{}, { signal: abort.signal }]],
    ["the client's signal", (abort) => [{ signal: abort.signal }, {}]],
  ])("ends with the reason of %s", async (_name, optionsOf) => {
    let closed: Promise<unknown> | undefined;
    const abort = new AbortController();
    const [clientOptions, streamOptions] = optionsOf(abort);
    const client = await chat((_request, response) => {
      closed = once(response, "close");
      response.setHeader("content-type", "text/event-stream");
      response.write(ONE_CHUNK);
    }, clientOptions);
    const reason = new Error("enough");
    const reading = (async () => {
      for await (const _ of client.stream(client.chat.create, { body: {} }, streamOptions)) {
        abort.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    await closed;
  });

  it("ends when a custom fetch takes no notice of the signal", async () => {
    const abort = new AbortController();
    const fetch = async () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode(ONE_CHUNK)),
        }),
        { headers: { "content-type": "text/event-stream" } },
      );
    const client = createClient<Chat>(API, OPERATIONS, { baseUrl: "http://x", fetch });
    const items = client.stream(client.chat.create, { body: {} }, { signal: abort.signal });
    const reading = (async () => {
      for await (const _ of items) abort.abort(new Error("enough"));
    })();
    await expect(reading).rejects.toThrow("enough");
  });

  it("outlives the time of a call, but not silence", async () => {
    const client = await chat((_request, response) => {
      response.setHeader("content-type", "text/event-stream");
      let sent = 0;
      const timer = setInterval(() => {
        response.write(ONE_CHUNK);
        sent += 1;
        if (sent === 8) clearInterval(timer);
      }, 50);
    });
    const found: unknown[] = [];
    const reading = (async () => {
      const options = { timeoutMs: 200, idleTimeoutMs: 300 };
      for await (const item of client.stream(client.chat.create, { body: {} }, options)) {
        found.push(item);
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: "TimeoutError" });
    expect(found).toHaveLength(8);
  });

  it("does not count the time that the consumer takes", async () => {
    const client = await chat(
      (_request, response) => {
        response.setHeader("content-type", "application/jsonl");
        response.write("1\n");
        setTimeout(() => response.end("2\n"), 20);
      },
      { idleTimeoutMs: 150 },
    );
    const found: number[] = [];
    for await (const item of client.stream(client.chat.rows, undefined)) {
      found.push(item);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(found).toEqual([1, 2]);
  });

  it("throws an answer outside 2xx as ApiError, after the usual retries", async () => {
    let requests = 0;
    const client = await chat(
      (_request, response) => {
        requests += 1;
        response.statusCode = requests === 1 ? 429 : 400;
        response.setHeader("content-type", "application/json");
        response.end('{"message":"no such model"}');
      },
      { retry: { firstPauseMs: 1 } },
    );
    const failure = await collect(client.stream(client.chat.create, { body: {} })).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ status: 400, body: { message: "no such model" } });
    expect(requests).toBe(2);
  });

  it("says what came in place of a stream", async () => {
    const client = await chat((_request, response) => {
      response.setHeader("content-type", "application/json");
      response.end("{}");
    });
    const reading = collect(client.stream(client.chat.create, { body: {} }));
    await expect(reading).rejects.toThrow(ResponseError);
    await expect(reading).rejects.toThrow(/answered application\/json where text\/event-stream/);
  });

  it("takes an answer without a content type for what was asked for, and 204 for no item", async () => {
    const client = await chat((request, response) => {
      if (request.url === "/rows") response.writeHead(204).end();
      else response.end(ONE_CHUNK);
    });
    expect(await collect(client.stream(client.chat.create, { body: {} }))).toEqual([{ text: "a" }]);
    expect(await collect(client.stream(client.chat.rows, undefined))).toEqual([]);
  });

  it("is refused for what does not stream, by type and at run time", async () => {
    const client = await chat(() => undefined);
    // @ts-expect-error: `plain` has no sequential content.
    expect(() => client.stream(client.chat.plain, undefined)).toThrow(TypeError);
    // @ts-expect-error: not a method of this client.
    expect(() => client.stream(() => 1, undefined)).toThrow(TypeError);
  });

  it("throws what is wrong with the arguments to the loop", async () => {
    const client = await chat(() => undefined);
    const items = client.stream(client.chat.watch, { topic: ".." });
    await expect(collect(items)).rejects.toThrow(ArgumentError);
  });
});
