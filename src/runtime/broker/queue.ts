import { onAbort } from "../client/on-abort.js";
import { Failure } from "./failure.js";

/** What all runs of a server may do together. */
export interface QueueLimits {
  /** Calls under way. */
  readonly atOnce: number;
  /** Calls that wait; a further one fails at once. */
  readonly waiting: number;
}

/** Lets at most so many calls of a server run at once. */
export interface Queue {
  /** The calls of one run, of which at most `atOnce` run at once. `signal` is the run's: those that wait when it aborts leave. */
  lane(atOnce: number, signal: AbortSignal): Lane;
}

export interface Lane {
  /**
   * Runs `work` when its turn comes. Rejects with the reason of the call's or the run's signal if that aborts while waiting, and with the
   * `LimitExceeded` failure when too many calls wait already.
   */
  run<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value>;
}

/** One run's calls, first come, first served. */
interface Line {
  readonly atOnce: number;
  readonly waiting: Set<() => void>;
  running: number;
}

/** The queue of a whole server: 64 calls at once, 1,000 waiting. */
export function createCallQueue(): Queue {
  return createQueue({ atOnce: 64, waiting: 1_000 });
}

/** Runs take turns, so that one with many calls holds up no other; within a run calls start in the order they came. */
export function createQueue(limits: QueueLimits): Queue {
  /** Lines with calls that wait, the one whose turn is longest ago first. */
  const lines = new Set<Line>();
  let running = 0;
  let waiting = 0;

  function mayStart(line: Line): boolean {
    return running < limits.atOnce && line.running < line.atOnce;
  }

  function enter(line: Line): void {
    running += 1;
    line.running += 1;
  }

  function remove(line: Line, start: () => void): void {
    if (!line.waiting.delete(start)) return;
    waiting -= 1;
    if (line.waiting.size === 0) lines.delete(line);
  }

  function startNext(): void {
    for (const line of lines) {
      const [start] = line.waiting;
      if (start === undefined || !mayStart(line)) continue;
      lines.delete(line);
      lines.add(line);
      remove(line, start);
      start();
      return;
    }
  }

  function turn(line: Line, signals: readonly AbortSignal[]): Promise<void> {
    return new Promise((resolve, reject) => {
      for (const signal of signals) signal.throwIfAborted();
      if (mayStart(line)) {
        enter(line);
        return resolve();
      }
      if (waiting >= limits.waiting) throw tooManyWaiting(limits.waiting);
      const start = () => {
        for (const release of releases) release();
        enter(line);
        resolve();
      };
      const releases = signals.map((signal) =>
        onAbort(signal, () => {
          for (const release of releases) release();
          remove(line, start);
          reject(signal.reason);
        }),
      );
      line.waiting.add(start);
      lines.add(line);
      waiting += 1;
    });
  }

  return {
    lane(atOnce, runSignal) {
      const line: Line = { atOnce, waiting: new Set(), running: 0 };
      return {
        async run(signal, work) {
          const signals = [runSignal, signal];
          await turn(line, signals);
          let entered = true;
          const leave = () => {
            for (const release of releases) release();
            if (!entered) return;
            entered = false;
            running -= 1;
            line.running -= 1;
            startNext();
          };
          // An aborted call counts no longer, whether what it waits for ever ends or not: a platform may have dropped it.
          const releases = signals.map((one) => onAbort(one, leave));
          try {
            return await work();
          } finally {
            leave();
          }
        },
      };
    },
  };
}

function tooManyWaiting(most: number): Failure {
  return new Failure(
    "LimitExceeded",
    `The server is busy: ${most} calls of all runs wait already. Make fewer calls at once, or try again later.`,
    { limit: "waitingCalls", most },
  );
}
