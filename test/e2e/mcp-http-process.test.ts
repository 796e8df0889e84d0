import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type RequestOptions, request as secureRequest } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createCertificates } from "./certificates.js";
import { codemode } from "./cli-process.js";
import { type HttpLaunch, type HttpProcess, ownAddress, startHttp } from "./http-process.js";
import { startTrackerApi, type TrackerApi, writeTrackerPackage } from "./tracker-package.js";

// How a server over HTTP starts and ends.

const TOKEN = "the-token-of-this-server-0123456789";
const BIN = join(import.meta.dirname, "../../bin/codemode.js");
const tracker = writeTrackerPackage();
const open: HttpProcess[] = [];
let api: TrackerApi;

beforeAll(async () => {
  api = await startTrackerApi();
});
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(async () => {
  await api.close();
  tracker.remove();
});

async function start(launch: Partial<HttpLaunch> = {}): Promise<HttpProcess> {
  const env = { TRACKER_BASE_URL: api.url, ...launch.env };
  const server = await startHttp({ server: tracker.server, ...launch, env });
  open.push(server);
  return server;
}

const MCP = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
};

function callOf(code: string): string {
  return JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "execute", arguments: { code } },
  });
}

function execute(url: string, code: string): Promise<Response> {
  return fetch(url, { method: "POST", headers: MCP, body: callOf(code) });
}

function health(server: HttpProcess): Promise<Response> {
  return fetch(new URL("/healthz", server.url), { headers: { connection: "close" } });
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 400) throw new Error("It did not happen within 10 s");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const SLOW =
  "await tracker.issues.get({ id: 1 }); await new Promise((r) => setTimeout(r, 3_000)); return 1";
const NEVER = "await tracker.issues.get({ id: 999 })";

describe("a server that is told to end", () => {
  it("ends at once when nothing is under way, though a connection is open", async () => {
    const server = await start();
    await (await execute(server.url, "return 1")).text();
    const started = performance.now();
    server.signal("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(server.log().at(-1)).toMatchObject({ event: "stopped" });
  });

  it("answers the run under way, and tells meanwhile that it is ending", async () => {
    const server = await start();
    const seen = api.seen.length;
    const running = execute(server.url, SLOW);
    await until(() => api.seen.length > seen);
    server.signal("SIGTERM");
    await until(() => server.stderr().includes('"stopping"'));
    const asked = await health(server);
    expect(asked.status).toBe(503);
    expect(await asked.json()).toMatchObject({ status: "stopping" });
    expect((await execute(server.url, "return 2")).status).toBe(503);
    expect(await (await running).text()).toContain("issues.get ×1 → 200");
    expect(await server.ended).toBe(0);
  });

  it("stops a run that goes on for too long, and says so to whoever asked", async () => {
    const server = await start();
    const seen = api.seen.length;
    const running = execute(server.url, NEVER);
    await until(() => api.seen.length > seen);
    const started = performance.now();
    server.signal("SIGINT");
    expect(await (await running).text()).toMatch(/[Ss]topped/);
    expect(await server.ended).toBe(0);
    const milliseconds = performance.now() - started;
    expect(milliseconds).toBeGreaterThan(9_000);
    expect(milliseconds).toBeLessThan(15_000);
  });

  it("stops it at once at the second signal, and answers all the same", async () => {
    const server = await start();
    const seen = api.seen.length;
    const running = execute(server.url, NEVER);
    await until(() => api.seen.length > seen);
    const started = performance.now();
    server.signal("SIGTERM");
    await until(() => server.stderr().includes('"stopping"'));
    server.signal("SIGTERM");
    expect(await (await running).text()).toMatch(/[Ss]topped/);
    expect(await server.ended).toBe(0);
    expect(performance.now() - started).toBeLessThan(6_000);
  });
});

describe("a server that cannot start", () => {
  it.each([
    ["an address that others reach, without a token", "0.0.0.0:0", {}, [], /set TRACKER_MCP_TOKEN/],
    ["a token that can be guessed", "0", { TRACKER_MCP_TOKEN: "short" }, [], /less than 16/],
    [
      "an address of another machine",
      "192.0.2.1:0",
      { TRACKER_MCP_TOKEN: TOKEN },
      [],
      /no address of this machine/,
    ],
    [
      "credentials that do not go together",
      "0",
      { TRACKER_CLIENT_KEY: "key.pem" },
      [],
      /TRACKER_CLIENT_KEY is set without TRACKER_CLIENT_CERT/,
    ],
    ["a wrong port", "99999", {}, [], /--http takes a port/],
    [
      "a certificate that is not there",
      "0",
      {},
      ["--tls-cert", "no.pem", "--tls-key", "no.pem"],
      /--tls-cert cannot be used/,
    ],
  ])("says so in a sentence: %s", async (_, address, env, flags, message) => {
    const failure = await start({ address, env, flags }).catch((error: Error) => error.message);
    expect(failure).toMatch(/^exit 2: [^\n]+\n$/);
    expect(failure).toMatch(message);
  });

  it("says so in a sentence: a port that is in use", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const failure = await start({ address: String(port) }).catch((error: Error) => error.message);
    expect(failure).toBe(`exit 2: Port ${port} of 127.0.0.1 is in use: --http takes another\n`);
    other.close();
  });
});

