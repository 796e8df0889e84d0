import { lookup as lookUp } from "node:dns";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { connect, createServer, type LookupFunction } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { BrokerOptions } from "../../src/runtime/broker/broker-options.js";
import { connectingFetch } from "../../src/runtime/node/connecting-fetch.js";
import { createConnection } from "../../src/runtime/node/connection.js";
import { reachOf } from "../../src/runtime/node/reach.js";
import { operation, shopApi } from "../unit/broker/shop-api.js";
import { brokerOf, call, type Handler, json, listen, servers, start } from "./broker-server.js";
import { executeIn } from "./execute-in-package.js";
import { type ServerPackage, writeTrackerPackage } from "./tracker-package.js";

const BUNDLE = new URL("../../src/runtime/node/connection.js", import.meta.url);
const OPERATIONS = [operation("items.get", "GET /items/{id}")];
const OAUTH = {
  name: "oauth",
  kind: "oauth2",
  flows: [{ kind: "clientCredentials", tokenUrl: "/token", scopes: [] }],
} as const;

/** A `fetch` of a server for which the operator named these. */
function fetchNaming(baseUrl: string | undefined, environment: Record<string, string> = {}) {
  const api = shopApi(OPERATIONS, { securitySchemes: [OAUTH] });
  return connectingFetch(BUNDLE, {}, reachOf(api, baseUrl, environment));
}

/** A server that only counts who connects. */
async function counting(): Promise<{ readonly port: number; readonly connections: () => number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on("error", () => undefined).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { port, connections: () => connections };
}

const ok: Handler = (_, response) => json(response, 200, { ok: true });

describe("a private address", () => {
  it.each([
    "127.0.0.1",
    "localhost",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "2130706433",
    "0x7f.1",
    "0.0.0.0",
  ])("is not reached by a server of the document at %s", async (host) => {
    const { port, connections } = await counting();
    const documented: Partial<BrokerOptions> = {
      baseUrl: undefined,
      fetch: fetchNaming(undefined),
    };
    const api = { servers: [{ url: `http://${host}:${port}/v1` }] };
    const run = start(await brokerOf(OPERATIONS, ok, documented, api));
    const reply = await call(run, "items.get", { id: "a" });
    expect(reply).toMatchObject({
      name: "ConfigurationError",
      message: expect.stringMatching(/^items\.get: \S+, which .* private address.*SHOP_BASE_URL/),
    });
    expect(connections()).toBe(0);
  });

  it("is reached when the operator names it, as an address and as a name", async () => {
    const url = await listen(ok);
    for (const baseUrl of [url, url.replace("127.0.0.1", "localhost")]) {
      const run = start(await brokerOf(OPERATIONS, ok, { baseUrl, fetch: fetchNaming(baseUrl) }));
      expect(await call(run, "items.get", { id: "a" })).toEqual({ ok: true });
    }
  });

  it("is not reached at another port of a host that the operator named", async () => {
    const { port, connections } = await counting();
    const fetch = fetchNaming(await listen(ok));
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      name: "ConfigurationError",
    });
    expect(connections()).toBe(0);
  });

  it("is not asked for its metadata as the OpenID Provider of the document", async () => {
    const { port, connections } = await counting();
    const api = {
      securitySchemes: [
        { name: "oidc", kind: "openIdConnect", url: `http://127.0.0.1:${port}` } as const,
      ],
    };
    const security = [[{ scheme: "oidc", scopes: [] }]];
    const operations = [operation("items.get", "GET /items/{id}", { security })];
    const baseUrl = await listen(ok);
    const credentials = { oidc: { clientId: "client", clientSecret: "client-secret" } };
    const given = { baseUrl, credentials, fetch: fetchNaming(baseUrl) };
    const run = start(await brokerOf(operations, ok, given, api));
    expect(await call(run, "items.get", { id: "a" })).toMatchObject({
      name: "ConfigurationError",
      message: expect.stringContaining("private address"),
    });
    expect(connections()).toBe(0);
  });

  it("gets no client secret as a token endpoint of the document, but as one of the operator's", async () => {
    let asked = 0;
    const tokens = await listen((_, response) => {
      asked += 1;
      json(response, 200, { access_token: "issued-token", token_type: "bearer" });
    });
    const api = {
      securitySchemes: [{ ...OAUTH, flows: [{ ...OAUTH.flows[0], tokenUrl: `${tokens}/token` }] }],
      security: [[{ scheme: "oauth", scopes: [] }]],
    };
    const operations = [operation("items.get", "GET /items/{id}", { security: api.security })];
    const baseUrl = await listen(ok);
    const credentials = { oauth: { clientId: "client", clientSecret: "client-secret" } };
    const called = async (environment: Record<string, string>) => {
      const fetch = fetchNaming(baseUrl, environment);
      const broker = await brokerOf(operations, ok, { baseUrl, credentials, fetch }, api);
      return call(start(broker), "items.get", { id: "a" });
    };
    expect(await called({})).toMatchObject({
      name: "ConfigurationError",
      message: expect.stringContaining("SHOP_TOKEN_URL"),
    });
    expect(asked).toBe(0);
    expect(await called({ SHOP_TOKEN_URL: `${tokens}/token` })).toEqual({ ok: true });
    expect(asked).toBe(1);
  });
});

