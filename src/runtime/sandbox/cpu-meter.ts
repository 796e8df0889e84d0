/** A stopwatch over the slices of guest code; waiting between them does not count. */
export interface CpuMeter {
  start(): void;
  stop(): void;
  /** Milliseconds of all slices, the running one included. */
  spent(): number;
}

export function cpuMeter(): CpuMeter {
  let before = 0;
  let since: number | undefined;
  const running = () => (since === undefined ? 0 : performance.now() - since);
  return {
    start() {
      since ??= performance.now();
    },
    stop() {
      before += running();
      since = undefined;
    },
    spent: () => before + running(),
  };
}
