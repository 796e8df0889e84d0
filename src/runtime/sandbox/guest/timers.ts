import { host } from "./host.js";

/** Timers that may wait at one time. */
const MOST_TIMERS = 1_000;
/** HTML's longest delay: a signed 32-bit number of milliseconds; a longer one counts as 0, as in Node. */
const LONGEST_DELAY = 2 ** 31 - 1;

const waiting: { [id: number]: (() => void) | undefined } = Object.create(null);
let lastId = 0;
let count = 0;

/** `setTimeout` of HTML, section 8.6, without the string form. */
export function setTimeout(
  handler: (...args: unknown[]) => void,
  delay?: unknown,
  ...args: unknown[]
): number {
  if (typeof handler !== "function") {
    throw new TypeError("setTimeout takes a function and a number of milliseconds.");
  }
  if (count >= MOST_TIMERS) {
    throw new RangeError(`At most ${MOST_TIMERS} timers can wait at one time.`);
  }
  count += 1;
  lastId += 1;
  waiting[lastId] = () => handler(...args);
  const milliseconds = Number(delay);
  host.setTimer(lastId, milliseconds > 0 && milliseconds <= LONGEST_DELAY ? milliseconds : 0);
  return lastId;
}

export function clearTimeout(id: unknown): void {
  if (typeof id === "number" && take(id) !== undefined) host.clearTimer(id);
}

/** The time of timer `id` has come. */
export function fire(id: number): void {
  take(id)?.();
}

function take(id: number): (() => void) | undefined {
  const handler = waiting[id];
  if (handler === undefined) return undefined;
  delete waiting[id];
  count -= 1;
  return handler;
}
