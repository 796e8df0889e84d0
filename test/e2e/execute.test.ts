import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/runtime/api/api.js";
import { startTrackerApi, type TrackerApi, writeTrackerPackage } from "./tracker-package.js";

const tracker = writeTrackerPackage({ limits: { ...DEFAULT_LIMITS, cpuMs: 800, calls: 20 } });
let api: TrackerApi;
let reader: Client;
let writer: Client;

beforeAll(async () => {
  api = await startTrackerApi();
  reader = await connect();
  writer = await connect("--allow", "write");
});
afterAll(async () => {
  await Promise.all([reader.close(), writer.close()]);
  await api.close();
  tracker.remove();
});

async function connect(...flags: string[]): Promise<Client> {
  const client = new Client(
    { name: "test", version: "1" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [tracker.server, "--base-url", api.url, ...flags],
      env: { TRACKER_TOKEN: "secret-token" },
      stderr: "ignore",
    }),
  );
  return client;
}

async function execute(client: Client, code: string): Promise<{ isError: boolean; text: string }> {
  const { content, isError } = await client.callTool({ name: "execute", arguments: { code } });
  const [first] = content;
  return { isError: isError ?? false, text: first?.type === "text" ? first.text : "" };
}

describe("execute", () => {
  it("shortens a large result to valid JSON within the budget, and reads it back whole", async () => {
    const { isError, text } = await execute(
      reader,
      "return await tracker.issues.list({ page: 1 });",
    );
    expect(isError).toBe(false);
    expect(countTokens(text)).toBeLessThanOrEqual(DEFAULT_LIMITS.answerTokens);
    const [heading = "", json = ""] = text.split("\n");
    expect(heading).toContain("shortened from");
    expect(JSON.parse(json)[0]).toMatchObject({ id: 1, title: "Issue 1" });
    const id = /results\.get\("([0-9a-f]{32})"\)/.exec(heading)?.[1];
    const again = await execute(
      reader,
      `const kept = await results.get("${id}");\nreturn [kept.length, kept[39].id, kept[39].text.length];`,
    );
    expect(again.text).toContain("\n[40,40,3600]");
    const other = await execute(writer, `return await results.get("${id}");`);
    expect(other).toMatchObject({
      isError: true,
      text: expect.stringContaining("No result has this id"),
    });
  });

  it("denies a write, names the flag, and sends nothing", async () => {
    api.seen.length = 0;
    const code =
      'const first = await tracker.issues.get({ id: 1 });\nawait tracker.issues.create({ body: { title: "New" } });';
    const { isError, text } = await execute(reader, code);
    expect(isError).toBe(true);
    expect(text).toMatch(/^Failed, line 2: PolicyDenied: .*--allow write/);
    expect(text).toContain("  2 | await tracker.issues.create(");
    expect(text).toContain("Calls: issues.create ×1 → denied, issues.get ×1 → 200");
    expect(text).not.toContain("Changed already");
    expect(api.seen.map(({ request }) => request)).toEqual(["GET /issues/1"]);
  });

  it("tells what was changed before a failure", async () => {
    const code =
      'await tracker.issues.create({ body: { title: "New" } });\nawait tracker.issues.get({ id: 500 });';
    const { isError, text } = await execute(writer, code);
    expect(isError).toBe(true);
    expect(text).toMatch(
      /^Failed, line 2: ApiError: issues\.get → 404 Not Found: There is no issue 500\n/,
    );
    expect(text).toContain("Changed already, and not undone: issues.create ×1 → 201.");
  });

  it("lets a snippet catch an API error and answer with a value that is no failure", async () => {
    const code = `
      const states = [];
      for (const id of [1, 500, 2]) {
        try { states.push((await tracker.issues.get({ id })).state); }
        catch (error) { states.push({ status: error.status, message: error.body.message }); }
      }
      return { isError: true, states };`;
    const { isError, text } = await execute(reader, code);
    expect(isError).toBe(false);
    expect(text).toContain(
      '\n{"isError":true,"states":["closed",{"status":404,"message":"There is no issue 500"},"open"]}',
    );
    expect(text).toContain("Calls: issues.get ×2 → 200, issues.get ×1 → 404");
  });

  it("suggests the operation that was meant", async () => {
    const { isError, text } = await execute(reader, "return tracker.issues.lst({});");
    expect(isError).toBe(true);
    expect(text).toContain("issues.list");
  });

  it("names a limit that ends a run, and serves the next one", async () => {
    const endless = await execute(reader, "const a = 1;\nwhile (true) {}");
    expect(endless).toMatchObject({
      isError: true,
      text: expect.stringContaining("(limit cpuMs)"),
    });
    const many = await execute(
      reader,
      "for (let id = 1; ; id += 1) await tracker.issues.get({ id: 1 });",
    );
    expect(many.isError).toBe(true);
    expect(many.text).toContain("20 calls");
    expect((await execute(reader, "return 2")).text).toContain("\n2");
  });

  it("is not held up by TypeScript that takes exponential time to read", async () => {
    const nested = `let f: any = ${"(a = ".repeat(40)}1${") => 1".repeat(40)};`;
    const hostile = execute(reader, nested);
    const honest = await execute(reader, "return 'meanwhile'");
    expect(honest.text).toContain('"meanwhile"');
    expect(await hostile).toMatchObject({
      isError: true,
      text: expect.stringContaining("takes too long to read"),
    });
    expect((await execute(reader, "const after: string = 'after'; return after;")).text).toContain(
      '"after"',
    );
  });

  it("never shows a credential", async () => {
    const { text } = await execute(
      reader,
      "const { headers } = await tracker.raw(tracker.issues.get, { id: 1 });\nreturn [headers, Object.keys(globalThis), String(tracker)];",
    );
    expect(text).not.toContain("secret-token");
  });
});
