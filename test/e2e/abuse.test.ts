import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Limits } from "../../src/runtime/api/api.js";
import { createThreadExecutor } from "../../src/runtime/node/thread-executor.js";
import type { Executor, RunOutcome } from "../../src/runtime/sandbox/executor.js";
import { type Canaries, setCanaries } from "../abuse/canaries.js";
import { isExpected } from "../abuse/expected.js";
import { type SandboxFiles, sandboxFiles } from "../abuse/sandbox-files.js";
import { ABUSE_CASES, abuseHost, OPERATIONS } from "../abuse/suite.js";

/** Small, so that the suite is quick; the defaults have cases of their own. */
const LIMITS: Limits = { ...DEFAULT_LIMITS, cpuMs: 300, wallMs: 4_000 };
const TOLERANCE_MS = 200;

let files: SandboxFiles;
let executor: Executor;
let canaries: Canaries;

beforeAll(async () => {
  files = await sandboxFiles();
  canaries = await setCanaries();
  executor = createThreadExecutor({ workerUrl: files.workerUrl, threads: 2 });
});

afterAll(async () => {
  await executor.close();
  await files.remove();
  await canaries.remove();
});

function run(code: string, limits: Limits): Promise<RunOutcome> {
  const program = { code, apiName: "api", operations: OPERATIONS };
  return executor.run(program, abuseHost(canaries.places), limits, new AbortController().signal);
}

/** Two threads, up and idle, so that no case is charged for the start of one. */
async function warmUp(): Promise<void> {
  const code = "await api.demo.wait({ ms: 5 })";
  await Promise.all([run(code, LIMITS), run(code, LIMITS)]);
}

interface Observed {
  readonly outcome: RunOutcome;
  /** Milliseconds, less the longest time for which this process was not scheduled. */
  readonly took: number;
  /** What a second run on the same executor answered meanwhile. */
  readonly neighbour: RunOutcome;
}

async function observe(code: string, limits: Limits): Promise<Observed> {
  await warmUp();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const start = performance.now();
  const [outcome, neighbour] = await Promise.all([
    run(code, limits).then((ended) => ({ ended, took: performance.now() - start })),
    run("return (await api.demo.echo({ n: 7 })).n", LIMITS),
  ]);
  delay.disable();
  return { outcome: outcome.ended, took: outcome.took - delay.max / 1e6, neighbour };
}

describe("a hostile snippet", () => {
  // Once more if it was late: the machine may have had no time for us.
  it.each(ABUSE_CASES)("$name", { retry: 1 }, async (abuse) => {
    const limits = { ...LIMITS, ...abuse.limits };
    const { outcome, took, neighbour } = await observe(abuse.code, limits);
    expect(isExpected(abuse, outcome), JSON.stringify(outcome).slice(0, 500)).toBe(true);
    expect(took).toBeLessThan(limits[abuse.within] + TOLERANCE_MS);
    expect(neighbour).toMatchObject({ kind: "value", json: "7" });
    const shown = outcome.console.map(({ text }) => text).join("");
    expect(shown.length).toBeLessThanOrEqual(limits.consoleCharacters + 1);
    for (const secret of canaries.secrets) expect(JSON.stringify(outcome)).not.toContain(secret);
    expect(await canaries.harm()).toEqual([]);
  });
});

describe("the default limits", () => {
  it.each([
    ["an endless loop", "while (true) {}", "cpuMs"],
    ["native loops", 'const s = "ab".repeat(2e6); for (;;) s.replaceAll("a", "c");', "cpuMs"],
    ["4 GB", "const a = []; for (;;) a.push(new Uint8Array(1 << 20));", "memoryBytes"],
    ["a million calls", "for (let i = 0; i < 1e6; i++) await api.demo.echo();", "calls"],
  ])("end %s", { retry: 1 }, async (_, code, limit) => {
    const { outcome, took, neighbour } = await observe(code, DEFAULT_LIMITS);
    expect(outcome).toMatchObject({ kind: "exceeded", limit });
    expect(took).toBeLessThan(DEFAULT_LIMITS.cpuMs + TOLERANCE_MS);
    expect(neighbour).toMatchObject({ kind: "value", json: "7" });
  });
});
