import type { TypeCheck, TypedSnippet, TypeVerdict } from "../../check/type-check.js";
import type { CheckMode } from "./check-mode.js";
import { type CheckerProcess, startChecker } from "./checker-process.js";
import type { Opening } from "./messages.js";

/** An ordinary check takes milliseconds; what takes this long is a type made to take long. */
const DEADLINE_MS = 2_000;
/** Reading the largest schemas takes about a second on an idle machine. */
const START_DEADLINE_MS = 15_000;
/** One after the other: then something is wrong with the installation. */
const MOST_FAILED_STARTS = 2;

const CHECKED: TypeVerdict = { kind: "checked", findings: [] };

/** The type check of one API, in a process that is started when it is first needed and again when it was lost. */
export interface TypeChecker {
  readonly check: TypeCheck;
  /** Starts the process, so that the first snippet need not wait for it. */
  warmUp(): void;
  close(): void;
}

export interface TypeCheckerOptions {
  /** The bundle of the process. */
  readonly checkerUrl: URL;
  /** Asked when the process is first started. */
  readonly opening: () => Promise<Opening>;
  /** What becomes of a snippet that cannot be checked: with `require` it does not run. */
  readonly mode: Exclude<CheckMode, "off">;
}

export function createTypeChecker({ checkerUrl, opening, mode }: TypeCheckerOptions): TypeChecker {
  let starting: Promise<CheckerProcess | undefined> | undefined;
  let latest: CheckerProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let failedStarts = 0;
  let closed = false;

  const unchecked = (reason: string): TypeVerdict =>
    mode === "require" ? { kind: "refused", message: `${reason} (--check=require)` } : CHECKED;

  /** Called where no process lives and none is being started: by the one check that is under way, or before the first. */
  function start(): Promise<CheckerProcess | undefined> {
    starting = begin().catch(() => undefined);
    return starting;
  }

  async function begin(): Promise<CheckerProcess | undefined> {
    if (closed || failedStarts >= MOST_FAILED_STARTS) return undefined;
    failedStarts += 1;
    const begun = await opening();
    if (closed) return undefined;
    latest = startChecker(checkerUrl, begun);
    if (!(await latest.ready(START_DEADLINE_MS))) return undefined;
    failedStarts = 0;
    return latest;
  }

  async function running(): Promise<CheckerProcess | undefined> {
    const process = await (starting ?? start());
    return process?.alive ? process : start();
  }

  async function check(snippet: TypedSnippet, signal: AbortSignal): Promise<TypeVerdict> {
    if (signal.aborted) return CHECKED;
    const process = await running();
    if (process === undefined) return unchecked("the type checker does not start");
    const findings = await process.check(snippet, DEADLINE_MS);
    if (findings !== undefined) return { kind: "checked", findings };
    // The next snippet waits less for a new one.
    void start();
    return unchecked("the types could not be checked; write simpler ones, or none");
  }

  return {
    check(snippet, signal) {
      const next = last.then(() => check(snippet, signal));
      last = next;
      return next;
    },
    warmUp() {
      if (starting === undefined) void start();
    },
    close() {
      closed = true;
      latest?.kill();
    },
  };
}
