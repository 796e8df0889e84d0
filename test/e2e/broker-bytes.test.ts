import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { MediaType, Operation } from "../../src/runtime/api/api.js";
import { operation, parameter } from "../unit/broker/shop-api.js";
import { brokerOf, call, type Handler, never, received, SECRET, start } from "./broker-server.js";

const ANYTHING = { kind: "unknown", why: "no-schema" } as const;
const BYTES = Buffer.from([0, 255, 13, 10, 128]);
const form = (more: { type?: string; name?: string } = {}) => ({
  $bytes: BYTES.toString("base64"),
  ...more,
});

function upload(id: string, ...mediaTypes: string[]): Operation {
  const contents = mediaTypes.map((mediaType): MediaType => ({ mediaType, type: ANYTHING }));
  return operation(id, `POST /${id}`, { body: { name: "body", required: true, contents } });
}

const OPERATIONS = [
  operation("items.download", "GET /download", {
    parameters: [parameter("page"), parameter("filter", { type: ANYTHING })],
    responses: [
      { status: "200", contents: [{ mediaType: "image/png", type: { kind: "binary" } }] },
    ],
  }),
  upload("items.octets", "application/octet-stream"),
  upload("items.json", "application/json"),
  upload("items.files", "application/json", "multipart/form-data"),
];

