import type { Limits } from "../api/api.js";
import type { Ending } from "../sandbox/ending.js";
import type { ConsoleLine, HostReply, Program } from "../sandbox/executor.js";
import type { HostRequest } from "../sandbox/host-request.js";

/** What a sandbox thread is started with. */
export interface ThreadData {
  /** The engine's WebAssembly, compiled once for all threads. */
  readonly module: WebAssembly.Module;
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

const REQUESTS = ["call", "raw", "paginate", "stream", "release", "search", "result"] as const;
const LEVELS = ["log", "info", "warn", "error", "debug"] as const;
const LIMITS = ["cpuMs", "wallMs", "memoryBytes", "runBytes", "calls"] as const;

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
    case "request":
      return readRequest(value, run);
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

function readRequest(value: UnknownRecord, run: number): FromThread | undefined {
  const { id, request } = value;
  if (!isCount(id) || !isRecord(request)) return undefined;
  const { first, second, third } = request;
  const kind = REQUESTS.find((known) => known === request["kind"]);
  if (kind === undefined) return undefined;
  if (typeof first !== "string" || typeof second !== "string" || typeof third !== "string") {
    return undefined;
  }
  return { kind: "request", run, id, request: { kind, first, second, third } };
}

function readLine(value: unknown): ConsoleLine | undefined {
  if (!isRecord(value) || typeof value["text"] !== "string") return undefined;
  const level = LEVELS.find((known) => known === value["level"]);
  return level && { level, text: value["text"] };
}

function readEnding(value: unknown): Ending | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, json, line } = value;
  if (kind === "stopped") return { kind };
  if (kind === "value") {
    if (json === undefined) return { kind };
    return typeof json === "string" ? { kind, json } : undefined;
  }
  if (kind === "exceeded") {
    const limit = LIMITS.find((known) => known === value["limit"]);
    return limit && { kind, limit, ...(isCount(line) ? { line } : {}) };
  }
  return kind === "thrown" ? readThrown(value["error"]) : undefined;
}

function readThrown(value: unknown): Ending | undefined {
  if (!isRecord(value)) return undefined;
  const { name, message, line, data } = value;
  if (typeof name !== "string" || typeof message !== "string") return undefined;
  return {
    kind: "thrown",
    error: {
      name,
      message,
      ...(isCount(line) ? { line } : {}),
      ...(typeof data === "string" ? { data } : {}),
    },
  };
}

type UnknownRecord = { readonly [key: string]: unknown };

function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
