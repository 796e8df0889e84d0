import { describe, expect, it } from "vitest";
import {
  apiWith,
  ask,
  BEARER,
  callOf,
  frontUnderTest,
  NETWORK,
  TOKEN,
} from "./front-under-test.js";

const TOKENS = { SHOP_MCP_TOKEN: TOKEN };

describe("POST /mcp", () => {
  it("answers a tool call of a client that keeps nothing", async () => {
    const front = frontUnderTest();
    const response = await ask(front);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("ran 1");
    expect(front.identities).toEqual([{ caller: "http", credentials: { token: "server-secret" } }]);
  });

  it("answers one of 2026-07-28", async () => {
    const front = frontUnderTest();
    const response = await ask(front, {
      headers: {
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "tools/call",
        "mcp-name": "search",
      },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 7,
        method: "tools/call",
        params: {
          name: "search",
          arguments: { query: "shoes" },
          _meta: {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientCapabilities": {},
            "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
          },
        },
      }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      id: 7,
      result: { content: [{ type: "text", text: "found shoes" }] },
    });
  });

  it.each([
    ["GET", 405],
    ["DELETE", 405],
    ["PUT", 405],
    ["OPTIONS", 405],
  ])("refuses %s", async (method, status) => {
    const response = await ask(frontUnderTest(), { method });
    expect(response.status).toBe(status);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it.each([
    ["no JSON", "{", 400],
    ["nothing", "", 400],
    ["a batch", `[${callOf("search", { query: "x" })}]`, 400],
    ["a number", "1", 400],
    ["no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 400],
    ["too much", `"${"x".repeat(1_048_576)}"`, 413],
    ["what nests deeply", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, 400],
  ])("refuses a body that is %s", async (_, body, status) => {
    const front = frontUnderTest();
    const response = await ask(front, { body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ jsonrpc: "2.0", id: null });
    expect(front.underWay()).toBe(0);
    expect(front.identities).toEqual([]);
  });

  it("reads no further than the bound of a body whose length lies", async () => {
    let given = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const response = await ask(frontUnderTest(), { body, headers: { "content-length": "10" } });
    expect(response.status).toBe(413);
    expect(given).toBeLessThan(1_048_576 + 4 * 65_536);
  });

  it("refuses another content type", async () => {
    const response = await ask(frontUnderTest(), { headers: { "content-type": "text/plain" } });
    expect(response.status).toBe(415);
  });

  it("answers 503 to more requests than it takes at once, and goes on after", async () => {
    const front = frontUnderTest({ atOnce: 1 });
    const gone = new AbortController();
    const first = await ask(front, {
      body: callOf("execute", { code: "never" }),
      signal: gone.signal,
    });
    const busy = await ask(front);
    expect(busy.status).toBe(503);
    expect(busy.headers.get("retry-after")).toBe("1");
    await first.body?.cancel();
    expect(front.underWay()).toBe(0);
    expect((await ask(front)).status).toBe(200);
  });

  it("stops a run whose client goes away", async () => {
    const front = frontUnderTest();
    const gone = new AbortController();
    await ask(front, { body: callOf("execute", { code: "never" }), signal: gone.signal });
    expect(front.signals[0]?.aborted).toBe(false);
    gone.abort();
    expect(front.signals[0]?.aborted).toBe(true);
  });

  it("takes nothing once it drains", async () => {
    const front = frontUnderTest();
    front.drain();
    expect((await ask(front)).status).toBe(503);
    const health = await ask(front, { method: "GET", path: "/healthz" });
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ status: "stopping" });
  });
});

describe("other paths", () => {
  it("tells of its health without a token, and nothing that is secret", async () => {
    const front = frontUnderTest({ access: NETWORK, environment: TOKENS });
    const response = await ask(front, { method: "GET", path: "/healthz", last: "plain" });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: "ok",
      name: "shop",
      version: "1.0.0",
      checked: "syntax",
      protocolVersions: ["2025-11-25", "2026-07-28"],
    });
  });

  it.each(["/", "/mcp/", "/mcp/../api.json", "/%2e%2e/api.json", "//mcp", "/MCP", "/.env"])(
    "knows nothing of %s",
    async (path) => {
      const response = await ask(frontUnderTest(), { method: "GET", path });
      expect(response.status).toBe(404);
      expect(await response.text()).toBe("Not found.\n");
    },
  );
});

