import type { Limits } from "../api/api.js";
import { limitCalls } from "../sandbox/call-limits.js";
import { consoleLines } from "../sandbox/console-lines.js";
import { type Ending, exceededEnding } from "../sandbox/ending.js";
import type { Executor, Program } from "../sandbox/executor.js";
import { SNIPPET, wrapModule } from "../sandbox/snippet.js";
import { isCount, isRecord, readEnding } from "../sandbox/untrusted.js";
import {
  GUEST_MODULE,
  RUNNER_MODULE,
  type RunnerAnswer,
  type RunnerHost,
} from "./runner/contract.js";
import type SnippetRunner from "./runner/runner.js";
import { endingOfLoss, endingOfStart } from "./runner-failure.js";
import { runnerTarget } from "./runner-target.js";

export interface LoaderExecutorOptions {
  /** The `worker_loaders` binding. */
  readonly loader: WorkerLoader;
  /** The bundled runner: `codemode:runner`. */
  readonly runner: string;
  /** The bundled guest program: `codemode:guest`. */
  readonly guest: string;
}

/** What the isolates are compatible with: a part of our own code, whatever the Worker's own date is. */
const COMPATIBILITY_DATE = "2026-01-01";

/** An isolate ends a run by itself at the limit; so many milliseconds later, it is ended. */
const GRACE_MS = 50;

/**
 * The executor on Cloudflare Workers: a fresh V8 isolate for each run, without bindings, network or memory of other runs, that reaches
 * the host through one RPC target. CPU time and memory are limited by the platform, calls, bytes, console and wall time by the isolate and
 * again here. `run` rejects if an isolate cannot be had.
 */
export function createLoaderExecutor(options: LoaderExecutorOptions): Executor {
  const running = new Set<() => void>();

  return {
    async run(program, host, limits, signal) {
      const output = consoleLines(limits.consoleCharacters, () => {});
      const calls = new AbortController();
      let dropped = 0;
      let wall: ReturnType<typeof setTimeout> | undefined;
      let stop = () => {};
      const ended = new Promise<Ending>((resolve, reject) => {
        stop = () => resolve({ kind: "stopped" });
        if (signal.aborted) {
          stop();
          return;
        }
        wall = setTimeout(() => resolve(exceededEnding("wallMs")), limits.wallMs + GRACE_MS);
        const limited = limitCalls(host, limits, (limit) => resolve(exceededEnding(limit)));
        const target = runnerTarget(limited.host, calls.signal, output.add);
        runInIsolate(options, program, target, limits).then((answer) => {
          dropped = answer.consoleDropped;
          const { ending } = answer;
          if (ending.kind !== "value" || limited.spend(ending.json ?? "")) resolve(ending);
        }, reject);
      });
      running.add(stop);
      signal.addEventListener("abort", stop);
      try {
        return {
          ...(await ended),
          console: output.lines,
          consoleDropped: dropped + output.dropped,
        };
      } finally {
        if (wall !== undefined) clearTimeout(wall);
        calls.abort();
        running.delete(stop);
        signal.removeEventListener("abort", stop);
      }
    },
    async close() {
      for (const stop of running) stop();
    },
  };
}

/** @throws Error if no isolate starts, or if what it answers is none of ours. */
async function runInIsolate(
  options: LoaderExecutorOptions,
  program: Program,
  target: RunnerHost,
  limits: Limits,
): Promise<RunnerAnswer> {
  const isolate = load(options, program, limits);
  const { apiName, operations } = program;
  // Both are sent at once.
  const ready = isolate.ready();
  const answer = isolate.run(target, { apiName, operations }, limits);
  answer.catch(() => {});
  try {
    await ready;
  } catch (error) {
    const ending = endingOfStart(error);
    if (ending === undefined) throw new Error("The sandbox did not start", { cause: error });
    return { ending, consoleDropped: 0 };
  }
  return answer.then(readAnswer, (error: unknown) => ({
    ending: endingOfLoss(error),
    consoleDropped: 0,
  }));
}

function load({ loader, runner, guest }: LoaderExecutorOptions, { code }: Program, limits: Limits) {
  const isolate = loader.load({
    compatibilityDate: COMPATIBILITY_DATE,
    mainModule: RUNNER_MODULE,
    modules: {
      [RUNNER_MODULE]: { js: runner },
      [GUEST_MODULE]: { js: guest },
      [SNIPPET]: { js: wrapModule(code) },
    },
    env: {},
    globalOutbound: null,
    limits: { cpuMs: limits.cpuMs },
  });
  return isolate.getEntrypoint<SnippetRunner>();
}

function readAnswer(value: unknown): RunnerAnswer {
  const { ending, consoleDropped } = isRecord(value) ? value : {};
  const read = readEnding(ending);
  if (read === undefined) throw new Error("The sandbox answered something unknown.");
  return { ending: read, consoleDropped: isCount(consoleDropped) ? consoleDropped : 0 };
}
