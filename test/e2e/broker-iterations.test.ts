import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import type { Operation } from "../../src/runtime/api/api.js";
import type { BrokerRun } from "../../src/runtime/broker/broker.js";
import { operation, parameter } from "../unit/broker/shop-api.js";
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

const ANYTHING = { kind: "unknown", why: "no-schema" } as const;
const page = parameter("page", { type: { kind: "integer" } });

function streaming(id: string, route: string, mediaType: string): Operation {
  const content = { mediaType, type: ANYTHING, itemType: ANYTHING } as const;
  return operation(id, route, { responses: [{ status: "200", contents: [content] }] });
}

const OPERATIONS = [
  operation("items.list", "GET /items", {
    parameters: [page],
    pagination: { kind: "link", items: "" },
  }),
  operation("items.others", "GET /others", { pagination: { kind: "link", items: "" } }),
  operation("items.numbered", "GET /numbered", {
    parameters: [page],
    pagination: { kind: "page", items: "/items", argument: "/page", first: 1 },
  }),
  operation("items.purge", "DELETE /items", {
    effect: "destructive",
    pagination: { kind: "link", items: "" },
  }),
  operation("items.get", "GET /item"),
  streaming("items.watch", "GET /watch", "text/event-stream"),
  streaming("items.export", "GET /export", "application/x-ndjson"),
];

type Kind = "paginate" | "stream";

async function next(run: BrokerRun, kind: Kind, id: string, cursor = "", args = {}) {
  const argsJson = cursor === "" ? JSON.stringify(args) : "";
  return received(await run.iterate(kind, id, argsJson, cursor, never()));
}

/** Every item, and how many steps they took. */
async function all(run: BrokerRun, kind: Kind, id: string, args = {}) {
  const items: unknown[] = [];
  let steps = 0;
  let cursor = "";
  do {
    const reply = await next(run, kind, id, cursor, args);
    if (reply.name !== undefined) throw new Error(JSON.stringify(reply));
    items.push(...reply.items);
    cursor = reply.cursor ?? "";
    steps += 1;
  } while (cursor !== "");
  return { items, steps };
}

/** Pages of two numbers, by the `Link` header; the fifth is the last. */
const fivePages: Handler = ({ url = "" }, response) => {
  const number = Number(new URL(url, "http://x").searchParams.get("page") ?? "1");
  const more = number < 5 ? { link: `</v1/items?page=${number + 1}>; rel="next"` } : {};
  json(response, 200, [number * 2 - 1, number * 2], more);
};

