import { EventEmitter, once } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Api, DEFAULT_LIMITS } from "../../src/runtime/api/api.js";
import type { Broker } from "../../src/runtime/broker/broker.js";
import type { BrokerOptions } from "../../src/runtime/broker/broker-options.js";
import { JSON_BODY, operation, parameter } from "../unit/broker/shop-api.js";
import {
  brokerOf,
  call,
  type Handler,
  json,
  listen,
  never,
  received,
  SECRET,
  servers,
  start,
} from "./broker-server.js";

const MEBIBYTE = 1024 * 1024;

const OPERATIONS = [
  operation("items.get", "GET /items/{id}", {
    parameters: [
      parameter("page", { type: { kind: "integer" } }),
      parameter("note", { in: "header", wireName: "X-Note" }),
    ],
  }),
  operation("items.head", "HEAD /items/{id}"),
  operation("items.create", "POST /items", { effect: "write", body: JSON_BODY }),
  operation("items.remove", "DELETE /items/{id}", { effect: "destructive" }),
  operation("items.elsewhere", "GET /x", { servers: [{ url: "https://elsewhere.invalid/" }] }),
];

async function brokerFor(
  handler: Handler,
  given: Partial<BrokerOptions> = {},
  api: Partial<Api> = {},
): Promise<Broker> {
  return brokerOf(OPERATIONS, handler, given, api);
}

const ok: Handler = (_, response) => json(response, 200, { ok: true });

describe("a call", () => {
  it("reaches the API with its credential and gives the body", async () => {
    const seen: unknown[] = [];
    const broker = await brokerFor(({ method, url, headers }, response) => {
      seen.push([method, url, headers.authorization, headers["x-note"], headers["user-agent"]]);
      json(response, 200, { id: "é" });
    });
    const run = start(broker);
    expect(await call(run, "items.get", { id: "a/b", page: 2, note: "n" })).toEqual({ id: "é" });
    expect(seen).toEqual([
      ["GET", "/v1/items/a%2Fb?page=2", `Bearer ${SECRET}`, "n", "shop-codemode/1.0.0"],
    ]);
    expect(run.calls()).toMatchObject([
      { operation: "items.get", effect: "read", kind: "answered", status: 200 },
    ]);
  });

  it("gives no value for 204 and HEAD, text for text, bytes for bytes", async () => {
    const types = new Map([
      ["/v1/items/text", "text/plain; charset=utf-8"],
      ["/v1/items/bytes", "image/png"],
    ]);
    const broker = await brokerFor(({ url = "", method }, response) => {
      const type = types.get(url);
      if (type !== undefined) response.writeHead(200, { "CONTENT-TYPE": type }).end("\u0001hé");
      else
        response
          .writeHead(method === "HEAD" ? 200 : 204, { "content-type": "application/json" })
          .end();
    });
    const run = start(broker);
    expect(await run.call("items.head", '{"id":"a"}', never())).toEqual({ kind: "value" });
    expect(await run.call("items.get", '{"id":"none"}', never())).toEqual({ kind: "value" });
    expect(await call(run, "items.get", { id: "text" })).toBe("\u0001hé");
    expect(await call(run, "items.get", { id: "bytes" })).toEqual({
      $bytes: Buffer.from("\u0001hé").toString("base64"),
    });
  });

  it("gives status and headers of a raw call, but no cookie", async () => {
    const broker = await brokerFor((request, response) =>
      json(response, 200, request.headers.accept, { "X-Total": "7", "Set-Cookie": "sid=1" }),
    );
    const run = start(broker);
    const reply = await run.raw(
      "items.get",
      '{"id":"a"}',
      '{"accept":"application/vnd.x+json"}',
      never(),
    );
    const answer = received(reply);
    expect(answer).toMatchObject({ status: 200, body: "application/vnd.x+json" });
    expect(answer.headers["x-total"]).toBe("7");
    expect(answer.headers).not.toHaveProperty("set-cookie");
    const bad = received(await run.raw("items.get", '{"id":"a"}', '{"headers":{}}', never()));
    expect(bad).toMatchObject({ name: "ArgumentError" });
  });

  it("is refused when there is no such operation, naming near ones", async () => {
    const run = start(await brokerFor(ok));
    expect(await call(run, "items.got")).toMatchObject({
      name: "UnknownOperation",
      message: expect.stringContaining("items.get"),
    });
    expect(await call(run, "__proto__")).toMatchObject({ name: "UnknownOperation" });
    expect(run.calls()).toEqual([]);
  });

  it("never leaves the operator's base for a server of the document", async () => {
    let urls = "";
    const broker = await brokerFor(({ url }, response) => {
      urls += url;
      json(response, 200, {});
    });
    await call(start(broker), "items.elsewhere");
    expect(urls).toBe("/v1/x");
  });

  it("needs a base URL where the document has none, and says which variable sets it", async () => {
    const broker = await brokerFor(ok, { baseUrl: undefined });
    expect(await call(start(broker), "items.get", { id: "a" })).toMatchObject({
      name: "ConfigurationError",
      message: expect.stringContaining("SHOP_BASE_URL"),
    });
  });
});