describe("HTTPS", () => {
  it("is spoken with a certificate, and makes callers' credentials welcome from anywhere", async () => {
    const { authority, server: identity } = await createCertificates();
    const certificateFile = join(tracker.folder, "certificate.pem");
    const keyFile = join(tracker.folder, "key.pem");
    writeFileSync(certificateFile, identity.certificate);
    writeFileSync(keyFile, identity.key);
    const server = await start({
      address: "0.0.0.0:0",
      flags: ["--tls-cert", certificateFile, "--tls-key", keyFile],
      env: { TRACKER_MCP_TOKEN: TOKEN },
    });
    const options: RequestOptions = {
      host: ownAddress() ?? "127.0.0.1",
      port: server.port,
      path: "/mcp",
      method: "POST",
      ca: authority,
      // The certificate is for 127.0.0.1.
      checkServerIdentity: () => undefined,
      headers: { ...MCP, authorization: `Bearer ${TOKEN}`, "x-tracker-token": "secret-of-ada" },
    };
    const text = await new Promise<string>((resolve, reject) => {
      const request = secureRequest(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => resolve(Buffer.concat(chunks).toString()));
      });
      request.on("error", reject);
      request.end(callOf("return (await tracker.issues.get({ id: 7 })).id"));
    });
    expect(text).toContain("issues.get ×1 → 200");
    expect(api.seen.at(-1)).toEqual({
      request: "GET /issues/7",
      authorization: "Bearer secret-of-ada",
    });
    const plain = await fetch(`http://127.0.0.1:${server.port}/healthz`).catch(() => "refused");
    expect(plain).toBe("refused");
  });
});

describe("codemode serve --http", () => {
  it("serves as the package's own server does", async () => {
    const server = await start({ server: BIN, command: ["serve", tracker.folder] });
    const response = await execute(server.url, "return (await tracker.issues.get({ id: 7 })).id");
    expect(await response.text()).toContain("issues.get ×1 → 200");
    server.signal("SIGTERM");
    expect(await server.ended).toBe(0);
  });

  it("has the server's own words for what is wrong", async () => {
    const env = { TRACKER_BASE_URL: api.url };
    const wrong = await codemode(["serve", tracker.folder, "--http", "0.0.0.0:0"], { env });
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain("set TRACKER_MCP_TOKEN");
    const alone = await codemode(["serve", tracker.folder, "--trust-proxy"], { env });
    expect(alone.exitCode).toBe(2);
    expect(alone.stderr).toContain("--trust-proxy is for servers with --http");
  });
});
