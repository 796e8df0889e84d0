import type { CpuMeter } from "./cpu-meter.js";
import type { Ending } from "./ending.js";
import type { ConsoleLine, GuestError, HostReply } from "./executor.js";
import type { HostRequest } from "./host-request.js";

/** What the guest asks for, as plain values. What these throw is thrown in the guest. */
export interface GuestRequests {
  /** `kind` and the texts are the guest's own words and are believed no further; `stack` is read only when called for. */
  request(id: number, request: HostRequest, stack: () => string): void;
  print(line: ConsoleLine): void;
  drop(): void;
  setTimer(id: number, milliseconds: number): void;
  clearTimer(id: number): void;
  names(namespace: string | undefined): readonly string[] | null;
}

/**
 * A guest with one snippet in it; `Value` is how its engine shows a value of the snippet. Every method runs guest code and throws
 * what the engine throws.
 */
export interface Guest<Value> {
  start(apiName: string, consoleCharacters: number): void;
  /** Evaluates the snippet's function and calls it. `settled` hears what its promise comes to. */
  run(code: string, settled: (settlement: Settlement<Value>) => void): void;
  /** Whether the snippet's promise is still pending. */
  waits(): boolean;
  deliver(id: number, reply: HostReply): void;
  fire(id: number): void;
  /**
   * Calls `then` when what waited in the guest's job queue has run and the queue is empty: at once if the engine can do that.
   * `failure` is what a job threw.
   */
  afterJobs(then: (failure: { readonly error: unknown } | undefined) => void): void;
  /** JSON text of a value of the snippet. */
  encode(value: Value): string | undefined;
  describe(thrown: Value): GuestError;
  /** The reason of the oldest rejected promise that nobody awaits. */
  unhandled(): { readonly reason: Value } | undefined;
  /** What guest code threw, for an error that left one of these methods; `undefined` if the engine is lost. */
  caught(error: unknown): Caught<Value> | undefined;
}

export type Settlement<Value> = { readonly value: Value } | { readonly error: Value };

export interface Caught<Value> {
  readonly thrown: Value;
  /** The line of the snippet where the engine was, as far as it tells. */
  readonly line?: number;
}

/** What guests run on. */
export interface GuestEngine<Value> {
  /** Measures the slices of guest code, for the CPU limit. */
  readonly meter: CpuMeter;
  /** A fresh guest. `interrupted` is asked now and then while it runs, if the engine can ask; true ends what it does. */
  start(requests: GuestRequests, interrupted: () => boolean): Promise<Guest<Value>>;
  /** The guest goes on calling after a limit has ended the run: an engine that cannot be interrupted has to be given up. */
  overrun(ending: Ending): void;
}

/** What a value is that cannot even be described. */
export const NOT_DESCRIBED: GuestError = {
  name: "Error",
  message: "Something was thrown that cannot be described.",
};
