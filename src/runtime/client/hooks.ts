import type { HttpMethod } from "../api/api.js";

/** One attempt to send a call. Of the request it has what no credential is part of. */
export interface RequestRecord {
  /** `namespace.name` */
  readonly operation: string;
  readonly method: HttpMethod;
  /** The URL before credentials, so that a key in its query is not in it. */
  readonly url: string;
  /** From 1. */
  readonly attempt: number;
}

/** The head of an answer of any status. */
export interface ResponseRecord extends RequestRecord {
  readonly status: number;
  /** Milliseconds since the attempt began. */
  readonly durationMs: number;
}

/** An attempt that another one follows. */
export interface RetryRecord extends RequestRecord {
  /** Absent after a network error. */
  readonly status?: number;
  /** Milliseconds to the next attempt. */
  readonly pauseMs: number;
}

/** A call that was sent and rejects; `attempt` is the last one. */
export interface ErrorRecord extends RequestRecord {
  /** The name of the error: `ApiError`, `TimeoutError`, `TypeError` from `fetch`. Its message may hold what the API said. */
  readonly error: string;
  /** Of an `ApiError`. */
  readonly status?: number;
  /** Milliseconds since the call began. */
  readonly durationMs: number;
}

/** Functions for logging. They are not waited for, and what they throw is dropped. */
export interface ClientHooks {
  /** Before each attempt. */
  readonly request?: (record: RequestRecord) => unknown;
  /** After the head of each answer. */
  readonly response?: (record: ResponseRecord) => unknown;
  /** Before the pause between two attempts. */
  readonly retry?: (record: RetryRecord) => unknown;
  /** Once for a call that fails after it was sent. */
  readonly error?: (record: ErrorRecord) => unknown;
}
