import type { Limits } from "../api/api.js";
import type { Ending } from "../sandbox/ending.js";
import type { ConsoleLine, HostReply, Program } from "../sandbox/executor.js";
import type { HostRequest } from "../sandbox/host-request.js";
import { isCount, isRecord, readEnding, readLine, readRequest } from "../sandbox/untrusted.js";

/** What a sandbox thread is started with. */
export interface ThreadData {
  /** The engine's WebAssembly, compiled once for all threads. */
  readonly module: WebAssembly.Module;
  /** The guest program evaluated, as `writeEngine` writes it: of one memory for all threads. */
  readonly guest: Uint8Array;
}

/** To the thread. `operations` is left out when it is the object that the thread was sent last. */
export type ToThread =
  | {
      readonly kind: "run";
      readonly run: number;
      readonly code: string;
      readonly apiName: string;
      readonly operations?: Program["operations"];
      readonly limits: Limits;
    }
  | {
      readonly kind: "reply";
      readonly run: number;
      readonly id: number;
      readonly reply: HostReply;
    };

/** From the thread. */
export type FromThread =
  | { readonly kind: "ready" }
  | {
      readonly kind: "request";
      readonly run: number;
      readonly id: number;
      readonly request: HostRequest;
    }
  | { readonly kind: "console"; readonly run: number; readonly line: ConsoleLine }
  | {
      readonly kind: "ended";
      readonly run: number;
      readonly ending: Ending;
      readonly consoleDropped: number;
    }
  | { readonly kind: "broken"; readonly run: number; readonly message: string };

/**
 * Reads a message of a thread as if the code in it had written it: every field is checked, nothing else is taken over.
 * `undefined` if it is none of ours.
 */
export function readMessage(value: unknown): FromThread | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, run } = value;
  if (kind === "ready") return { kind };
  if (!isCount(run)) return undefined;
  switch (kind) {
    case "request": {
      const { id } = value;
      const request = readRequest(value["request"]);
      return request && isCount(id) ? { kind, run, id, request } : undefined;
    }
    case "console": {
      const line = readLine(value["line"]);
      return line && { kind, run, line };
    }
    case "ended": {
      const ending = readEnding(value["ending"]);
      const { consoleDropped } = value;
      return ending && isCount(consoleDropped) ? { kind, run, ending, consoleDropped } : undefined;
    }
    case "broken":
      return typeof value["message"] === "string"
        ? { kind, run, message: value["message"] }
        : undefined;
    default:
      return undefined;
  }
}
