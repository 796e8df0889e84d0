/**
 * Runs `work` under a signal that aborts when one of `signals` does, with its reason, or after `timeoutMs` with a `TimeoutError` (DOMException).
 * `AbortSignal.any` is not used: on Node 20 it keeps long-lived signals' dependants alive.
 */
export async function withDeadline<Value>(
  signals: readonly (AbortSignal | undefined)[],
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const listeners = signals.flatMap((signal) =>
    signal === undefined ? [] : [follow(signal, controller)],
  );
  const timer = setTimeout(() => {
    controller.abort(new DOMException(`No answer within ${timeoutMs} ms`, "TimeoutError"));
  }, timeoutMs);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    for (const release of listeners) release();
  }
}

function follow(signal: AbortSignal, controller: AbortController): () => void {
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  return () => signal.removeEventListener("abort", abort);
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