describe("policy", () => {
  it("denies what would have to be asked, before anything is sent, and names the flag", async () => {
    let sent = 0;
    const count: Handler = (_, response) => {
      sent += 1;
      json(response, 200, {});
    };
    const run = start(await brokerFor(count));
    expect(await call(run, "items.create", { body: {} })).toMatchObject({
      name: "PolicyDenied",
      message:
        "items.create is a write and nobody can be asked here. Start the server with --allow write to permit it.",
      data: { operation: "items.create", effect: "write", decision: "ask" },
    });
    expect(sent).toBe(0);
    expect(run.calls()).toMatchObject([{ kind: "failed", error: "PolicyDenied" }]);
    const allowing = start(await brokerFor(count, { policy: { allow: ["write"], deny: [] } }));
    expect(await call(allowing, "items.create", { body: {} })).toEqual({});
    expect(await call(allowing, "items.remove", { id: "a" })).toMatchObject({
      name: "PolicyDenied",
    });
    expect(sent).toBe(1);
  });
});

describe("what a snippet cannot do", () => {
  it.each([
    { id: ".." },
    { id: "a/../../admin" },
    { id: "%2e%2e%2fadmin" },
    { id: "..\\admin" },
    { id: "" },
    { id: "a", note: "x\r\nAuthorization: Bearer evil" },
    { id: "a", note: "\u2603" },
    { id: "a", Authorization: "Bearer evil" },
    { id: "a", baseUrl: "http://evil.invalid" },
  ])("%j", async (args) => {
    let sent = 0;
    const broker = await brokerFor((_, response) => {
      sent += 1;
      json(response, 200, {});
    });
    const run = start(broker);
    expect(await call(run, "items.get", args)).toMatchObject({ name: "ArgumentError" });
    expect(sent).toBe(0);
  });
});

