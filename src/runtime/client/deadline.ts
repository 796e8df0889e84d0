import { onAbort } from "./on-abort.js";

/** A signal and a time that can be set anew. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Aborts after that many milliseconds from now, in place of any time set before. */
  start(milliseconds: number): void;
  /** No time is running any more. */
  stop(): void;
  /** Lets go of the signals that it follows. */
  release(): void;
}

/**
 * A signal that aborts when one of `signals` does, with its reason, or when its time is over, with a `TimeoutError` (DOMException).
 * `AbortSignal.any` is not used: on Node 20 it keeps long-lived signals' dependants alive.
 */
export function openDeadline(signals: readonly (AbortSignal | undefined)[]): Deadline {
  const controller = new AbortController();
  const listeners = signals.flatMap((signal) =>
    signal === undefined ? [] : [follow(signal, controller)],
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  return {
    signal: controller.signal,
    start(milliseconds) {
      stop();
      timer = setTimeout(() => {
        controller.abort(new DOMException(`No answer within ${milliseconds} ms`, "TimeoutError"));
      }, milliseconds);
    },
    stop,
    release() {
      stop();
      for (const release of listeners) release();
    },
  };
}

/** Runs `work` under the signal of a deadline; what the signal ends is thrown as its reason. */
export async function withDeadline<Value>(
  signals: readonly (AbortSignal | undefined)[],
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const deadline = openDeadline(signals);
  deadline.start(timeoutMs);
  try {
    return await work(deadline.signal);
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : error;
  } finally {
    deadline.release();
  }
}

function follow(signal: AbortSignal, controller: AbortController): () => void {
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  return onAbort(signal, abort);
}

/** Resolves after `milliseconds`; rejects with the signal's reason if it aborts first. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}