describe("pages", () => {
  it("are calls like any other: each with credential, log, and limits", async () => {
    const seen: unknown[] = [];
    const broker = await brokerOf(OPERATIONS, (request, response) => {
      seen.push([request.url, request.headers.authorization]);
      fivePages(request, response);
    });
    const run = start(broker);
    expect(await all(run, "paginate", "items.list")).toEqual({
      items: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      steps: 5,
    });
    expect(seen).toEqual(
      ["", "?page=2", "?page=3", "?page=4", "?page=5"].map((query) => [
        `/v1/items${query}`,
        `Bearer ${SECRET}`,
      ]),
    );
    expect(run.calls()).toMatchObject(
      Array(5).fill({ operation: "items.list", kind: "answered", status: 200 }),
    );
    const two = start(broker, { calls: 2 });
    await expect(all(two, "paginate", "items.list")).rejects.toThrow(/LimitExceeded.*calls/);
    expect(two.exceeded()).toBe("calls");
  });

  it("go on from the caller's own arguments", async () => {
    const urls: unknown[] = [];
    const broker = await brokerOf(OPERATIONS, ({ url = "" }, response) => {
      urls.push(url);
      json(response, 200, { items: url.endsWith("=5") ? [] : [url] });
    });
    await all(start(broker), "paginate", "items.numbered", { page: 3 });
    expect(urls).toEqual(["/v1/numbered?page=3", "/v1/numbered?page=4", "/v1/numbered?page=5"]);
  });

  it("have cursors that are good once, for their operation, in their run", async () => {
    const broker = await brokerOf(OPERATIONS, fivePages);
    const run = start(broker);
    const { cursor } = await next(run, "paginate", "items.list");
    const refused = { name: "ArgumentError", message: expect.stringMatching(/stands for nothing/) };
    const forged = ["x", "99", "__proto__", "http://evil.invalid/", `${cursor} `];
    for (const text of forged) {
      expect(await next(run, "paginate", "items.list", text)).toMatchObject(refused);
    }
    expect(await next(run, "paginate", "items.others", cursor)).toMatchObject(refused);
    expect(await next(run, "stream", "items.list", cursor)).toMatchObject(refused);
    expect(await next(start(broker), "paginate", "items.list", cursor)).toMatchObject(refused);
    expect(run.calls()).toHaveLength(1);
    expect(await next(run, "paginate", "items.list", cursor)).toMatchObject({ items: [3, 4] });
    expect(await next(run, "paginate", "items.list", cursor)).toMatchObject(refused);
  });

  it("are not followed to another origin, nor in a circle", async () => {
    let stolen = 0;
    const elsewhere = await listen((_, response) => {
      stolen += 1;
      json(response, 200, []);
    });
    for (const link of [`<${elsewhere}/v1/items>; rel="next"`, '</v1/items>; rel="next"']) {
      const broker = await brokerOf(OPERATIONS, (_, response) =>
        json(response, 200, [1], { link }),
      );
      expect(await next(start(broker), "paginate", "items.list")).toMatchObject({
        name: "ResponseError",
      });
    }
    expect(stolen).toBe(0);
  });

  it("are refused by policy, without known pages, by their arguments, by the API", async () => {
    const run = start(
      await brokerOf(OPERATIONS, (_, response) => json(response, 404, { message: "gone" })),
    );
    expect(await next(run, "paginate", "items.purge")).toMatchObject({ name: "PolicyDenied" });
    expect(await next(run, "paginate", "items.get")).toMatchObject({
      name: "ArgumentError",
      message: expect.stringContaining("nothing is known of its pages"),
    });
    expect(await next(run, "paginate", "items.none")).toMatchObject({ name: "UnknownOperation" });
    expect(await next(run, "paginate", "items.list", "", { pgae: 1 })).toMatchObject({
      name: "ArgumentError",
      message: expect.stringContaining("did you mean `page`?"),
    });
    expect(await next(run, "paginate", "items.list")).toMatchObject({
      name: "ApiError",
      data: { status: 404, body: { message: "gone" } },
    });
  });

  it("never show a credential, and tell data from bytes", async () => {
    const broker = await brokerOf(OPERATIONS, (_, response) =>
      json(response, 200, [SECRET, { $bytes: "AQID" }]),
    );
    const { items } = await next(start(broker), "paginate", "items.list");
    expect(items).toEqual(["[redacted]", { $bytes: { $bytes: "AQID" } }]);
  });

  it("are let go of when they are not wanted, and so many can wait", async () => {
    const run = start(await brokerOf(OPERATIONS, fivePages), { calls: 1_000 });
    const cursors: string[] = [];
    for (let at = 0; at < 100; at += 1) {
      cursors.push((await next(run, "paginate", "items.list")).cursor);
    }
    expect(await next(run, "paginate", "items.list")).toMatchObject({
      name: "LimitExceeded",
      message: expect.stringContaining("at most 100 iterations"),
    });
    run.release(cursors[0] ?? "");
    run.release("nothing");
    expect(await next(run, "paginate", "items.list")).toHaveProperty("cursor");
    expect(await next(run, "paginate", "items.list", cursors[0])).toMatchObject({
      name: "ArgumentError",
    });
  });
});

/** Begins a stream and gives its answer to write on. */
function streams(type: string): { readonly handler: Handler; readonly opened: ServerResponse[] } {
  const opened: ServerResponse[] = [];
  const handler: Handler = (_, response) => {
    response.writeHead(200, { "content-type": type }).flushHeaders();
    opened.push(response);
  };
  return { handler, opened };
}