describe("redirects", () => {
  function redirecting(status: number, location: string): Handler {
    return ({ url }, response) => {
      if (url === "/v1/items/moved") json(response, 200, { moved: true });
      else response.writeHead(status, { Location: location }).end();
    };
  }

  it.each([301, 302, 303, 307, 308])("%s inside the origin is followed", async (status) => {
    const run = start(await brokerFor(redirecting(status, "/v1/items/moved")));
    expect(await call(run, "items.get", { id: "a" })).toEqual({ moved: true });
  });

  it("to another origin sends nothing there and says where it went", async () => {
    let stolen = 0;
    const elsewhere = await listen((_, response) => {
      stolen += 1;
      response.end();
    });
    const run = start(await brokerFor(redirecting(302, `${elsewhere}/v1/items/moved`)));
    expect(await call(run, "items.get", { id: "a" })).toMatchObject({
      name: "ResponseError",
      message: expect.stringContaining(elsewhere),
    });
    expect(stolen).toBe(0);
  });

  it("of a write, to no http URL, and without end are refused", async () => {
    const write = start(
      await brokerFor(redirecting(307, "/v1/items/moved"), {
        policy: { allow: ["write"], deny: [] },
      }),
    );
    expect(await call(write, "items.create", { body: {} })).toMatchObject({
      name: "ResponseError",
    });
    const file = start(await brokerFor(redirecting(302, "file:///etc/passwd")));
    expect(await call(file, "items.get", { id: "a" })).toMatchObject({ name: "ResponseError" });
    let hops = 0;
    const endless = start(
      await brokerFor((_, response) => {
        hops += 1;
        response.writeHead(302, { Location: "/v1/items/again" }).end();
      }),
    );
    expect(await call(endless, "items.get", { id: "a" })).toMatchObject({
      name: "ResponseError",
      message: expect.stringContaining("more than 5"),
    });
    expect(hops).toBe(6);
  });
});

