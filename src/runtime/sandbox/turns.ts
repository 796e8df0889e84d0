/** So many at one time; the others wait in the order in which they came. */
export interface Turns {
  /** Resolves when it is the caller's turn: true, and `give` must follow; false if `signal` was aborted first. */
  take(signal?: AbortSignal): Promise<boolean>;
  give(): void;
}

export function createTurns(atOnce: number): Turns {
  const waiting = new Set<() => void>();
  let free = atOnce;
  return {
    take(signal) {
      if (signal?.aborted) return Promise.resolve(false);
      if (free > 0) {
        free -= 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const stop = () => {
          waiting.delete(next);
          resolve(false);
        };
        const next = () => {
          signal?.removeEventListener("abort", stop);
          resolve(true);
        };
        waiting.add(next);
        signal?.addEventListener("abort", stop, { once: true });
      });
    },
    give() {
      const [next] = waiting;
      if (next === undefined) {
        free += 1;
        return;
      }
      waiting.delete(next);
      next();
    },
  };
}
