import type { Limits } from "../api/api.js";
import { type CpuMeter, cpuMeter } from "./cpu-meter.js";
import type { Engine } from "./engine.js";
import type { ConsoleLine, HostFunctions, Program, RunOutcome } from "./executor.js";
import { startQuickJs } from "./quickjs-guest.js";
import { runGuest } from "./run-guest.js";

/**
 * Runs `program` in a machine of its own. The CPU limit is enforced by the engine's interrupt, which it looks at only between
 * instructions: a native loop (a sort, a replace) can overrun it, so the caller must be able to kill what this runs in.
 *
 * @param signal ends the run as `stopped`, between two slices of guest code.
 * @param written is told each line of `console` as it is kept.
 * @param meter measures what the guest uses; by default the clock does.
 */
export async function runProgram(
  engine: Engine,
  program: Program,
  host: HostFunctions,
  limits: Limits,
  signal: AbortSignal,
  written: (line: ConsoleLine) => void,
  meter: CpuMeter = cpuMeter(),
): Promise<RunOutcome> {
  return runGuest(
    {
      meter,
      start: (requests, interrupted) =>
        startQuickJs(engine, limits.memoryBytes, requests, interrupted),
      overrun() {},
    },
    program,
    host,
    limits,
    signal,
    written,
  );
}
