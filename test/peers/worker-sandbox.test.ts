import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Limits } from "../../src/runtime/api/api.js";
import { createThreadExecutor } from "../../src/runtime/node/thread-executor.js";
import type { Executor, RunOutcome } from "../../src/runtime/sandbox/executor.js";
import { type Canaries, setCanaries } from "../abuse/canaries.js";
import { isExpected } from "../abuse/expected.js";
import { type SandboxFiles, sandboxFiles } from "../abuse/sandbox-files.js";
import { ABUSE_CASES, abuseHost, OPERATIONS } from "../abuse/suite.js";
import { NOT_PORTABLE } from "./worker-sandbox/not-portable.js";
import { serveWorkerSandbox, type WorkerSandbox } from "./worker-sandbox/serve.js";
import { SNIPPETS, type Snippet } from "./worker-sandbox/snippets.js";

// The executors for Cloudflare Workers, in Cloudflare's runtime.

const EXECUTORS = ["loader", "isolate"] as const;
const LIMITS: Limits = { ...DEFAULT_LIMITS, wallMs: 10_000 };
/** As in the suite's run on Node. */
const ABUSE_LIMITS: Limits = { ...DEFAULT_LIMITS, cpuMs: 300, wallMs: 4_000 };

let canaries: Canaries;
let files: SandboxFiles;
let threads: Executor;
let workers: WorkerSandbox;

beforeAll(async () => {
  // Before the runtime starts, which has this process's environment.
  canaries = await setCanaries();
  files = await sandboxFiles();
  threads = createThreadExecutor({ workerUrl: files.workerUrl });
  workers = await serveWorkerSandbox(15_000);
});

afterAll(async () => {
  await workers?.close();
  await threads?.close();
  await files?.remove();
  await canaries?.remove();
});

function runOnNode(code: string, limits: Limits): Promise<RunOutcome> {
  const program = { code, apiName: "api", operations: OPERATIONS };
  const host = abuseHost({ variable: "", file: "", port: 0 });
  return threads.run(program, host, limits, new AbortController().signal);
}

/** What of an outcome has to be the same everywhere. */
function compared({ words }: Snippet, outcome: RunOutcome | undefined): unknown {
  if (words === "ours" || outcome?.kind !== "thrown") return outcome;
  const { name, line } = outcome.error;
  return { ...outcome, error: { name, line } };
}

describe.each(EXECUTORS)("the executor %s", (executor) => {
  it.each(SNIPPETS)("answers as Node does: $name", async (snippet) => {
    const limits = { ...LIMITS, ...snippet.limits };
    const [here, there] = await Promise.all([
      runOnNode(snippet.code, limits),
      workers.run(executor, snippet.code, limits),
    ]);
    expect(compared(snippet, there)).toEqual(compared(snippet, here));
  });

  const portable = ABUSE_CASES.filter(({ name }) => !NOT_PORTABLE[executor].has(name));

  it.each(portable)("stands $name", async (abuse) => {
    const limits = { ...ABUSE_LIMITS, ...abuse.limits };
    const { places } = canaries;
    const [outcome, neighbour] = await Promise.all([
      workers.run(executor, abuse.code, limits, { places }),
      workers.run(executor, "return (await api.demo.echo({ n: 7 })).n", LIMITS),
    ]);
    if (outcome === undefined) throw new Error("It had to be killed.");
    expect(isExpected(abuse, outcome), JSON.stringify(outcome).slice(0, 500)).toBe(true);
    expect(neighbour).toMatchObject({ kind: "value", json: "7" });
    const shown = outcome.console.map(({ text }) => text).join("");
    expect(shown.length).toBeLessThanOrEqual(limits.consoleCharacters + 1);
    for (const secret of canaries.secrets) expect(JSON.stringify(outcome)).not.toContain(secret);
    expect(await canaries.harm()).toEqual([]);
  });

  it("leaves out cases of the suite for a reason only", () => {
    const known = ABUSE_CASES.map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining([...NOT_PORTABLE[executor].keys()]));
  });

  it("keeps nothing from one run to the next", async () => {
    const leave =
      "globalThis.left = 1; Array.prototype.left = 2; api.demo.echo.constructor.left = 3; return 1;";
    const look = "return [typeof left, typeof [].left, typeof (() => {}).constructor.left];";
    expect(await workers.run(executor, leave, LIMITS)).toMatchObject({ json: "1" });
    const outcome = await workers.run(executor, look, LIMITS);
    expect(outcome).toMatchObject({ json: '["undefined","undefined","undefined"]' });
  });

  it("stops a run and its calls when the signal is aborted", async () => {
    const code = 'console.log("before"); await api.demo.wait({ ms: 60_000 });';
    const outcome = await workers.run(executor, code, LIMITS, { stopAfter: 100 });
    expect(outcome).toMatchObject({ kind: "stopped", console: [{ text: "before" }] });
  });
});

