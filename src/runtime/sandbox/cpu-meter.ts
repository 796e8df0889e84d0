/** Measures the slices of guest code; waiting between them does not count. */
export interface CpuMeter {
  start(): void;
  stop(): void;
  /** Called at each interrupt of the engine: milliseconds of all slices, the running one included. */
  poll(): number;
}

/** A stopwatch. */
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
    poll: () => before + running(),
  };
}

/**
 * Milliseconds that one interrupt of QuickJS stands for. It comes every 10,000 calls and backward jumps, which take 0.1 ms in an empty loop,
 * 0.2 ms in an expression that backtracks, 0.4 to 0.7 ms in code that calls functions and goes through arrays, 2 to 5 ms where it builds texts
 * and objects or awaits, and 10 ms of short calls of `JSON.parse`.
 */
const INTERRUPT_MS = 0.5;

/** Counts interrupts instead, where no clock runs while code does: on Cloudflare Workers, as a defence against timing attacks. */
export function fuelMeter(): CpuMeter {
  let interrupts = 0;
  return {
    start() {},
    stop() {},
    poll() {
      interrupts += 1;
      return interrupts * INTERRUPT_MS;
    },
  };
}
