import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { ApiRow, OperationRow } from "../../../src/runtime/api/row.js";
import { createClient, type Operations } from "../../../src/runtime/client/client.js";
import { ApiError, ResponseError } from "../../../src/runtime/client/errors.js";
import type { ClientOptions } from "../../../src/runtime/client/options.js";

const API: ApiRow = {
  name: "shop",
  title: "Shop",
  version: "1.0.0",
  servers: [{ url: "/relative" }],
  securitySchemes: [{ name: "key", kind: "apiKey", in: "header", parameter: "X-Key" }],
  security: [{ key: [] }],
};

const ODD: OperationRow = { http: "GET /odd", effect: "read" };

const OPERATIONS: Operations = {
  items: {
    get: { http: "GET /items/{id}", effect: "read" },
    head: { http: "HEAD /items/{id}", effect: "read" },
    create: { http: "POST /items", effect: "write" },
    remove: { http: "DELETE /items/{id}", effect: "destructive" },
    report: { http: "GET /report", effect: "read", accept: ["text/csv", "application/pdf"] },
  },
  constructor: { toString: ODD },
};

interface Item {
  readonly id: string;
}

interface Shop {
  readonly items: {
    get(args: { id: string; page?: number }): Promise<Item>;
    head(args: { id: string }): Promise<undefined>;
    create(args: { body: Item }): Promise<Item>;
    remove(args: { id: string }): Promise<undefined>;
    report(args?: { month?: string }): Promise<string | Uint8Array>;
  };
  readonly constructor: { toString(): Promise<Item> };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const servers: Server[] = [];

async function listen(handler: Handler): Promise<string> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function shop(handler: Handler, options: ClientOptions = {}) {
  const baseUrl = `${await listen(handler)}/v1/`;
  return createClient<Shop>(API, OPERATIONS, {
    baseUrl,
    auth: "secret-key",
    retry: { firstPauseMs: 1 },
    ...options,
  });
}

function json(response: ServerResponse, status: number, body: unknown, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("createClient", () => {
  it("sends a request and gives the parsed body", async () => {
    const seen: string[] = [];
    const client = await shop(({ method, url, headers }, response) => {
      seen.push(`${method} ${url} ${headers["x-key"]} ${headers.accept}`);
      json(response, 200, { id: "a" });
    });
    expect(await client.items.get({ id: "a b", page: 2 })).toEqual({ id: "a" });
    expect(await client.constructor.toString()).toEqual({ id: "a" });
    expect(seen).toEqual([
      "GET /v1/items/a%20b?page=2 secret-key application/json",
      "GET /v1/odd secret-key application/json",
    ]);
  });

  it("sends a JSON body", async () => {
    const client = await shop((request, response) => {
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () =>
        json(response, 201, { got: text, type: request.headers["content-type"] }),
      );
    });
    expect(await client.items.create({ body: { id: "é" } })).toEqual({
      got: '{"id":"é"}',
      type: "application/json",
    });
  });

  it("gives undefined where there is no content", async () => {
    const client = await shop((request, response) => {
      response
        .writeHead(request.method === "HEAD" ? 200 : 204, { "Content-Type": "application/json" })
        .end();
    });
    expect(await client.items.remove({ id: "a" })).toBeUndefined();
    expect(await client.items.head({ id: "a" })).toBeUndefined();
  });

  it("gives text and bytes by content type", async () => {
    const client = await shop((request, response) => {
      const pdf = request.url?.endsWith("month=5");
      response.writeHead(200, {
        "content-type": pdf ? "application/pdf" : "text/csv; charset=latin1",
      });
      response.end(Buffer.from([0xe9, 0x2c]));
    });
    expect(await client.items.report()).toBe("é,");
    expect(await client.items.report({ month: "5" })).toEqual(new Uint8Array([0xe9, 0x2c]));
  });

  it("gives status and headers of a raw call, with another Accept", async () => {
    const client = await shop((request, response) =>
      json(response, 202, { accept: request.headers.accept }, { "X-Total": "7" }),
    );
    const answer = await client.raw(
      client.items.get,
      { id: "a" },
      { accept: "application/vnd.x+json" },
    );
    expect(answer).toMatchObject({ status: 202, body: { accept: "application/vnd.x+json" } });
    expect(answer.headers["x-total"]).toBe("7");
  });

  it("rejects a raw call of anything but its own methods", async () => {
    const client = await shop((_, response) => json(response, 200, {}));
    await expect(client.raw(async () => 1, {})).rejects.toThrow(
      "raw() takes a method of this client",
    );
  });

  it("throws ApiError with status, body, operation and the API's own words", async () => {
    const client = await shop((_, response) =>
      json(response, 404, { error: { message: "No such\nitem" } }),
    );
    const error = await client.items.get({ id: "a" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      message: "items.get → 404 Not Found: No such item",
      status: 404,
      operation: "items.get",
      body: { error: { message: "No such\nitem" } },
    });
  });

  it("throws ResponseError for malformed JSON of a success, and keeps the text of an error", async () => {
    let status = 200;
    const client = await shop((_, response) => {
      response.writeHead(status, { "content-type": "application/json" }).end("{oops");
    });
    await expect(client.items.get({ id: "a" })).rejects.toThrow(ResponseError);
    status = 500;
    await expect(client.items.get({ id: "a" })).rejects.toMatchObject({
      status: 500,
      body: "{oops",
    });
  });

  it("retries 429 of any method after the time that the server asks for, and gives up on too long a one", async () => {
    let calls = 0;
    let after = "0";
    const client = await shop((_, response) => {
      calls += 1;
      if (calls === 1) json(response, 429, {}, { "Retry-After": after });
      else json(response, 200, { id: "a" });
    });
    expect(await client.items.create({ body: { id: "a" } })).toEqual({ id: "a" });
    expect(calls).toBe(2);
    calls = 0;
    after = "3600";
    await expect(client.items.create({ body: { id: "a" } })).rejects.toMatchObject({ status: 429 });
    expect(calls).toBe(1);
  });

  it("retries 503 and broken connections of idempotent methods only", async () => {
    let calls = 0;
    const client = await shop((request, response) => {
      calls += 1;
      if (calls % 3 === 1) json(response, 503, {});
      else if (calls % 3 === 2) request.socket.destroy();
      else json(response, 200, { id: "a" });
    });
    expect(await client.items.get({ id: "a" })).toEqual({ id: "a" });
    expect(calls).toBe(3);
    await expect(client.items.create({ body: { id: "a" } })).rejects.toMatchObject({ status: 503 });
    await expect(client.items.create({ body: { id: "a" } })).rejects.toThrow(TypeError);
    expect(calls).toBe(5);
  });

  it("stops at its timeout and at the caller's signal", async () => {
    const client = await shop(() => undefined, { timeoutMs: 30 });
    await expect(client.items.get({ id: "a" })).rejects.toMatchObject({ name: "TimeoutError" });
    const controller = new AbortController();
    const pending = client.items.get({ id: "a" }, { signal: controller.signal, timeoutMs: 5000 });
    controller.abort(new Error("enough"));
    await expect(pending).rejects.toThrow("enough");
  });

  it("follows a redirect to another origin without the credential", async () => {
    const seen: unknown[] = [];
    const elsewhere = await listen(({ url, headers }, response) => {
      seen.push([url, headers["x-key"]]);
      json(response, 200, { id: "file" });
    });
    const client = await shop((request, response) => {
      seen.push([request.url, request.headers["x-key"]]);
      const location = request.url === "/v1/items/a" ? "b?x=1" : `${elsewhere}/file`;
      response.writeHead(302, { Location: location }).end();
    });
    expect(await client.items.get({ id: "a" })).toEqual({ id: "file" });
    expect(seen).toEqual([
      ["/v1/items/a", "secret-key"],
      ["/v1/items/b?x=1", "secret-key"],
      ["/file", undefined],
    ]);
  });

  it("sends no body to another origin", async () => {
    const client = await shop((_, response) => {
      response.writeHead(307, { Location: "http://127.0.0.1:1/steal" }).end();
    });
    await expect(client.items.create({ body: { id: "a" } })).rejects.toThrow(
      "The redirect (307) of this POST to http://127.0.0.1:1 is not followed",
    );
  });

  it("wants a base URL where the document has a relative server", async () => {
    const client = createClient<Shop>(API, OPERATIONS);
    await expect(client.items.get({ id: "a" })).rejects.toThrow("a base URL must be set");
  });
});
