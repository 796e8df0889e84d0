/** So many at one time; the others wait in the order in which they came. */
export interface Turns {
  /** Whether a turn is free, which is then the caller's: `give` must follow. */
  takeNow(): boolean;
  /** Resolves when it is the caller's turn: true, and `give` must follow; false if `signal` was aborted first. */
  take(signal?: AbortSignal): Promise<boolean>;
  give(): void;
}

export function createTurns(atOnce: number): Turns {
  const waiting = new Set<() => void>();
  let free = atOnce;
  function takeNow(): boolean {
    if (free === 0) return false;
    free -= 1;
    return true;
  }

  return {
    takeNow,
    take(signal) {
      if (signal?.aborted) return Promise.resolve(false);
      if (takeNow()) return Promise.resolve(true);
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
