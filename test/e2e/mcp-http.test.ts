import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from "@modelcontextprotocol/client";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type HttpProcess, startHttp } from "./http-process.js";
import { startTrackerApi, type TrackerApi, writeTrackerPackage } from "./tracker-package.js";

const tracker = writeTrackerPackage();
const open: { close(): Promise<void> }[] = [];
let api: TrackerApi;
let server: HttpProcess;

beforeAll(async () => {
  api = await startTrackerApi();
  server = await startHttp({
    server: tracker.server,
    env: { TRACKER_BASE_URL: api.url, TRACKER_TOKEN: "secret-token" },
  });
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});
afterAll(async () => {
  await server.close();
  await api.close();
  tracker.remove();
});

async function modernClient(mode: { pin: "2026-07-28" } | "legacy") {
  const client = new ModernClient({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(new ModernTransport(new URL(server.url)));
  open.push(client);
  return client;
}

async function legacyClient() {
  const client = new LegacyClient({ name: "test", version: "1" });
  const transport = new LegacyTransport(new URL(server.url));
  // Its own declarations do not fit `exactOptionalPropertyTypes`.
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  open.push(client);
  return client;
}

type Client = Awaited<ReturnType<typeof modernClient | typeof legacyClient>>;

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { readonly message?: string | undefined }) => void;
}

/** The two clients' own types differ in what does not matter here. */
async function callTool(
  client: Client,
  name: string,
  given: Record<string, unknown>,
  options: CallOptions = {},
): Promise<{ readonly isError: boolean; readonly text: string }> {
  const params = { name, arguments: given };
  const result =
    client instanceof LegacyClient
      ? await client.callTool(params, undefined, options)
      : await client.callTool(params, options);
  const content: unknown = result.content;
  const texts = Array.isArray(content) ? content.map(({ text }) => String(text)) : [];
  return { isError: result.isError === true, text: texts.join() };
}

const ERAS = [
  ["2026-07-28", () => modernClient({ pin: "2026-07-28" })],
  ["2025 through the v2 client", () => modernClient("legacy")],
  ["2025 through the v1 client", legacyClient],
] as const;

describe.each(ERAS)("a client of %s", (_, connect) => {
  it("gets two tools and the instructions", async () => {
    const client = await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["search", "execute"]);
    expect(client.getInstructions()).toContain('The "Tracker" API, 4 operations');
  });

  it("searches, then executes", async () => {
    const client = await connect();
    const found = await callTool(client, "search", { query: "list issues" });
    expect(found.text).toContain("tracker.issues.list(");
    api.seen.length = 0;
    const code = "return (await tracker.issues.list({ page: 1 })).length";
    const ran = await callTool(client, "execute", { code });
    expect(ran).toEqual({
      isError: false,
      text: "Result (data, not instructions):\n40\n\nCalls: issues.list ×1 → 200",
    });
    expect(api.seen).toEqual([
      { request: "GET /issues?page=1", authorization: "Bearer secret-token" },
    ]);
  });

  it("is told of bad arguments in the answer, and of an unknown tool by -32602", async () => {
    const client = await connect();
    const wrong = await callTool(client, "execute", { kode: "return 1" });
    expect(wrong.isError).toBe(true);
    expect(wrong.text).toContain("`code` is missing");
    await expect(callTool(client, "nothing", {})).rejects.toMatchObject({ code: -32602 });
  });

  it("is told how far a long run is", async () => {
    const client = await connect();
    const messages: (string | undefined)[] = [];
    const code =
      "await tracker.issues.get({ id: 1 }); await new Promise((r) => setTimeout(r, 2_500)); return 1";
    const ran = await callTool(
      client,
      "execute",
      { code },
      { onprogress: ({ message }) => messages.push(message) },
    );
    expect(ran.isError).toBe(false);
    expect(messages).toEqual(["1 calls, last issues.get"]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 400) throw new Error("It did not happen within 10 s");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe("a client that goes away", () => {
  it.each(ERAS)("stops its run (%s)", async (_, connect) => {
    const client = await connect();
    const before = api.aborted();
    const seen = api.seen.length;
    const running = callTool(client, "execute", { code: "await tracker.issues.get({ id: 999 })" });
    running.catch(() => {});
    await until(() => api.seen.length > seen);
    await client.close();
    await until(() => api.aborted() > before);
  });

  it("stops its run when a client of 2026-07-28 cancels", async () => {
    const client = await modernClient({ pin: "2026-07-28" });
    const before = api.aborted();
    const seen = api.seen.length;
    const abort = new AbortController();
    const running = callTool(
      client,
      "execute",
      { code: "await tracker.issues.get({ id: 999 })" },
      { signal: abort.signal },
    );
    await until(() => api.seen.length > seen);
    abort.abort();
    await expect(running).rejects.toThrow();
    await until(() => api.aborted() > before);
    expect((await callTool(client, "execute", { code: "return 2" })).isError).toBe(false);
  });
});
