import type { Notification } from "@modelcontextprotocol/server";
import type { Progress } from "../execute/execute.js";

/** A run shorter than this sends no progress; a longer one sends some this often. */
const INTERVAL_MS = 2_000;

export interface ProgressReport {
  update(state: Progress): void;
  end(): void;
}

/** Tells the client that a long run goes on, if it gave a token to be told with. */
export function reportProgress(
  progressToken: string | number | undefined,
  notify: (notification: Notification) => Promise<void>,
): ProgressReport {
  if (progressToken === undefined) return { update: () => {}, end: () => {} };
  let state: Progress | undefined;
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    const message =
      state === undefined ? "running" : `${state.calls} calls, last ${state.operation}`;
    // A client that is gone cannot be told; its request is aborted by other means.
    notify({
      method: "notifications/progress",
      params: { progressToken, progress: ticks, message },
    }).catch(() => {});
  }, INTERVAL_MS);
  return {
    update: (next) => {
      state = next;
    },
    end: () => clearInterval(timer),
  };
}
