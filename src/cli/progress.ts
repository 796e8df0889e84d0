import { Worker } from "node:worker_threads";
import type { Terminal } from "./terminal.js";

/** Tells a person at a terminal what takes long. */
export interface Progress {
  /** Names the step that begins. */
  step(at: number): void;
  /** Ends the progress and clears its line; a second time does nothing. */
  stop(): Promise<void>;
}

/** What the thread of `progress-thread.ts` gets. */
export interface ProgressData {
  readonly steps: readonly string[];
  /** One number: the index of the current step. */
  readonly current: SharedArrayBuffer;
}

const SILENT: Progress = { step: () => {}, stop: async () => {} };

/**
 * A progress line on a terminal's stderr, from one second on. Compiling keeps the main thread busy, so another one draws it.
 */
export function startProgress(terminal: Terminal, steps: readonly string[]): Progress {
  if (terminal.err.isTTY !== true) return SILENT;
  const current = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const view = new Int32Array(current);
  const workerData: ProgressData = { steps, current };
  const thread = new Worker(new URL("../command/progress-thread.js", import.meta.url), {
    workerData,
  });
  thread.unref();
  const started = performance.now();
  let running = true;
  return {
    step: (at) => {
      Atomics.store(view, 0, at);
    },
    stop: async () => {
      if (!running) return;
      running = false;
      await thread.terminate();
      if (performance.now() - started > PROGRESS_DELAY) terminal.err.write("\r\u001b[K");
    },
  };
}

/** Milliseconds before anything is drawn. */
export const PROGRESS_DELAY = 1_000;
