import type { Worker } from "node:worker_threads";
import type { Limits } from "../api/api.js";

/** A thread ends a run by itself at the limit; so many milliseconds later, it is ended. */
const GRACE_MS = 50;

export interface Deadline {
  stop(): void;
}

/**
 * Calls `pass` when the run that starts now has used up its CPU or wall time, and some grace. CPU time is the time in which the
 * thread's event loop was not idle, as the loop itself counts it; that holds in the middle of a native loop too.
 */
export function watchDeadline(
  worker: Worker,
  limits: Limits,
  pass: (limit: "cpuMs" | "wallMs") => void,
): Deadline {
  const baseline = worker.performance.eventLoopUtilization();
  const cpuLeft = () => {
    const { active } = worker.performance.eventLoopUtilization(
      worker.performance.eventLoopUtilization(),
      baseline,
    );
    return limits.cpuMs + GRACE_MS - active;
  };
  const wall = setTimeout(() => pass("wallMs"), limits.wallMs + GRACE_MS);
  let cpu = setTimeout(check, limits.cpuMs + GRACE_MS);

  function check(): void {
    const left = cpuLeft();
    if (left <= 0) pass("cpuMs");
    else cpu = setTimeout(check, Math.ceil(left));
  }

  return {
    stop() {
      clearTimeout(wall);
      clearTimeout(cpu);
    },
  };
}