describe("an isolate that a snippet has taken over", () => {
  const value = (name: string) =>
    `return { ending: { kind: "value", json: JSON.stringify(${name}) }, consoleDropped: 0 };`;

  it("reaches two methods of the host, and nothing else", async () => {
    const code = `const reached = [];
const names = ["request", "print", "host", "#host", "signal", "#signal", "written", "constructor", "call", "env", "fetch", "connect", "then", "run", "dup", "prototype", "__proto__"];
for (const name of names) {
  try { await host[name]({ kind: "search", first: "1", second: "", third: "" }); reached.push(name); } catch {}
}
${value("reached")}`;
    const outcome = await workers.run("taken", code, LIMITS);
    // The last ones are of every stub, on the isolate's own side.
    expect(outcome).toMatchObject({ json: '["request","print","dup"]' });
  });

  it("has no binding, no variable and no network", async () => {
    const code = `const found = [];
const { port, variable } = JSON.parse((await host.request({ kind: "call", first: "canary.places", second: "{}", third: "" })).json);
const tries = [
  () => fetch("http://127.0.0.1:" + port), () => fetch("https://example.com"), () => new WebSocket("ws://127.0.0.1:" + port),
  async () => { const socket = (await import("cloudflare:sockets")).connect("127.0.0.1:" + port); await socket.opened; },
  async () => { await caches.default.put("http://a.example/", new Response("x", { headers: { "cache-control": "max-age=60" } })); const kept = await caches.default.match("http://a.example/"); if (!kept) throw 1; },
  async () => { if ((await import("node:process")).env[variable] === undefined) throw 1; },
  async () => { await import("node:fs"); }, async () => { await import("worker.js"); }, async () => { await import("workerd:unsafe"); },
];
for (const each of tries) { try { await each(); found.push(String(each)); } catch {} }
const { env } = await import("cloudflare:workers");
found.push(...Object.keys(env), ...Object.keys(this.env), ...Object.keys(this.ctx.props ?? {}));
${value("found")}`;
    const outcome = await workers.run("taken", code, LIMITS, { places: canaries.places });
    expect(outcome).toMatchObject({ json: "[]" });
    expect(await canaries.harm()).toEqual([]);
  });

  it.each([
    ["calls", "for (let i = 0; i < 50; i++) await host.request(call);", { calls: 5 }],
    [
      "runBytes",
      "return { ending: { kind: 'value', json: 'x'.repeat(1e5) }, consoleDropped: 0 };",
      { runBytes: 1e4 },
    ],
    [
      "wallMs",
      "for (;;) await new Promise((resolve) => setTimeout(resolve, 10));",
      { wallMs: 300 },
    ],
  ])("is held to the limit %s by the host", async (limit, code, limits) => {
    const call = 'const call = { kind: "call", first: "demo.echo", second: "{}", third: "" };';
    const outcome = await workers.run("taken", `${call} ${code}`, { ...LIMITS, ...limits });
    expect(outcome).toMatchObject({ kind: "exceeded", limit });
  });

  it("cannot fill the console, nor write to it after the end", async () => {
    const code = `for (let i = 0; i < 200; i++) await host.print({ level: "log", text: "x".repeat(1000) });
host.print({ level: "shout", text: "no" }); host.print(null);
${value("1")}`;
    const outcome = await workers.run("taken", code, { ...LIMITS, consoleCharacters: 50 });
    expect(outcome).toMatchObject({ json: "1", console: [{ level: "log", text: "x".repeat(51) }] });
    expect(outcome?.console).toHaveLength(1);
  });

  it("is refused requests that are none", async () => {
    const code = `const ends = [];
for (const request of [null, 1, {}, { kind: "env" }, { kind: "call", first: {}, second: "", third: "" }]) {
  try { ends.push(await host.request(request)); } catch (error) { ends.push(error.message); }
}
${value("ends")}`;
    const outcome = await workers.run("taken", code, LIMITS);
    expect(outcome).toMatchObject({
      json: JSON.stringify(Array(5).fill("There is no such request.")),
    });
  });

  it.each([
    "return 1;",
    'return { ending: { kind: "value", json: 5 } };',
    'return { ending: { kind: "approved" } };',
  ])("is not believed when it answers %s", async (code) => {
    await expect(workers.run("taken", code, LIMITS)).rejects.toThrow(/answered something unknown/);
  });

  it.each(['throw new Error("mine");', 'this.ctx.abort("mine");'])(
    "ends the run with %s",
    async (code) => {
      const outcome = await workers.run("taken", code, LIMITS);
      expect(outcome).toMatchObject({
        kind: "thrown",
        error: { message: "The sandbox ended before the code did: mine" },
      });
    },
  );

  it("is killed from outside where only Cloudflare would end it, and the next run is answered", async () => {
    const impatient = await serveWorkerSandbox(1_000);
    try {
      expect(await impatient.run("loader", "while (true) {}", LIMITS)).toBeUndefined();
      expect(await impatient.run("loader", "return 1", LIMITS)).toMatchObject({ json: "1" });
    } finally {
      await impatient.close();
    }
  });
});

describe("QuickJS in a Worker", () => {
  it("ends code that never waits, by itself and at the default limits", async () => {
    const outcome = await workers.run("isolate", "\nwhile (true) {}", DEFAULT_LIMITS);
    expect(outcome).toEqual({
      kind: "exceeded",
      limit: "cpuMs",
      console: [],
      consoleDropped: 0,
    });
  });

  it("makes runs wait for each other", async () => {
    const code = "await api.demo.wait({ ms: 30 }); return 1;";
    const start = performance.now();
    const runs = Array.from({ length: 4 }, () => workers.run("isolate", code, LIMITS));
    for (const outcome of await Promise.all(runs)) expect(outcome).toMatchObject({ json: "1" });
    expect(performance.now() - start).toBeGreaterThan(4 * 30 - 5);
  });
});
