/** So many at one time; each gives its place back, or loses it when its time is up. */
export interface Leases {
  /**
   * Resolves when there is a place, which is then the caller's for `milliseconds` at the most; to `undefined` if `signal` was aborted
   * first. The result gives the place back.
   */
  take(milliseconds: number, signal: AbortSignal): Promise<(() => void) | undefined>;
}

/** How often those who wait look again, in milliseconds. */
const AGAIN_MS = 5;

/**
 * Turns for a Worker, where whoever has one may vanish: what a request left undone when its caller went is never done, not even in
 * `finally`. For the same reason nobody is woken by another request.
 */
export function createLeases(atOnce: number): Leases {
  const leases = new Set<{ readonly until: number }>();

  function free(): boolean {
    const now = Date.now();
    for (const lease of leases) if (lease.until < now) leases.delete(lease);
    return leases.size < atOnce;
  }

  return {
    async take(milliseconds, signal) {
      while (!signal.aborted) {
        if (free()) {
          const lease = { until: Date.now() + milliseconds };
          leases.add(lease);
          return () => void leases.delete(lease);
        }
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
      return undefined;
    },
  };
}
