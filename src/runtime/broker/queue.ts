/** Lets at most so many pieces of work run at once; the others wait in the order they came. */
export interface Queue {
  /** Runs `work` when its turn comes; rejects with the signal's reason if that aborts while waiting. */
  run<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value>;
}

export function createQueue(atOnce: number): Queue {
  const waiting = new Set<() => void>();
  let running = 0;

  const release = () => {
    running -= 1;
    const [next] = waiting;
    if (next === undefined) return;
    waiting.delete(next);
    next();
  };

  const enter = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal.throwIfAborted();
      const start = () => {
        signal.removeEventListener("abort", leave);
        running += 1;
        resolve();
      };
      const leave = () => {
        waiting.delete(start);
        reject(signal.reason);
      };
      if (running < atOnce) return start();
      waiting.add(start);
      signal.addEventListener("abort", leave, { once: true });
    });

  return {
    async run(signal, work) {
      await enter(signal);
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
