import type { Limits } from "../api/api.js";
import { limitCalls } from "./call-limits.js";
import { consoleLines } from "./console-lines.js";
import {
  type Ending,
  exceededEnding,
  type LimitName,
  lostEnding,
  NEVER,
  notAwaitedEnding,
  thrownEnding,
} from "./ending.js";
import type { ConsoleLine, HostFunctions, Program, RunOutcome } from "./executor.js";
import type { Guest, GuestEngine, GuestRequests, Settlement } from "./guest.js";
import { askHost } from "./host-request.js";
import { lineIn } from "./snippet.js";

/**
 * Runs `program` in a fresh guest of `engine`: the one account of what a run is, on every engine.
 *
 * @param signal ends the run as `stopped`, between two slices of guest code.
 * @param written is told each line of `console` as it is kept.
 */
export async function runGuest<Value>(
  engine: GuestEngine<Value>,
  program: Program,
  host: HostFunctions,
  limits: Limits,
  signal: AbortSignal,
  written: (line: ConsoleLine) => void,
): Promise<RunOutcome> {
  const output = consoleLines(limits.consoleCharacters, written);
  const { meter } = engine;
  const calls = new AbortController();
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  const limited = limitCalls(host, limits, exceed);
  let pendingCalls = 0;
  let settlement: Settlement<Value> | undefined;
  let exceeded: LimitName | undefined;
  let exceededLine: number | undefined;
  let refused = false;
  let ending: Ending | undefined;
  let end: (ending: Ending) => void = () => {};
  const ended = new Promise<Ending>((resolve) => {
    end = resolve;
  });

  function exceed(limit: LimitName): void {
    exceeded ??= limit;
  }

  const requests: GuestRequests = {
    request(id, request, stack) {
      const reply = askHost(limited.host, request, calls.signal);
      if (exceeded !== undefined) {
        exceededLine ??= lineIn(stack());
        if (refused) engine.overrun(exceededEnding(exceeded, exceededLine));
        refused = true;
        throw new Error(`The limit ${exceeded} is exceeded.`);
      }
      pendingCalls += 1;
      void reply.then((answer) => {
        pendingCalls -= 1;
        enter((guest) => guest.deliver(id, answer));
      });
    },
    print: output.add,
    drop: output.drop,
    setTimer(id, milliseconds) {
      const due = () => {
        timers.delete(id);
        enter((guest) => guest.fire(id));
      };
      timers.set(id, setTimeout(due, milliseconds));
    },
    clearTimer(id) {
      clearTimeout(timers.get(id));
      timers.delete(id);
    },
    names: (namespace) => namesOf(program, namespace),
  };
  const guest = await engine.start(requests, () => {
    if (meter.poll() > limits.cpuMs) exceed("cpuMs");
    return exceeded !== undefined;
  });

  /** One slice of guest code: `action`, all that follows from it before the guest waits again, and what that means for the run. */
  function enter(action: (guest: Guest<Value>) => void): void {
    meter.start();
    attempt(() => {
      action(guest);
      guest.afterJobs((failure) => attempt(() => conclude(failure)));
      return undefined;
    });
    meter.stop();
  }

  function attempt(step: () => Ending | undefined): void {
    if (ending !== undefined) return;
    let next: Ending | undefined;
    try {
      next = step();
    } catch (error) {
      next = endingOf(error);
    }
    if (next !== undefined) finish(next);
  }

  /** The run's ending, if nothing can follow. */
  function conclude(failure: { readonly error: unknown } | undefined): Ending | undefined {
    if (failure !== undefined) return endingOf(failure.error);
    if (exceeded !== undefined) return exceededEnding(exceeded, exceededLine);
    if (settlement === undefined) {
      const underWay = pendingCalls > 0 || timers.size > 0;
      return underWay || !guest.waits() ? undefined : NEVER;
    }
    if ("error" in settlement) return thrownEnding(guest.describe(settlement.error));
    // Calls that nobody awaits are let through before the value counts: a forgotten `await` must not lose a write.
    return pendingCalls > 0 ? undefined : valueEnding(settlement.value);
  }

  function valueEnding(value: Value): Ending {
    const rejection = guest.unhandled();
    if (rejection !== undefined) return notAwaitedEnding(guest.describe(rejection.reason));
    const json = guest.encode(value);
    if (json !== undefined) limited.spend(json);
    if (exceeded !== undefined) return exceededEnding(exceeded);
    return { kind: "value", ...(json !== undefined && { json }) };
  }

  /** What an error means that left the guest: an interrupt, a snippet that does not parse, no memory, an engine that is lost. */
  function endingOf(error: unknown): Ending {
    const caught = guest.caught(error);
    if (exceeded !== undefined) return exceededEnding(exceeded, exceededLine ?? caught?.line);
    if (caught === undefined) return lostEnding(error);
    try {
      return thrownEnding(guest.describe(caught.thrown));
    } catch (lost) {
      return lostEnding(lost);
    }
  }

  function finish(final: Ending): void {
    if (ending !== undefined) return;
    ending = final;
    for (const timer of timers.values()) clearTimeout(timer);
    clearTimeout(wall);
    signal.removeEventListener("abort", stop);
    calls.abort();
    end(final);
  }

  const stop = () => finish({ kind: "stopped" });
  const wall = setTimeout(() => finish(exceededEnding("wallMs")), limits.wallMs);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();

  enter(() => {
    guest.start(program.apiName, limits.consoleCharacters);
    guest.run(program.code, (settled) => {
      settlement = settled;
      enter(() => {});
    });
  });
  return { ...(await ended), console: output.lines, consoleDropped: output.dropped };
}

// A guest that shares this realm may change them.
const { hasOwn, keys } = Object;

/** What `Object.keys` of the API, or of one of its namespaces, answers; `null` for a namespace that it does not have. */
function namesOf({ operations }: Program, namespace: string | undefined): readonly string[] | null {
  if (namespace === undefined) return keys(operations);
  return hasOwn(operations, namespace) ? (operations[namespace] ?? null) : null;
}
