import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/runtime/api/api.js";
import { createThreadExecutor } from "../../src/runtime/node/thread-executor.js";
import type { Executor, HostFunctions, RunOutcome } from "../../src/runtime/sandbox/executor.js";
import { type SandboxFiles, sandboxFiles } from "../abuse/sandbox-files.js";
import { abuseHost, OPERATIONS } from "../abuse/suite.js";

let files: SandboxFiles;
const host = abuseHost({ variable: "", file: "", port: 0 });

beforeAll(async () => {
  files = await sandboxFiles();
});

afterAll(() => files.remove());

async function withExecutor(threads: number, use: (executor: Executor) => Promise<void>) {
  const executor = createThreadExecutor({ workerUrl: files.workerUrl, threads });
  try {
    await use(executor);
  } finally {
    await executor.close();
  }
}

function run(
  executor: Executor,
  code: string,
  functions: HostFunctions = host,
  signal = new AbortController().signal,
): Promise<RunOutcome> {
  const program = { code, apiName: "api", operations: OPERATIONS };
  return executor.run(program, functions, DEFAULT_LIMITS, signal);
}

it("stops a run and its calls when the signal is aborted, also in a native loop", async () => {
  await withExecutor(1, async (executor) => {
    for (const code of [
      "console.log('before'); await api.demo.wait({ ms: 60_000 })",
      "console.log('before'); api.demo.wait(); const a = Array.from({ length: 2e5 }, (_, i) => (i * 7919) % 200003); for (;;) a.toSorted();",
    ]) {
      const stop = new AbortController();
      let callAborted = false;
      const call: HostFunctions["call"] = (_, __, signal) => {
        signal.addEventListener("abort", () => {
          callAborted = true;
        });
        setTimeout(() => stop.abort(), 50);
        return new Promise(() => {});
      };
      const outcome = await run(executor, code, { ...host, call }, stop.signal);
      expect(outcome).toMatchObject({ kind: "stopped", console: [{ text: "before" }] });
      expect(callAborted).toBe(true);
    }
    expect(await run(executor, "return 1")).toMatchObject({ kind: "value", json: "1" });
  });
});

it("runs what waits in order, and lets go of what is aborted while it waits", async () => {
  await withExecutor(1, async (executor) => {
    const order: string[] = [];
    const leaving = new AbortController();
    const runs = ["a", "b", "c", "d"].map(async (name) => {
      const signal = name === "b" ? leaving.signal : undefined;
      const outcome = await run(executor, "await api.demo.wait({ ms: 20 })", host, signal);
      order.push(`${name} ${outcome.kind}`);
    });
    leaving.abort();
    await Promise.all(runs);
    expect(order).toEqual(["b stopped", "a value", "c value", "d value"]);
  });
});

it("stops everything when it is closed", async () => {
  await withExecutor(1, async (executor) => {
    const runs = [1, 2].map(() => run(executor, "await api.demo.wait({ ms: 60_000 })"));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await executor.close();
    const outcomes = await Promise.all(runs);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["stopped", "stopped"]);
  });
});

it("passes fifty calls at once, eight at a time, and large answers", async () => {
  await withExecutor(1, async (executor) => {
    const many =
      "return (await Promise.all(Array.from({ length: 50 }, (_, i) => api.demo.echo({ i })))).map(({ i }) => i)";
    expect(await run(executor, many)).toMatchObject({
      json: JSON.stringify([...Array(50).keys()]),
    });
    const large = "return (await api.demo.large({ bytes: 8e6 })).length";
    expect(await run(executor, large)).toMatchObject({ json: "8000000" });
  });
});

it("rejects when its files are not there", async () => {
  const executor = createThreadExecutor({
    workerUrl: new URL("missing/sandbox.js", files.workerUrl),
  });
  await expect(run(executor, "return 1")).rejects.toThrow(/ENOENT/);
  await executor.close();
});
