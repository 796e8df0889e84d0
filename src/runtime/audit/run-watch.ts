import type { Operation } from "../api/api.js";
import type { CallRecord } from "../broker/call-log.js";

/** A call as the snippet made it. */
export interface BegunCall {
  /** What the snippet wrote: it need not exist. */
  readonly id: string;
  /** Absent when there is none of this id. */
  readonly operation: Operation | undefined;
  /** JSON text of an object; empty for a further page. */
  readonly argsJson: string;
}

export type CallOutcome =
  | { readonly kind: "pending" }
  | { readonly kind: "answered"; readonly status: number }
  /** `error` is the name of the failure. */
  | { readonly kind: "failed"; readonly error: string };

export interface EndedCall {
  readonly outcome: CallOutcome;
  /** Of request and answer bodies together. */
  readonly bytes: number;
}

/** How a run ended: with a value, with an error of the snippet, by a limit, cancelled, refused before anything ran, or by an error of the server's own. */
export type RunOutcomeName =
  | "value"
  | "thrown"
  | "stopped"
  | "refused"
  | "broken"
  | `exceeded ${string}`;

export interface EndedRun {
  readonly outcome: RunOutcomeName;
  readonly calls: readonly CallRecord[];
  /** What was answered; empty where nothing was. */
  readonly answer: string;
}

/** Sees one run, from the moment in which it is made. Nothing that it does changes the run. */
export interface RunWatch {
  /** A call begins; what this gives is told, once, how it ended. */
  call(call: BegunCall): (ended: EndedCall) => void;
  end(ended: EndedRun): void;
}

/** Several that see the same run. One that throws is not told of that call again; the run and the others go on. */
export function watchAll(watches: readonly RunWatch[]): RunWatch {
  return {
    call(call) {
      const ends = watches.map((watch) => safely(() => watch.call(call)));
      return (ended) => {
        for (const end of ends) safely(() => end?.(ended));
      };
    },
    end(ended) {
      for (const watch of watches) safely(() => watch.end(ended));
    },
  };
}

function safely<Value>(action: () => Value): Value | undefined {
  try {
    return action();
  } catch {
    // A log that fails is no failure of the run.
    return undefined;
  }
}