describe("streams", () => {
  it("arrive as they are sent, and are one call", async () => {
    const { handler, opened } = streams("text/event-stream");
    const accepted: unknown[] = [];
    const broker = await brokerOf(OPERATIONS, (request, response) => {
      accepted.push(request.headers.accept);
      handler(request, response);
      response.write('data: {"n":1}\n\ndata: {"n":2}\n\ndata: {"n"');
    });
    const run = start(broker);
    const first = await next(run, "stream", "items.watch");
    expect(first.items).toEqual([{ n: 1 }, { n: 2 }]);
    const waiting = next(run, "stream", "items.watch", first.cursor);
    opened[0]?.write(`:3}\n\ndata: "${SECRET}"\n\n`);
    const second = await waiting;
    expect(second.items).toEqual([{ n: 3 }, "[redacted]"]);
    opened[0]?.end("data: [DONE]\n\n");
    expect(await next(run, "stream", "items.watch", second.cursor)).toEqual({ items: [] });
    expect(accepted).toEqual(["text/event-stream"]);
    expect(run.calls()).toMatchObject([
      { operation: "items.watch", kind: "answered", status: 200 },
    ]);
  });

  it("come in batches of what is there", async () => {
    const lines = Array.from({ length: 5_000 }, (_, n) => JSON.stringify({ n })).join("\n");
    const broker = await brokerOf(OPERATIONS, (_, response) => {
      response.writeHead(200, { "content-type": "application/x-ndjson" }).end(lines);
    });
    const { items, steps } = await all(start(broker), "stream", "items.export");
    expect(items).toHaveLength(5_000);
    expect(items[4_999]).toEqual({ n: 4_999 });
    expect(steps).toBeLessThan(200);
  });

  it("are read no faster than they are asked for, and end at the limit of an answer", async () => {
    let written = 0;
    const line = `${JSON.stringify("x".repeat(64 * 1024))}\n`;
    const broker = await brokerOf(OPERATIONS, (_, response) => {
      response.writeHead(200, { "content-type": "application/x-ndjson" });
      const more = () => {
        do written += line.length;
        while (response.write(line));
      };
      response.on("drain", more);
      more();
    });
    const run = start(broker, { responseBytes: 1_000_000 });
    const first = await next(run, "stream", "items.export");
    expect(first.items.length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(written).toBeLessThan(16 * 1024 * 1024);
    const rest = { cursor: first.cursor, items: first.items.length };
    let reply = first;
    while (reply.name === undefined) {
      reply = await next(run, "stream", "items.export", rest.cursor);
      rest.cursor = reply.cursor;
      rest.items += reply.items?.length ?? 0;
    }
    expect(reply).toMatchObject({ name: "LimitExceeded", data: { limit: "responseBytes" } });
    // What came with the chunk that was too much is not given, so it may be one less than fits.
    expect(rest.items * line.length).toBeGreaterThan(1_000_000 - 2 * line.length);
    expect(rest.items * line.length).toBeLessThan(1_000_000);
  });

  it.each([
    ["the guest lets go of it", (run: BrokerRun, cursor: string) => run.release(cursor)],
    ["the run has ended", (run: BrokerRun) => run.close()],
    ["the run is cancelled", (_: BrokerRun, __: string, stop: AbortController) => stop.abort()],
  ])("are closed when %s", async (_, end) => {
    const { handler, opened } = streams("text/event-stream");
    const broker = await brokerOf(OPERATIONS, (request, response) => {
      handler(request, response);
      response.write("data: 1\n\n");
    });
    const stop = new AbortController();
    const run = start(broker, {}, stop.signal);
    const { cursor } = await next(run, "stream", "items.watch");
    const [response] = opened;
    if (response === undefined) throw new Error("no stream was opened");
    const closed = once(response, "close");
    end(run, cursor, stop);
    await closed;
  });

  it("are closed when the run ends while one is waited for", async () => {
    const { handler, opened } = streams("text/event-stream");
    const run = start(await brokerOf(OPERATIONS, handler));
    const waiting = next(run, "stream", "items.watch");
    while (opened.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 20));
    run.close();
    expect(await waiting).toEqual({ items: [] });
  });

  it("are so many at one time, and leave room for calls", async () => {
    const { handler } = streams("text/event-stream");
    const broker = await brokerOf(OPERATIONS, (request, response) => {
      if (request.url?.endsWith("/item")) return json(response, 200, "here");
      handler(request, response);
      response.write("data: 1\n\n");
    });
    const run = start(broker, { concurrentCalls: 2 });
    const opened = await Promise.all(
      Array.from({ length: 17 }, () => next(run, "stream", "items.watch")),
    );
    expect(opened.filter(({ items }) => items !== undefined)).toHaveLength(16);
    expect(opened.find(({ name }) => name !== undefined)).toMatchObject({
      name: "LimitExceeded",
      message: expect.stringContaining("at most 16 streams"),
    });
    expect(await call(run, "items.get")).toBe("here");
    run.close();
  });

  it("are refused where the operation has none, the API says no, or answers otherwise", async () => {
    const broker = await brokerOf(OPERATIONS, ({ url }, response) => {
      if (url?.endsWith("/watch")) json(response, 200, { not: "a stream" });
      else json(response, 429, { message: "slow down" }, { "retry-after": "600" });
    });
    const run = start(broker);
    expect(await next(run, "stream", "items.get")).toMatchObject({ name: "ArgumentError" });
    expect(await next(run, "stream", "items.watch")).toMatchObject({ name: "ResponseError" });
    expect(await next(run, "stream", "items.export")).toMatchObject({
      name: "ApiError",
      data: { status: 429 },
    });
  });

  it("break with what broke them, after what arrived before", async () => {
    const { handler, opened } = streams("application/x-ndjson");
    const broker = await brokerOf(OPERATIONS, (request, response) => {
      handler(request, response);
      response.write("1\n2\n");
    });
    const run = start(broker);
    const first = await next(run, "stream", "items.export");
    expect(first.items).toEqual([1, 2]);
    opened[0]?.destroy();
    expect(await next(run, "stream", "items.export", first.cursor)).toMatchObject({
      name: "NetworkError",
    });
    const malformed = await brokerOf(OPERATIONS, (_, response) => {
      response.writeHead(200, { "content-type": "application/x-ndjson" }).end("1\n{\n");
    });
    await expect(all(start(malformed), "stream", "items.export")).rejects.toThrow(/ResponseError/);
  });
});
