import type { Limits } from "../api/api.js";

/**
 * One way of running a snippet. Every executor passes the same abuse suite and gives the same answers.
 * The guest reaches the host only through `HostFunctions`, as JSON text.
 */
export interface Executor {
  /**
   * Runs `program` once, in a fresh guest. Resolves for whatever the guest does; rejects only if the executor itself is broken.
   * `signal` aborts guest and pending calls; the outcome is then a `stopped` one.
   */
  run(
    program: Program,
    host: HostFunctions,
    limits: Limits,
    signal: AbortSignal,
  ): Promise<RunOutcome>;
  close(): Promise<void>;
}

export interface Program {
  /** JavaScript: the body of an async function, lines as the author wrote them. */
  readonly code: string;
  /** The global under which the guest finds the API: `github`. */
  readonly apiName: string;
  /** Namespace → operation names, so that `Object.keys(github.issues)` tells the truth. */
  readonly operations: { readonly [namespace: string]: readonly string[] };
}

/**
 * What the guest may ask. Arguments and values are JSON text, with bytes in the form that `bytes.ts` says; `undefined` as a value is the
 * absence of `json`.
 */
export interface HostFunctions {
  /**
   * `github.issues.get(args)`: `operation` is `issues.get`; without arguments `argsJson` is `{}`. `operation` is what the snippet
   * wrote: it need not exist.
   */
  call(operation: string, argsJson: string, signal: AbortSignal): Promise<HostReply>;
  /** `github.raw(github.issues.get, args, options)`: status, headers and body. */
  raw(
    operation: string,
    argsJson: string,
    optionsJson: string,
    signal: AbortSignal,
  ): Promise<HostReply>;
  /**
   * `github.paginate(op, args)` and `github.stream(op, args)`: the next items. `cursor` is empty at first, and then what the last reply
   * gave, when `argsJson` is empty; the host alone knows what it stands for. The value is an object: `{ items: [...], cursor?: string }`;
   * without a cursor those were the last.
   */
  iterate(
    kind: "paginate" | "stream",
    operation: string,
    argsJson: string,
    cursor: string,
    signal: AbortSignal,
  ): Promise<HostReply>;
  /** The rest of what `cursor` stands for is not wanted. */
  release(cursor: string, signal: AbortSignal): Promise<HostReply>;
  /** `search(query)` inside a snippet. */
  search(queryJson: string, signal: AbortSignal): Promise<HostReply>;
  /** `results.get(id)`: a value kept from an earlier run. */
  result(id: string, signal: AbortSignal): Promise<HostReply>;
}

export type HostReply =
  | { readonly kind: "value"; readonly json?: string }
  /** Thrown in the guest as an `Error` with this name and message, its `data` (JSON text of an object) assigned to it. */
  | {
      readonly kind: "error";
      readonly name: string;
      readonly message: string;
      readonly data?: string;
    };

export interface ConsoleLine {
  readonly level: "log" | "info" | "warn" | "error" | "debug";
  readonly text: string;
}

export type RunOutcome = {
  readonly console: readonly ConsoleLine[];
  /** Lines that no longer fitted into `limits.consoleCharacters`. */
  readonly consoleDropped: number;
} /** `json` is absent when the value is `undefined`. A value that JSON cannot say (a function, a cycle) ends in `thrown`. */ & (
  | { readonly kind: "value"; readonly json?: string }
  | { readonly kind: "thrown"; readonly error: GuestError }
  /** `limit` is the name of the limit that ended the run. */
  | {
      readonly kind: "exceeded";
      readonly limit: "cpuMs" | "wallMs" | "memoryBytes" | "runBytes" | "calls";
      readonly line?: number;
    }
  | { readonly kind: "stopped" }
);

export interface GuestError {
  readonly name: string;
  readonly message: string;
  /** Line of the snippet, from 1, when the stack tells. */
  readonly line?: number;
  /** What a `HostReply` error carried: JSON text of an object. */
  readonly data?: string;
}
