/**
 * What the guest program of ours (everything in this folder) may ask of the host, and what the host calls in it.
 * The folder is bundled into one script and evaluated once, before any code of a snippet; the machine's memory is then copied
 * for every run. All values that cross are strings and numbers.
 */
export interface Host {
  /** Starts a call; the answer arrives at `Entries.deliver` under `id`. Throws when a limit of the run ends it. */
  request(
    kind: RequestKind,
    id: number,
    first: string,
    second: string,
    third: string,
    stack: string,
  ): void;
  /** One line of `console`. */
  print(level: ConsoleLevel, text: string): void;
  /** A line of `console` that no longer fitted. */
  drop(): void;
  /** Asks for `Entries.fire(id)` after `milliseconds`. */
  setTimer(id: number, milliseconds: number): void;
  clearTimer(id: number): void;
  /** JSON text: the namespaces, or the operations of one; `null` for a namespace that the API does not have. */
  names(namespace: string | undefined): string;
  /** The description of a thrown value that `Entries.describe` was asked for. `line` is 0 when it is not known. */
  report(name: string, message: string, line: number, data: string | undefined): void;
  /** Hands the entries over; called once. */
  enter(entries: Entries): void;
}

export type RequestKind = "call" | "raw" | "paginate" | "stream" | "release" | "search" | "result";
export type ConsoleLevel = "log" | "info" | "warn" | "error" | "debug";

/** What the host calls in the guest. */
export interface Entries {
  /** Before the snippet: makes the API's global, seeds `Math.random`, opens `console` for so many characters. */
  start(
    apiName: string,
    consoleCharacters: number,
    seed1: number,
    seed2: number,
    seed3: number,
    seed4: number,
  ): void;
  /** A value (JSON text or nothing) for the request `id`. */
  deliver(id: number, json: string | undefined): void;
  /** An error for the request `id`; `data` is JSON text of an object. */
  fail(id: number, name: string, message: string, data: string | undefined): void;
  fire(id: number): void;
  /** The JSON text of what the snippet returned. Throws for what JSON cannot say. */
  encode(value: unknown): string | undefined;
  /** Answers through `Host.report`. */
  describe(thrown: unknown): void;
}

declare global {
  /** Present only until the first line of the guest program has taken it away. */
  var hostOfTheGuest: Host | undefined;
}

/** Takes the host out of the global scope, so that no snippet ever sees it. */
function takeHost(): Host {
  const host = globalThis.hostOfTheGuest;
  if (host === undefined) throw new Error("The guest program runs inside the sandbox only.");
  Reflect.deleteProperty(globalThis, "hostOfTheGuest");
  return host;
}

export const host: Host = takeHost();
