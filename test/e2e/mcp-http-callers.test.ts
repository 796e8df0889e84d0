import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  type HttpLaunch,
  type HttpProcess,
  ownAddress,
  startHttp,
  startRoundRobin,
} from "./http-process.js";
import { writeTrackerPackage } from "./tracker-package.js";

const TOKEN = "the-token-of-this-server-0123456789";

const tracker = writeTrackerPackage();
const root = mkdtempSync(join(tmpdir(), "codemode-callers-"));
const open: { close(): Promise<unknown> }[] = [];
/** Everything of every request that the API got, as it came. */
const seen: string[] = [];
let upstream: Server;
let upstreamUrl: string;

beforeAll(async () => {
  upstream = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      seen.push([request.method, request.url, ...request.rawHeaders, body].join("\n"));
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ id: 1, title: request.headers.authorization ?? "nobody" }));
    });
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  upstreamUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  seen.length = 0;
});
afterAll(() => {
  upstream.closeAllConnections();
  upstream.close();
  tracker.remove();
  rmSync(root, { recursive: true, force: true });
});

async function start(launch: Partial<HttpLaunch> = {}): Promise<HttpProcess> {
  const server = await startHttp({
    server: tracker.server,
    ...launch,
    env: {
      TRACKER_BASE_URL: upstreamUrl,
      TRACKER_TOKEN: "server-secret",
      TRACKER_MCP_TOKEN: TOKEN,
      ...launch.env,
    },
  });
  open.push(server);
  return server;
}

type Headers = Readonly<Record<string, string>>;

async function connect(url: string, headers: Headers = {}): Promise<Client> {
  const client = new Client(
    { name: "test", version: "1" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  const requestInit = { headers: { authorization: `Bearer ${TOKEN}`, ...headers } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
  open.push(client);
  return client;
}

async function execute(client: Client, code: string): Promise<string> {
  const { content } = await client.callTool({ name: "execute", arguments: { code } });
  return content.map((part) => (part.type === "text" ? part.text : "")).join();
}

const WHO = "const who = await tracker.issues.get({ id: 1 }); return who.id";

describe("a caller's MCP credential", () => {
  it("never reaches the API, nor does anything else of the request", async () => {
    const { url } = await start({ flags: ["--allow", "write"] });
    const client = await connect(url, {
      cookie: "session=cookie-of-the-caller",
      "x-other": "other-header",
    });
    await execute(client, WHO);
    await execute(client, 'return tracker.issues.create({ body: { title: "new" } })');
    expect(seen).toHaveLength(2);
    for (const request of seen) {
      expect(request).toContain("Bearer server-secret");
      expect(request.toLowerCase()).not.toMatch(
        /token-of-this-server|cookie-of-the-caller|other-header|mcp|modelcontextprotocol|2026-07-28/,
      );
    }
  });

  it("is in no line of the log or the audit file", async () => {
    const audit = join(root, "audit.jsonl");
    const server = await start({ flags: ["--audit", audit] });
    const client = await connect(server.url, { "x-tracker-token": "secret-of-ada" });
    await execute(client, WHO);
    server.signal("SIGTERM");
    expect(await server.ended).toBe(0);
    const lines = readFileSync(audit, "utf8");
    expect(lines).toMatch(/"caller":"[0-9a-f]{32}"/);
    expect(lines + server.stderr()).not.toMatch(/token-of-this-server|secret-of-ada|server-secret/);
    expect(server.log()).toContainEqual(
      expect.objectContaining({
        event: "request",
        rpc: "tools/call",
        tool: "execute",
        status: 200,
        caller: expect.stringMatching(/^[0-9a-f]{32}$/),
      }),
    );
  });
});

describe("callers with credentials of their own", () => {
  it("call the API with those, and with nobody else's", async () => {
    const { url } = await start();
    const names = Array.from({ length: 12 }, (_, at) => `secret-of-caller-${at}`);
    await Promise.all(
      names.map(async (name) => {
        const client = await connect(url, { "X-Tracker-Token": name });
        for (let round = 0; round < 3; round += 1) await execute(client, WHO);
      }),
    );
    await execute(await connect(url), WHO);
    const bearers = seen.map((request) => /Bearer (?<token>\S+)/.exec(request)?.groups?.["token"]);
    for (const name of names) {
      expect(bearers.filter((bearer) => bearer === name)).toHaveLength(3);
    }
    expect(bearers.filter((bearer) => bearer === "server-secret")).toHaveLength(1);
    expect(bearers).toHaveLength(37);
  });

  it("do not get the server's where theirs are refused", async () => {
    const { url } = await start();
    const refused = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}`, "x-tracker-token": "" },
      body: "{}",
    });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("X-Tracker-Token is empty");
    expect(seen).toEqual([]);
  });

  it.skipIf(ownAddress() === undefined)("are refused over plain HTTP from elsewhere", async () => {
    const server = await start({ address: "0.0.0.0:0" });
    const url = `http://${ownAddress()}:${server.port}/mcp`;
    expect(await execute(await connect(url), WHO)).toContain("\n1\n");
    const own = { "x-tracker-token": "secret-of-ada" };
    await expect(connect(url, own)).rejects.toThrow("403");
    const headers = { authorization: `Bearer ${TOKEN}`, ...own };
    const refused = await fetch(url, { method: "POST", headers, body: "{}" });
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("accepted over TLS, or from this machine, only");
    expect(seen.join()).not.toContain("secret-of-ada");
    expect(server.stderr()).not.toContain("secret-of-ada");
  });
});

describe("several processes behind a load balancer", () => {
  const LONG = 'return Array.from({ length: 20_000 }, (_, at) => "line " + at + " of ada")';

  it("share results of the same caller, and keep those of others apart", async () => {
    const flags = ["--state-dir", join(root, "state")];
    const servers = await Promise.all([start({ flags }), start({ flags })]);
    const balancer = await startRoundRobin(servers.map(({ url }) => url));
    open.push(balancer);
    const ada = await connect(balancer.url, { "x-tracker-token": "secret-of-ada" });
    const bob = await connect(balancer.url, { "x-tracker-token": "secret-of-bob" });
    const nobody = await connect(balancer.url);
    const id = /results\.get\(["'](?<id>[^"']+)["']\)/.exec(await execute(ada, LONG))?.groups?.[
      "id"
    ];
    expect(id).toBeDefined();
    const read = `const all = await results.get(${JSON.stringify(id)}); return all?.[19_999]`;
    for (let round = 0; round < 4; round += 1) {
      expect(await execute(ada, read)).toContain("line 19999 of ada");
      expect(await execute(bob, read)).not.toContain("of ada");
      expect(await execute(nobody, read)).not.toContain("of ada");
    }
    expect(Math.min(...balancer.counts)).toBeGreaterThan(5);
  });
});