describe("a name that changes its address", () => {
  /** 3ffe::/16 is nobody's any more (RFC 3701), so that a connection there is tried and never made. */
  const PUBLIC = { address: "3ffe::1", family: 6 } as const;
  const PRIVATE = { address: "127.0.0.1", family: 4 } as const;

  it("is looked at whenever it connects, and only then", async () => {
    const { port, connections } = await counting();
    const asked: string[] = [];
    const answers = [PUBLIC, PRIVATE];
    const lookup: LookupFunction = (hostname, options, callback) => {
      const found = answers[asked.length] ?? PRIVATE;
      asked.push(hostname);
      if (options.all) callback(null, [found]);
      else callback(null, found.address, found.family);
    };
    const made = createConnection({}, { namedOrigins: [], proxy: "none" }, lookup);
    if (made.kind === "wrong") throw new Error(made.message);
    const url = `http://rebinding.test:${port}/`;
    const first = await made
      .fetch(url, { signal: AbortSignal.timeout(500) })
      .catch((error: unknown) => error);
    expect(first).not.toMatchObject({ cause: { code: "ERR_PRIVATE_ADDRESS" } });
    const second = await made.fetch(url).catch((error: unknown) => error);
    expect(second).toMatchObject({ cause: { code: "ERR_PRIVATE_ADDRESS" } });
    expect(asked).toEqual(["rebinding.test", "rebinding.test"]);
    expect(connections()).toBe(0);
  });

  it("connects to the very address that was looked at", async () => {
    const url = new URL(await listen(ok));
    const asked: string[] = [];
    const lookup: LookupFunction = (hostname, options, callback) => {
      asked.push(hostname);
      lookUp(url.hostname, options, callback);
    };
    const named = `http://rebinding.test:${url.port}`;
    const made = createConnection({}, { namedOrigins: [named], proxy: "none" }, lookup);
    if (made.kind === "wrong") throw new Error(made.message);
    expect(await (await made.fetch(named)).json()).toEqual({ ok: true });
    expect(asked).toEqual(["rebinding.test"]);
  });
});

describe("a proxy of the environment", () => {
  it("is asked for every connection where Node is told to use it, and no other", async () => {
    const url = new URL(await listen(ok));
    const asked: (string | undefined)[] = [];
    const proxy = createHttpServer().listen(0, "127.0.0.1");
    servers.push(proxy);
    proxy.on("connect", (request, socket) => {
      asked.push(request.url);
      const tunnel = connect(Number(url.port), url.hostname, () => {
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        tunnel.pipe(socket).pipe(tunnel);
      });
    });
    await once(proxy, "listening");
    const address = proxy.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    vi.stubEnv("http_proxy", `http://127.0.0.1:${port}`);
    vi.stubEnv("no_proxy", "");
    try {
      const fetch = fetchNaming(undefined, { NODE_USE_ENV_PROXY: "1" });
      expect(await (await fetch("http://shop.test/v1")).json()).toEqual({ ok: true });
      expect(asked).toEqual(["shop.test:80"]);
      const direct = fetchNaming(url.origin);
      expect(await (await direct(url)).json()).toEqual({ ok: true });
      expect(asked).toHaveLength(1);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe("a generated server", () => {
  let tracker: ServerPackage;
  let url: string;
  let requests = 0;
  const api = createHttpServer((request, response) => {
    requests += 1;
    json(response, 404, { detail: `No ${request.headers.authorization}` });
  });
  beforeAll(async () => {
    await once(api.listen(0, "127.0.0.1"), "listening");
    const address = api.address();
    url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
    tracker = writeTrackerPackage({ servers: [{ url }] });
  });
  afterAll(() => {
    api.close();
    tracker.remove();
  });

  function execute(env: Readonly<Record<string, string>>): Promise<string> {
    const code = "return await tracker.issues.get({ id: 7 })";
    return executeIn(tracker, { TRACKER_TOKEN: "secret-token", ...env }, code);
  }

  it("does not call a private address of its document, and names the variable", async () => {
    const answer = await execute({});
    expect(answer).toMatch(/ConfigurationError: issues\.get: 127\.0\.0\.1:\d+, .*TRACKER_BASE_URL/);
    expect(requests).toBe(0);
  });

  it("calls it for an operator who does, and tells of an error what was sent and what is taken", async () => {
    const answer = await execute({ TRACKER_BASE_URL: url });
    expect(answer).toContain("issues.get → 404 Not Found: No Bearer [redacted]");
    expect(answer).toContain("Request: GET /issues/7\\n");
    expect(answer).toContain("tracker.issues.get(args: { id: number }): Promise<Issue>");
    expect(answer).not.toContain("secret-token");
  });
});