interface Received {
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** Keeps what was sent and answers 204. */
function keeping(seen: Received[]): Handler {
  return async (request, response) => {
    seen.push({ contentType: request.headers["content-type"], body: await buffer(request) });
    response.writeHead(204).end();
  };
}

/** The parts of a multipart body, as undici's own parser reads them. */
async function partsOf({ contentType = "", body }: Received): Promise<[string, File | string][]> {
  const response = new Response(new Uint8Array(body), { headers: { "content-type": contentType } });
  return [...(await response.formData())];
}

describe("bytes of an answer", () => {
  it("are the body of call and raw, and of an error a few words", async () => {
    const broker = await brokerOf(OPERATIONS, ({ url }, response) => {
      response
        .writeHead(url?.includes("bad") ? 400 : 200, { "content-type": "image/png" })
        .end(BYTES);
    });
    const run = start(broker);
    expect(await call(run, "items.download")).toEqual(form());
    const raw = received(await run.raw("items.download", "{}", "{}", never()));
    expect(raw).toMatchObject({
      status: 200,
      headers: { "content-type": "image/png" },
      body: form(),
    });
    expect(await call(run, "items.download", { page: "bad" })).toMatchObject({
      data: { status: 400, body: "<5 bytes, image/png>" },
    });
  });

  it("are told from data that looks like them", async () => {
    const broker = await brokerOf(OPERATIONS, (_, response) => {
      response
        .writeHead(200, { "content-type": "application/json", $bytes: "AQID" })
        .end('{"a":{"\\u0024bytes":"AQID"}}');
    });
    const run = start(broker);
    expect(await call(run, "items.download")).toEqual({ a: { $bytes: { $bytes: "AQID" } } });
    const { headers } = received(await run.raw("items.download", "{}", "{}", never()));
    expect(headers.$bytes).toMatchObject({ $bytes: "AQID" });
  });

  it("do not cross with a credential in them", async () => {
    const broker = await brokerOf(OPERATIONS, (_, response) => {
      response
        .writeHead(200, { "content-type": "application/zip" })
        .end(`\u0000\u0001${SECRET}\u0000`);
    });
    const reply = await call(start(broker), "items.download");
    expect(reply).toMatchObject({
      name: "ResponseError",
      message: expect.stringContaining("withheld"),
    });
  });
});

describe("bytes of a request", () => {
  async function sent(id: string, body: unknown, options = {}) {
    const seen: Received[] = [];
    const run = start(await brokerOf(OPERATIONS, keeping(seen)));
    const reply = received(
      await run.raw(id, JSON.stringify({ body }), JSON.stringify(options), never()),
    );
    return { reply, seen };
  }

  it("are the body of an operation that takes them", async () => {
    const { seen } = await sent("items.octets", form({ type: "image/png", name: "a.png" }));
    expect(seen).toEqual([{ contentType: "application/octet-stream", body: BYTES }]);
  });

  it("are files of multipart, one or several in a field, though JSON is preferred", async () => {
    const { seen } = await sent("items.files", {
      title: "Two",
      main: form(),
      more: [form({ type: "image/png", name: "a.png" }), form({ type: "" })],
    });
    const parts = await partsOf(seen[0] ?? { contentType: "", body: BYTES });
    expect(
      parts.map(([name, part]) => [
        name,
        typeof part === "string" ? part : [part.name, part.type, part.size],
      ]),
    ).toEqual([
      ["title", "Two"],
      ["main", ["file", "application/octet-stream", 5]],
      ["more", ["a.png", "image/png", 5]],
      ["more", ["file", "application/octet-stream", 5]],
    ]);
    for (const [, part] of parts.slice(1)) {
      expect(Buffer.from(await (part as File).arrayBuffer())).toEqual(BYTES);
    }
  });

  it.each([
    ["items.json", form(), {}, /carries no bytes: .*toBase64/],
    ["items.json", { deep: [{ image: form() }] }, {}, /carries no bytes/],
    ["items.files", { file: form() }, { contentType: "application/json" }, /carries no bytes/],
    ["items.octets", { $bytes: "%%%" }, {}, /not Base64/],
  ])("are refused for %s %j %j", async (id, body, options, message) => {
    const { reply, seen } = await sent(id, body, options);
    expect(reply).toMatchObject({ name: "ArgumentError", message: expect.stringMatching(message) });
    expect(seen).toEqual([]);
  });

  it("are refused outside the body", async () => {
    const run = start(await brokerOf(OPERATIONS, keeping([])));
    for (const filter of [form(), { a: [form()] }]) {
      expect(await call(run, "items.download", { filter })).toMatchObject({
        name: "ArgumentError",
        message: expect.stringContaining(
          "`filter` holds bytes, which only a request body can carry",
        ),
      });
    }
    expect(received(await run.call("items.octets", JSON.stringify(form()), never()))).toMatchObject(
      {
        name: "ArgumentError",
      },
    );
  });

  it("leave data that looks like them to JSON", async () => {
    const { seen } = await sent("items.json", { $bytes: { $bytes: "AQID" } });
    expect(seen[0]?.body.toString()).toBe('{"$bytes":"AQID"}');
  });

  it("count as the request they become", async () => {
    const seen: Received[] = [];
    const broker = await brokerOf(OPERATIONS, keeping(seen));
    const big = { $bytes: Buffer.alloc(3_000).toString("base64") };
    const small = start(broker, { requestBytes: 3_000 });
    expect(await call(small, "items.octets", { body: big })).toMatchObject({
      name: "LimitExceeded",
      data: { limit: "requestBytes" },
    });
    expect(seen).toEqual([]);
  });
});

describe("the options of raw", () => {
  it.each([
    [{ accept: "no type" }, /accept is no media type/],
    [{ contentType: "text/csv, text/plain" }, /contentType is no media type/],
    [{ accept: "text/csv\r\nx: y" }, /no media type|header/],
    [{ headers: {} }, /the options of raw\(\) are/],
    [5, /the options of raw\(\) are/],
    [["a"], /the options of raw\(\) are/],
  ])("%j are refused", async (options, message) => {
    const run = start(await brokerOf(OPERATIONS, keeping([])));
    const reply = received(await run.raw("items.download", "{}", JSON.stringify(options), never()));
    expect(reply).toMatchObject({ name: "ArgumentError", message: expect.stringMatching(message) });
  });

  it("go out as they are", async () => {
    const seen: IncomingMessage["headers"][] = [];
    const broker = await brokerOf(OPERATIONS, (request, response) => {
      seen.push(request.headers);
      response.writeHead(200, { "content-type": "text/csv" }).end("a,b");
    });
    const options = { accept: "text/csv, */*;q=0.1", contentType: "text/plain; charset=utf-8" };
    const reply = received(
      await start(broker).raw("items.octets", '{"body":"x"}', JSON.stringify(options), never()),
    );
    expect(reply).toMatchObject({ status: 200, body: "a,b" });
    expect(seen[0]).toMatchObject({ accept: options.accept, "content-type": options.contentType });
  });

  it("text sequences stay text in a plain call", async () => {
    for (const type of ["application/x-ndjson", "text/event-stream"]) {
      const broker = await brokerOf(OPERATIONS, (_, response) => {
        response.writeHead(200, { "content-type": type }).end('{"a":1}\n{"a":2}\n');
      });
      expect(await call(start(broker), "items.download")).toBe('{"a":1}\n{"a":2}\n');
    }
  });
});
