import type { Caller } from "../state/state-store.js";

/** A line of the log. No header, body, query or token is ever in one. */
export type LogRecord =
  | { readonly event: "listening"; readonly url: string }
  | RequestRecord
  | { readonly event: "stopping"; readonly underWay: number }
  | { readonly event: "stopped" }
  /** Something for the operator, in a sentence. */
  | { readonly event: "message"; readonly message: string };

export interface RequestRecord {
  readonly event: "request";
  readonly method: string;
  /** One that is served, else `other`: a path can hold a secret. */
  readonly path: string;
  readonly status: number;
  /** From the request's headers to the last byte of the answer. */
  readonly milliseconds: number;
  /** The method of JSON-RPC: `tools/call`. */
  readonly rpc?: string;
  readonly tool?: string;
  readonly caller?: Caller;
  /** Present when the answer was not wanted to its end. */
  readonly aborted?: true;
}

export type Log = (record: LogRecord) => void;

/** Writes a record as one line of JSON, with its time (RFC 3339) and its level. */
export function createLog(write: (line: string) => void, now: () => number): Log {
  return (record) => {
    const time = new Date(now()).toISOString();
    write(JSON.stringify({ time, level: levelOf(record), ...record }));
  };
}

function levelOf(record: LogRecord): "info" | "warn" | "error" {
  if (record.event === "message") return "warn";
  if (record.event !== "request" || record.status < 400) return "info";
  return record.status === 500 ? "error" : "warn";
}