describe("Host and Origin", () => {
  it.each([
    ["localhost:3000", 200],
    ["127.0.0.1", 200],
    ["[::1]:8080", 200],
    ["evil.example", 403],
    ["localhost.evil.example:8080", 403],
    ["127.0.0.1.nip.io", 403],
    ["", 403],
  ])("takes a loopback server's Host %s with %i", async (host, status) => {
    expect((await ask(frontUnderTest(), { headers: { host } })).status).toBe(status);
    const health = await ask(frontUnderTest(), {
      method: "GET",
      path: "/healthz",
      headers: { host },
    });
    expect(health.status).toBe(status);
  });

  it("takes any Host where a token is needed, until names are given", async () => {
    const headers = { host: "mcp.example", authorization: `Bearer ${TOKEN}` };
    const any = frontUnderTest({ access: NETWORK, environment: TOKENS });
    expect((await ask(any, { headers })).status).toBe(200);
    const allowHosts = ["other.example"];
    const some = frontUnderTest({ access: { ...NETWORK, allowHosts }, environment: TOKENS });
    expect((await ask(some, { headers })).status).toBe(403);
    const other = { ...headers, host: "other.example:8443" };
    expect((await ask(some, { headers: other })).status).toBe(200);
  });

  it.each([
    ["http://localhost:6274", 200],
    ["http://127.0.0.1", 200],
    ["https://app.example", 200],
    ["https://app.example:444", 403],
    ["http://app.example", 403],
    ["https://evil.example", 403],
    ["http://localhost.evil.example", 403],
    ["chrome-extension://localhost", 403],
    ["null", 403],
    ["", 403],
  ])("takes the Origin %s with %i", async (origin, status) => {
    const access = {
      ...NETWORK,
      reach: "loopback" as const,
      allowOrigins: ["https://app.example"],
    };
    const response = await ask(frontUnderTest({ access }), { headers: { origin } });
    expect(response.status).toBe(status);
    const shared = response.headers.get("access-control-allow-origin");
    expect(shared).toBe(status === 200 ? origin : null);
  });

  it("takes no page of this machine where others can reach it", async () => {
    const front = frontUnderTest({ access: NETWORK, environment: TOKENS });
    const headers = { origin: "http://localhost:6274", authorization: `Bearer ${TOKEN}` };
    expect((await ask(front, { headers })).status).toBe(403);
  });

  it("answers a preflight before any token, for allowed origins alone", async () => {
    const access = { ...NETWORK, allowOrigins: ["https://app.example"] };
    const front = frontUnderTest({ access, environment: TOKENS });
    const preflight = (origin: string) =>
      ask(front, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
        body: "",
      });
    const good = await preflight("https://app.example");
    expect(good.status).toBe(204);
    expect(good.headers.get("access-control-allow-origin")).toBe("https://app.example");
    expect(good.headers.get("access-control-allow-headers")).toMatch(
      /authorization.*mcp-protocol-version.*x-shop-token/,
    );
    expect((await preflight("https://evil.example")).status).toBe(403);
  });
});

describe("the log", () => {
  it("tells what was asked by whom, and nothing that a caller wrote", async () => {
    const front = frontUnderTest({ access: NETWORK, environment: TOKENS });
    const headers = { authorization: `Bearer ${TOKEN}`, "x-shop-token": "callers-secret" };
    const last = "tls";
    await (await ask(front, { headers, last })).text();
    await (await ask(front, { headers, last, body: callOf("hidden text", {}) })).text();
    await (await ask(front, { path: "/secret-path?token=1", headers, last })).text();
    await (await ask(front, { headers: { authorization: "Bearer wrong-token" } })).text();
    expect(front.records).toMatchObject([
      { event: "request", method: "POST", path: "/mcp", status: 200, rpc: "tools/call" },
      { status: 200, tool: "other" },
      { path: "other", status: 404 },
      { path: "/mcp", status: 401 },
    ]);
    expect(front.records[0]).toMatchObject({
      tool: "execute",
      caller: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(JSON.stringify(front.records)).not.toMatch(/secret|hidden|wrong-token|0123456789abcdef/);
  });
});

it("refuses to serve an API whose credential has the token's variable", () => {
  const api = apiWith({ ...BEARER, name: "mcpToken" }, { ...BEARER, name: "other" });
  expect(() => frontUnderTest({ api, environment: TOKENS })).toThrow(
    /SHOP_MCP_TOKEN is a credential of the API/,
  );
});
