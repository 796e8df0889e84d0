import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HttpProcess, raw, startHttp } from "./http-process.js";
import { startTrackerApi, type TrackerApi, writeTrackerPackage } from "./tracker-package.js";

// What comes to a server that others can reach, from callers with the token and from those without.

const TOKEN = "the-token-of-this-server-0123456789";
const MIB = 1_048_576;

const tracker = writeTrackerPackage();
let api: TrackerApi;
let server: HttpProcess;

beforeAll(async () => {
  api = await startTrackerApi();
  server = await startHttp({
    server: tracker.server,
    address: "0.0.0.0:0",
    env: { TRACKER_BASE_URL: api.url, TRACKER_TOKEN: "secret-token", TRACKER_MCP_TOKEN: TOKEN },
  });
});
afterAll(async () => {
  await server.close();
  await api.close();
  tracker.remove();
});

const HEADERS = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
  authorization: `Bearer ${TOKEN}`,
};

const CALL = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "tools/call",
  params: { name: "execute", arguments: { code: "return (await tracker.issues.list()).length" } },
});

interface Given {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: RequestInit["body"];
}

function ask({ path = "/mcp", method = "POST", headers = {}, body = CALL }: Given = {}) {
  return fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: { ...HEADERS, ...headers },
    ...(method !== "GET" && method !== "HEAD" && { body, duplex: "half" }),
  });
}

async function expectItLives(): Promise<void> {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("issues.list ×1 → 200");
}

