import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client as ModernClient } from "@modelcontextprotocol/client";
import { StdioClientTransport as ModernTransport } from "@modelcontextprotocol/client/stdio";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startTrackerApi, type TrackerApi, writeTrackerPackage } from "./tracker-package.js";

const tracker = writeTrackerPackage();
let api: TrackerApi;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  api = await startTrackerApi();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.close()));
});
afterAll(async () => {
  await api.close();
  tracker.remove();
});

function launch(...flags: string[]) {
  return {
    command: process.execPath,
    args: [tracker.server, ...flags],
    env: { TRACKER_BASE_URL: api.url, TRACKER_TOKEN: "secret-token" },
    stderr: "ignore" as const,
  };
}

async function modernClient(mode: { pin: "2026-07-28" } | "legacy", ...flags: string[]) {
  const client = new ModernClient({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(new ModernTransport(launch(...flags)));
  open.push(client);
  return client;
}

async function legacyClient() {
  const client = new LegacyClient({ name: "test", version: "1" });
  await client.connect(new LegacyTransport(launch()));
  open.push(client);
  return client;
}

const ERAS = [
  ["2026-07-28", () => modernClient({ pin: "2026-07-28" })],
  ["2025 through the v2 client", () => modernClient("legacy")],
  ["2025 through the v1 client", legacyClient],
] as const;

/** Lists, filters, loops over pages by hand, and returns three fields. */
const SNIPPET = `
interface Row { id: number; title: string; author: string }
const found: Row[] = [];
for (let page = 1; ; page += 1) {
  const issues = await tracker.issues.list({ page });
  if (issues.length === 0) break;
  for (const issue of issues) {
    if (issue.state === "closed") found.push({ id: issue.id, title: issue.title, author: issue.author });
  }
}
console.log("closed", found.length);
return found;
`;

describe.each(ERAS)("a client of %s", (_, connect) => {
  it("gets two tools and the instructions", async () => {
    const client = await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["search", "execute"]);
    expect(tools.some((tool) => "outputSchema" in tool)).toBe(false);
    expect(client.getInstructions()).toContain('The "Tracker" API, 4 operations');
    expect(client.getServerCapabilities()).toEqual({ tools: { listChanged: false } });
  });

  it("searches, then executes a snippet over several pages", async () => {
    const client = await connect();
    const search = await client.callTool({ name: "search", arguments: { query: "list issues" } });
    expect(textOf(search)).toContain("tracker.issues.list(");
    api.seen.length = 0;
    const result = await client.callTool({ name: "execute", arguments: { code: SNIPPET } });
    expect(result.isError ?? false).toBe(false);
    expect(result).not.toHaveProperty("structuredContent");
    const [value = "", output, calls] = textOf(result).split("\n\n");
    const rows = JSON.parse(value.slice(value.indexOf("\n")));
    expect(rows).toHaveLength(25);
    expect(rows[1]).toEqual({ id: 5, title: "Issue 5", author: "user4" });
    expect(output).toBe("Console:\n> closed 25");
    expect(calls).toBe("Calls: issues.list ×4 → 200");
    expect(api.seen.map(({ request }) => request)).toEqual(
      [1, 2, 3, 4].map((page) => `GET /issues?page=${page}`),
    );
    expect(new Set(api.seen.map(({ authorization }) => authorization))).toEqual(
      new Set(["Bearer secret-token"]),
    );
  });

  it("is told of bad arguments in the answer, and of an unknown tool by -32602", async () => {
    const client = await connect();
    const result = await client.callTool({ name: "execute", arguments: { kode: "return 1" } });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain("`code` is missing");
    await expect(client.callTool({ name: "nothing", arguments: {} })).rejects.toMatchObject({
      code: -32602,
    });
  });

  it("stops guest and call when it cancels, and is served on", async () => {
    const client = await connect();
    const before = api.aborted();
    const abort = new AbortController();
    const running = callTool(client, "await tracker.issues.get({ id: 999 })", {
      signal: abort.signal,
    });
    await until(() => api.seen.at(-1)?.request === "GET /issues/999");
    abort.abort();
    await expect(running).rejects.toThrow();
    await until(() => api.aborted() === before + 1);
    expect(textOf(await callTool(client, "return 1 + 1"))).toContain("\n2");
  });
});

describe("a run that takes long", () => {
  // One after the other they would wait for most of the time.
  it("tells clients of every revision of its progress", async () => {
    await Promise.all(ERAS.map(([era, connect]) => expectProgress(era, connect)));
  });

  async function expectProgress(
    era: string,
    connect: () => Promise<ModernClient | LegacyClient>,
  ): Promise<void> {
    const client = await connect();
    const told: { progress: number; message?: string | undefined }[] = [];
    const abort = new AbortController();
    const onprogress = (state: (typeof told)[number]) => {
      told.push(state);
      if (told.length === 2) abort.abort();
    };
    const code = "await tracker.issues.get({ id: 1 }); await tracker.issues.get({ id: 999 })";
    const run = callTool(client, code, { signal: abort.signal, onprogress });
    await expect(run, era).rejects.toThrow();
    expect(
      told.map(({ progress }) => progress),
      era,
    ).toEqual([1, 2]);
    expect(told[1]?.message, era).toContain("issues.get");
  }
});

describe("the surface on the wire", () => {
  it("costs at most 500 tokens, and 650 with the instructions", async () => {
    const wire = await converse([request(1, "tools/list", {}), request(2, "server/discover", {})]);
    const list = JSON.stringify(wire.find(({ id }) => id === 1)?.result);
    const instructions = String(
      Reflect.get(wire.find(({ id }) => id === 2)?.result ?? {}, "instructions"),
    );
    expect(list).toContain('"cacheScope":"public"');
    expect(countTokens(list)).toBeLessThanOrEqual(500);
    expect(countTokens(list) + countTokens(instructions)).toBeLessThanOrEqual(650);
    expect(instructions).toContain("Tracker");
  });

  it("has hints that follow the policy in force", async () => {
    const hints = async (...flags: string[]) => {
      const { tools } = await (await modernClient({ pin: "2026-07-28" }, ...flags)).listTools();
      return tools.find(({ name }) => name === "execute")?.annotations;
    };
    expect(await hints()).toEqual({ readOnlyHint: true });
    expect(await hints("--allow", "write")).toEqual({ destructiveHint: false });
    expect(await hints("--allow", "write,destructive")).toEqual({});
    expect(await hints("--allow", "write", "--read-only")).toEqual({ readOnlyHint: true });
  });
});

describe("the server process", () => {
  it("writes nothing but protocol messages to standard output", async () => {
    const messages = await converse([
      request(1, "tools/call", {
        name: "execute",
        arguments: { code: 'console.log("out"); return 1' },
      }),
      "this is not JSON",
      request(2, "tools/call", { name: "execute", arguments: { code: "throw new Error('x')" } }),
      request(3, "tools/call", { name: "search", arguments: { query: "issues" } }),
    ]);
    expect(messages.map(({ jsonrpc }) => jsonrpc)).toEqual(["2.0", "2.0", "2.0"]);
    expect(messages.map(({ id }) => id).sort()).toEqual([1, 2, 3]);
  });

  it("ends when its input ends, also in the middle of a run", async () => {
    const child = start();
    send(
      child,
      request(1, "tools/call", { name: "execute", arguments: { code: "while (true) {}" } }),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.stdin?.end();
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it.each([
    ["an unknown option", ["--alow", "write"], 2, "did you mean --allow?"],
    ["an unknown effect", ["--allow", "delete"], 2, "--allow takes read, write, destructive"],
    ["a base URL that is none", ["--base-url", "tracker"], 2, "--base-url must be"],
    ["an argument that no option takes", ["extra"], 2, "extra"],
  ])("refuses %s", async (_, flags, exitCode, message) => {
    const { code, stdout, stderr } = await finished(start(...flags));
    expect(code).toBe(exitCode);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("explains options and environment, and knows its version", async () => {
    const help = await finished(start("--help"));
    expect(help).toMatchObject({ code: 0, stderr: "" });
    for (const word of [
      "--allow",
      "--deny",
      "--read-only",
      "--base-url",
      "--check",
      "TRACKER_BASE_URL",
      "TRACKER_TOKEN",
    ]) {
      expect(help.stdout).toContain(word);
    }
    const [version, checked, ...parts] = (await finished(start("--version"))).stdout.split("\n");
    expect([version, checked]).toEqual(["2.1.0", "checked: syntax"]);
    expect(parts.map((part) => part.split(":")[0])).toEqual([
      "compiler",
      "sandbox",
      "protocol",
      "",
    ]);
  });

  it.each([
    ["surface.json", "{", []],
    ["surface.json", '{ "formatVersion": 0 }', []],
    ["api.json", "{", [request(1, "tools/call", { name: "search", arguments: { query: "a" } })]],
  ])("says in one line that %s is wrong: %s", async (file, text, messages) => {
    const broken = writeTrackerPackage();
    writeFileSync(join(broken.folder, file), text);
    const child = spawn(process.execPath, [broken.server], { stdio: "pipe" });
    for (const message of messages) send(child, message);
    const { code, stdout, stderr } = await finished(child);
    broken.remove();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^.*\n$/);
    expect(stderr).toContain(`${file} cannot be read: `);
  });
});

function textOf(result: unknown): string {
  const content: unknown = Reflect.get(Object(result), "content");
  const [first] = Array.isArray(content) ? content : [];
  return String(Reflect.get(Object(first), "text"));
}

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (state: { progress: number; message?: string | undefined }) => void;
}

/** The two SDKs take the options of a call at different places. */
function callTool(
  client: ModernClient | LegacyClient,
  code: string,
  options: CallOptions = {},
): Promise<unknown> {
  const params = { name: "execute", arguments: { code } };
  return client instanceof LegacyClient
    ? client.callTool(params, undefined, options)
    : client.callTool(params, options);
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 400) throw new Error("It did not happen within 10 s");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

interface Message {
  readonly jsonrpc: string;
  readonly id?: number;
  readonly result?: object;
}

const ENVELOPE = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

function request(id: number, method: string, params: object): object {
  return { jsonrpc: "2.0", id, method, params: { ...params, _meta: ENVELOPE } };
}

function start(...flags: string[]): ChildProcess {
  const { command, args, env } = launch(...flags);
  return spawn(command, args, { env, stdio: "pipe" });
}

function send(child: ChildProcess, message: object | string): void {
  child.stdin?.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`);
}

/** Sends messages and gives every line of standard output, parsed, once each request has its answer. */
async function converse(messages: readonly (object | string)[]): Promise<readonly Message[]> {
  const child = start();
  let stdout = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  for (const message of messages) send(child, message);
  const wanted = messages.filter((message) => typeof message === "object").length;
  await until(() => stdout.split("\n").length > wanted);
  child.stdin?.end();
  await once(child, "exit");
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

async function finished(child: ChildProcess) {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdin?.end();
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}