describe("secrets", () => {
  it("never come back: body, names, headers, error body", async () => {
    const echo: Handler = ({ url, headers }, response) => {
      const { authorization = "" } = headers;
      const status = url?.endsWith("bad") ? 400 : 200;
      json(
        response,
        status,
        {
          [authorization]: authorization,
          message: `bad token ${authorization}`,
          base64: Buffer.from(authorization).toString("base64"),
          url: encodeURIComponent(authorization),
        },
        { "X-Echo": authorization },
      );
    };
    const run = start(await brokerFor(echo));
    const replies = [
      await run.call("items.get", '{"id":"a"}', never()),
      await run.raw("items.get", '{"id":"a"}', "{}", never()),
      await run.call("items.get", '{"id":"bad"}', never()),
    ];
    for (const reply of replies) {
      const text = JSON.stringify(reply);
      expect(text).toContain("[redacted]");
      expect(text).not.toContain("0123456789");
      expect(text).not.toContain(Buffer.from(SECRET).toString("base64").slice(4, 16));
      expect(text).not.toContain(Buffer.from(`Bearer ${SECRET}`).toString("base64").slice(12, 24));
    }
  });

  it("do not come back in part where a text is cut", async () => {
    for (const filler of [16 * 1024, 500]) {
      const broker = await brokerFor((_, response) => {
        const text = `${"x".repeat(filler - 8)}${SECRET}${"y".repeat(MEBIBYTE)}`;
        response.writeHead(500, { "content-type": "text/plain" }).end(text);
      });
      const reply = await broker
        .start(DEFAULT_LIMITS, never())
        .call("items.get", '{"id":"a"}', never());
      expect(JSON.stringify(reply)).not.toContain("sk-0");
    }
  });

  it("come back in JSON escapes as little", async () => {
    const escaped = [...SECRET].map(
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    const broker = await brokerFor((_, response) => {
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(`["${escaped.join("")}"]`);
    });
    expect(await call(start(broker), "items.get", { id: "a" })).toEqual(["[redacted]"]);
  });
});

describe("errors of the API", () => {
  it("carry status, body and the API's own words", async () => {
    const run = start(
      await brokerFor((_, response) => json(response, 404, { message: "No such item" })),
    );
    expect(await call(run, "items.get", { id: "a", page: 2 })).toEqual({
      name: "ApiError",
      message: "items.get → 404 Not Found: No such item",
      data: {
        status: 404,
        body: { message: "No such item" },
        operation: "items.get",
        request: "GET /v1/items/a?page=2",
      },
    });
    expect(run.calls()).toMatchObject([{ kind: "answered", status: 404 }]);
  });

  it("say which variable is missing when no credential was sent", async () => {
    const broker = await brokerFor((_, response) => json(response, 401, {}), {
      credentials: undefined,
    });
    expect(await call(start(broker), "items.get", { id: "a" })).toMatchObject({
      message:
        "items.get → 401 Unauthorized. No credential was sent: the operator has not set SHOP_TOKEN.",
    });
  });

  it("keep no more of a body than is of use", async () => {
    const broker = await brokerFor((_, response) => {
      response.writeHead(500, { "content-type": "text/html" }).end(`<html>${"x".repeat(MEBIBYTE)}`);
    });
    const reply = await call(start(broker), "items.get", { id: "a" });
    expect(reply.message).toBe("items.get → 500 Internal Server Error");
    expect(reply.data.body.length).toBeLessThan(16 * 1024);
  });

  it("are named when the answer is a web page instead of JSON", async () => {
    const broker = await brokerFor((_, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>");
    });
    expect(await call(start(broker), "items.get", { id: "a" })).toMatchObject({
      name: "ResponseError",
      message: "items.get: The answer is a web page where the operation answers JSON",
    });
  });

  it("are named when JSON is malformed, when nobody listens, when the connection breaks", async () => {
    const malformed = start(
      await brokerFor((_, response) => {
        response.writeHead(200, { "content-type": "application/json" }).end('{"a":');
      }),
    );
    expect(await call(malformed, "items.get", { id: "a" })).toMatchObject({
      name: "ResponseError",
    });
    const closed = start(
      await brokerFor(ok, { baseUrl: "http://127.0.0.1:9/", retry: { retries: 0 } }),
    );
    expect(await call(closed, "items.get", { id: "a" })).toMatchObject({ name: "NetworkError" });
    const refused = await listen(ok);
    servers.at(-1)?.close();
    const nobody = start(await brokerFor(ok, { baseUrl: refused, retry: { retries: 0 } }));
    const reply = await call(nobody, "items.get", { id: "a" });
    expect(reply.message).toBe("items.get: the API did not answer: the connection was refused");
    expect(JSON.stringify(reply)).not.toContain("127.0.0.1");
    const broken = start(
      await brokerFor((_, response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
        response.write("{");
        setTimeout(() => response.destroy(), 10);
      }),
    );
    expect(await call(broken, "items.get", { id: "a" })).toMatchObject({ name: "NetworkError" });
  });

  it("of 429 are waited for as the server asks", async () => {
    let calls = 0;
    const began = performance.now();
    const broker = await brokerFor(
      (_, response) => {
        calls += 1;
        if (calls === 1) json(response, 429, {}, { "Retry-After": "1" });
        else json(response, 200, { calls });
      },
      { policy: { allow: ["write"], deny: [] } },
    );
    const run = start(broker);
    expect(await call(run, "items.create", { body: {} })).toEqual({ calls: 2 });
    expect(performance.now() - began).toBeGreaterThan(950);
    expect(run.calls()).toHaveLength(1);
  });
});

describe("limits", () => {
  it("end an answer that is too large, also one that unpacks to it", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * MEBIBYTE, " "));
    const endless = new EventEmitter();
    let written = 0;
    const broker = await brokerFor(({ url }, response) => {
      const packed = url?.endsWith("bomb");
      response.writeHead(200, {
        "content-type": "application/json",
        ...(packed && { "content-encoding": "gzip" }),
      });
      if (packed) response.end(bomb);
      else {
        const chunk = Buffer.alloc(MEBIBYTE, " ");
        const more = () => {
          do written += chunk.length;
          while (response.write(chunk));
        };
        response.on("drain", more);
        response.on("close", () => endless.emit("close"));
        more();
      }
    });
    const run = start(broker, { responseBytes: 2 * MEBIBYTE });
    for (const id of ["bomb", "endless"]) {
      expect(await call(run, "items.get", { id })).toMatchObject({
        name: "LimitExceeded",
        message: `The answer has more bytes than the limit responseBytes allows, ${2 * MEBIBYTE}. Its rest was not read: ask for smaller pages or fewer fields, or for a part by the Range header where the operation takes it.`,
        data: { limit: "responseBytes", most: 2 * MEBIBYTE },
      });
    }
    // The endless answer was written as far as buffers reach, and no further.
    await once(endless, "close");
    expect(written).toBeLessThan(32 * MEBIBYTE);
    expect(run.exceeded()).toBeUndefined();
  });

  it("end a request that is too large before it is sent", async () => {
    let sent = 0;
    const broker = await brokerFor(
      (_, response) => {
        sent += 1;
        json(response, 200, {});
      },
      { policy: { allow: ["write"], deny: [] } },
    );
    const run = start(broker, { requestBytes: 1000 });
    for (const characters of [900, 2000]) {
      expect(await call(run, "items.create", { body: "é".repeat(characters) })).toMatchObject({
        name: "LimitExceeded",
        data: { limit: "requestBytes" },
      });
    }
    expect(sent).toBe(0);
  });

  it("count calls and bytes of the whole run", async () => {
    const run = start(await brokerFor(ok), { calls: 2 });
    await call(run, "items.get", { id: "a" });
    await call(run, "items.get", {});
    expect(await call(run, "items.get", { id: "a" })).toMatchObject({
      name: "LimitExceeded",
      data: { limit: "calls" },
    });
    expect(run.exceeded()).toBe("calls");
    expect(run.calls()).toHaveLength(2);
    const large = await brokerFor((_, response) => json(response, 200, "x".repeat(1000)));
    const bytes = start(large, { runBytes: 1500 });
    expect(await call(bytes, "items.get", { id: "a" })).toHaveLength(1000);
    expect(await call(bytes, "items.get", { id: "a" })).toMatchObject({
      data: { limit: "runBytes" },
    });
    expect(bytes.exceeded()).toBe("runBytes");
  });

  it("let so many calls run at once, and all of them in the end", async () => {
    let running = 0;
    let most = 0;
    const broker = await brokerFor((_, response) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        json(response, 200, {});
      }, 20);
    });
    const run = start(broker, { concurrentCalls: 3 });
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, id) => call(run, "items.get", { id: `${id}` })),
    );
    expect(replies).toEqual(Array(10).fill({}));
    expect(most).toBe(3);
  });

  it("end a slow answer, before and within its body", async () => {
    const broker = await brokerFor(
      ({ url }, response) => {
        if (url?.endsWith("begun")) response.writeHead(200).write("{");
      },
      { timeoutMs: 50 },
    );
    const run = start(broker);
    for (const id of ["silent", "begun"]) {
      expect(await call(run, "items.get", { id })).toMatchObject({ name: "TimeoutError" });
    }
  });

  it("abort with the run or the call, and free the place in the queue", async () => {
    const closed: Promise<unknown>[] = [];
    const broker = await brokerFor(({ url, socket }, response) => {
      if (url?.endsWith("fast")) json(response, 200, {});
      else closed.push(once(socket, "close"));
    });
    const whole = new AbortController();
    const run = start(broker, { concurrentCalls: 1 }, whole.signal);
    const one = new AbortController();
    const first = call(run, "items.get", { id: "slow" }, one.signal);
    const waiting = new AbortController();
    const second = call(run, "items.get", { id: "slow" }, waiting.signal);
    waiting.abort();
    expect(await second).toMatchObject({ name: "AbortError" });
    expect(run.calls()).toMatchObject([
      { kind: "pending" },
      { kind: "failed", error: "AbortError" },
    ]);
    one.abort("any reason");
    expect(await first).toMatchObject({ name: "AbortError" });
    await Promise.all(closed);
    expect(await call(run, "items.get", { id: "fast" })).toEqual({});
    whole.abort();
    expect(await call(run, "items.get", { id: "fast" })).toMatchObject({ name: "AbortError" });
  });
});