/** `POST /mcp` as it stands on the wire, up to the body. */
function head(...lines: readonly string[]): string {
  const own = Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}`);
  return ["POST /mcp HTTP/1.1", "host: 127.0.0.1", ...own, ...lines, "", ""].join("\r\n");
}

function residentMiB(): number {
  const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

function spaces(bytes: number): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(65_536).fill(0x20);
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      left -= chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
}

describe("a server that others can reach", () => {
  it.each([
    ["no token", { authorization: "" }, 401],
    ["a wrong token", { authorization: "Bearer nothing-of-the-sort" }, 401],
    ["the token as Basic credentials", { authorization: `Basic ${TOKEN}` }, 401],
    ["a foreign Origin", { origin: "https://evil.example" }, 403],
    ["another content type", { "content-type": "text/plain" }, 415],
    ["nothing that it can accept", { accept: "text/html" }, 406],
  ])("answers a request with %s", async (_, headers, status) => {
    const before = api.seen.length;
    const response = await ask({ headers });
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain(TOKEN);
    expect(api.seen.length).toBe(before);
  });

  it.each([
    ["GET", "/mcp", 405],
    ["DELETE", "/mcp", 405],
    ["GET", "/", 404],
    ["GET", "/api.json", 404],
    ["GET", "/mcp/..%2fapi.json", 404],
    ["POST", "/mcp/x", 404],
    ["HEAD", "/healthz", 200],
  ])("answers %s %s with %i", async (method, path, status) => {
    const response = await ask({ method, path });
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain("issues");
  });

  it.each([
    ["that leaves the folder", "GET /../api.json HTTP/1.1\r\nhost: a\r\n\r\n", 404],
    ["of another server", "GET http://evil.example/mcp HTTP/1.1\r\nhost: a\r\n\r\n", 400],
    ["with another server in it", "GET //evil.example/mcp HTTP/1.1\r\nhost: a\r\n\r\n", 404],
    ["that is none", "OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n", 400],
    ["of a tunnel", "CONNECT evil.example:80 HTTP/1.1\r\nhost: a\r\n\r\n", 0],
    ["of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
    ["that nobody understands", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", 400],
  ])("answers a target %s", async (_, request, status) => {
    expect((await raw(server.port, [request], 500)).status).toBe(status);
  });

  it("ends a connection at garbage between requests", async () => {
    const good = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n";
    const pieces = [`${good}${good}garbage\r\n\r\n${good}`];
    const { text, milliseconds } = await raw(server.port, pieces, 5_000);
    expect(text.match(/^HTTP\/1\.1 \d{3}/gm)?.at(-1)).toBe("HTTP/1.1 400");
    expect(milliseconds).toBeLessThan(4_000);
    await expectItLives();
  });

  it("answers a few requests that are sent ahead, and ends a connection of thousands", async () => {
    const ahead = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n";
    const few = await raw(server.port, [ahead.repeat(5)], 500);
    expect(few.text.match(/HTTP\/1\.1 200/g)).toHaveLength(5);
    const floods = Array.from({ length: 20 }, () => raw(server.port, [ahead.repeat(5_000)], 5_000));
    for (const { text, milliseconds } of await Promise.all(floods)) {
      expect(text.match(/HTTP\/1\.1/g)?.length ?? 0).toBeLessThan(10);
      expect(milliseconds).toBeLessThan(4_000);
    }
    await expectItLives();
  });

  it.each([
    ["headers of 64 KB", [head(`x-long: ${"x".repeat(65_536)}`)], 431],
    ["two lengths", [head("content-length: 5", "content-length: 6"), "12345"], 400],
    ["a length and chunks", [head("content-length: 5", "transfer-encoding: chunked")], 400],
    ["a chunk of no length", [head("transfer-encoding: chunked"), "zz\r\n"], 400],
    ["a length of 100 MB", [head("content-length: 104857600"), "{"], 413],
    ["a length that is too short", [head("content-length: 5"), CALL], 400],
  ])("answers a request with %s", async (_, pieces, status) => {
    expect((await raw(server.port, pieces, 1_000)).status).toBe(status);
    await expectItLives();
  });

  it("answers bodies of 100 MB before they end, in no more memory", async () => {
    const send = async () => {
      const response = await ask({ body: spaces(100 * MIB) });
      expect(response.status).toBe(413);
      await response.text();
    };
    await expectItLives();
    await send();
    const before = residentMiB();
    for (let round = 0; round < 5; round += 1) await Promise.all([send(), send(), send()]);
    expect(residentMiB() - before).toBeLessThan(64);
    await expectItLives();
  });

  it("ends requests that never end, and serves others meanwhile", async () => {
    const started = performance.now();
    const patience = 40_000;
    const slow: Promise<{ readonly status: number; readonly milliseconds: number }>[] = [];
    for (let at = 0; at < 50; at += 1) {
      slow.push(raw(server.port, ["POST /mcp HTTP/1.1\r\nhost: a\r\nx-half"], patience));
      slow.push(raw(server.port, [head("content-length: 1000"), '{"half'], patience));
      slow.push(raw(server.port, [head("transfer-encoding: chunked"), "10\r\n{"], patience));
      slow.push(raw(server.port, [], patience));
    }
    while (performance.now() - started < 5_000) await expectItLives();
    const answers = await Promise.all(slow);
    expect(answers.every(({ milliseconds }) => milliseconds < 30_000)).toBe(true);
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].filter((status) => status !== 408 && status !== 0)).toEqual([]);
    await expectItLives();
  });

  it("has written nothing of all that but its log", () => {
    const log = server.log();
    expect(log.length).toBeGreaterThan(30);
    expect(log.every(({ time, level, event }) => time && level && event)).toBe(true);
    expect(server.stderr()).not.toMatch(/token-of-this-server|secret-token|nothing-of-the-sort/);
    expect(server.stderr()).not.toMatch(/evil|tracker\.issues|x-long|garbage/);
  });
});

describe("a server on loopback", () => {
  let own: HttpProcess;
  beforeAll(async () => {
    own = await startHttp({ server: tracker.server, env: { TRACKER_BASE_URL: api.url } });
  });
  afterAll(() => own.close());

  it.each([
    ["evil.example", undefined, 403],
    ["localhost.evil.example", undefined, 403],
    ["localhost", "https://evil.example", 403],
    ["localhost", "null", 403],
    ["localhost", "http://localhost:6274", 200],
    ["127.0.0.1", undefined, 200],
  ])("answers Host %s and Origin %s with %i", async (host, origin, status) => {
    const lines = [
      "POST /mcp HTTP/1.1",
      `host: ${host}:${own.port}`,
      ...(origin === undefined ? [] : [`origin: ${origin}`]),
      "content-type: application/json",
      "accept: application/json, text/event-stream",
      "connection: close",
      `content-length: ${Buffer.byteLength(CALL)}`,
      "",
      CALL,
    ];
    expect((await raw(own.port, [lines.join("\r\n")], 10_000)).status).toBe(status);
  });
});
