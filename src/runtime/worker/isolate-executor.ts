import { fuelMeter } from "../sandbox/cpu-meter.js";
import { type Engine, prepareEngine } from "../sandbox/engine.js";
import type { Executor, RunOutcome } from "../sandbox/executor.js";
import { runProgram } from "../sandbox/quickjs.js";
import { createLeases } from "./leases.js";

export interface IsolateExecutorOptions {
  /** The `quickjs.wasm` of quickjs-wasi, imported as a module: a Worker may not compile bytes. */
  readonly module: WebAssembly.Module;
  /** The bundled guest program: `codemode:guest`. */
  readonly guest: string;
  /** Runs at one time; more wait. By default 1: an isolate has 128 MB, and a run may take half of it. */
  readonly atOnce?: number;
}

/** A run that is over its wall time is as good as gone, milliseconds later. */
const GRACE_MS = 1_000;
const STOPPED: RunOutcome = { kind: "stopped", console: [], consoleDropped: 0 };

/**
 * The executor where a Worker has no `worker_loaders` binding: QuickJS in the Worker's own isolate, a fresh machine for each run. Its CPU
 * limit counts the engine's interrupts, since no clock runs while code does; a native loop can overrun it until the platform's own
 * limit ends the request.
 */
export function createIsolateExecutor(options: IsolateExecutorOptions): Executor {
  const { module, guest, atOnce = 1 } = options;
  const leases = createLeases(atOnce);
  const closing = new Set<AbortController>();
  // The engine and not a promise of it: the request that prepares it may vanish.
  let engine: Engine | undefined;

  return {
    async run(program, host, limits, signal) {
      const stopping = new AbortController();
      const stop = () => stopping.abort();
      signal.addEventListener("abort", stop);
      if (signal.aborted) stop();
      closing.add(stopping);
      const give = await leases.take(limits.wallMs + GRACE_MS, stopping.signal);
      try {
        if (give === undefined) return STOPPED;
        engine ??= await prepareEngine(module, guest);
        const written = () => {};
        return await runProgram(
          engine,
          program,
          host,
          limits,
          stopping.signal,
          written,
          fuelMeter(),
        );
      } finally {
        give?.();
        closing.delete(stopping);
        signal.removeEventListener("abort", stop);
      }
    },
    async close() {
      for (const stopping of closing) stopping.abort();
    },
  };
}
