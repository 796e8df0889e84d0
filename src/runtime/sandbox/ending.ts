import type { GuestError, RunOutcome } from "./executor.js";

/** How a run ended, without its console. */
export type Ending =
  | { readonly kind: "value"; readonly json?: string }
  | { readonly kind: "thrown"; readonly error: GuestError }
  | { readonly kind: "exceeded"; readonly limit: LimitName; readonly line?: number }
  | { readonly kind: "stopped" };

export type LimitName = Extract<RunOutcome, { kind: "exceeded" }>["limit"];

export function exceededEnding(limit: LimitName, line?: number): Ending {
  return { kind: "exceeded", limit, ...(line !== undefined && { line }) };
}

/** The ending for an error that left the snippet. */
export function thrownEnding(error: GuestError): Ending {
  return error.name === "InternalError" && error.message === "out of memory"
    ? exceededEnding("memoryBytes", error.line)
    : { kind: "thrown", error };
}

/** The ending for an error in a promise that nobody awaited. */
export function notAwaitedEnding(error: GuestError): Ending {
  const message = `${error.message} (rejected in a promise that was not awaited)`;
  return thrownEnding({ ...error, message });
}

/** The ending for a machine that is lost: its stack or the thread's has overflowed, or it has no memory left even for an error. */
export function lostEnding(error: unknown): Ending {
  if (!(error instanceof RangeError)) return exceededEnding("memoryBytes");
  return thrownEnding({ name: "RangeError", message: "Maximum call stack size exceeded" });
}

/** Nothing is under way, and the snippet still waits. */
export const NEVER: Ending = {
  kind: "thrown",
  error: {
    name: "Error",
    message:
      "The code waits for something that can never happen: it awaits a promise that nothing will settle, and no call or timer is under way",
  },
};
