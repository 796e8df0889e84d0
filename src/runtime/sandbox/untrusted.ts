import type { Ending } from "./ending.js";
import type { ConsoleLine } from "./executor.js";
import type { HostRequest } from "./host-request.js";

// What comes out of a sandbox, read as if the code in it had written it: every field is checked, nothing else is taken over. Each
// answers `undefined` for what is none of ours.

const REQUESTS = ["call", "raw", "paginate", "stream", "release", "search", "result"] as const;
const LEVELS = ["log", "info", "warn", "error", "debug"] as const;
const LIMITS = ["cpuMs", "wallMs", "memoryBytes", "runBytes", "calls"] as const;

/** A call of the host. */
export function readRequest(value: unknown): HostRequest | undefined {
  if (!isRecord(value)) return undefined;
  const { first, second, third } = value;
  const kind = REQUESTS.find((known) => known === value["kind"]);
  if (kind === undefined) return undefined;
  if (typeof first !== "string" || typeof second !== "string" || typeof third !== "string") {
    return undefined;
  }
  return { kind, first, second, third };
}

/** A line of `console`. */
export function readLine(value: unknown): ConsoleLine | undefined {
  if (!isRecord(value) || typeof value["text"] !== "string") return undefined;
  const level = LEVELS.find((known) => known === value["level"]);
  return level && { level, text: value["text"] };
}

/** How a run ended. */
export function readEnding(value: unknown): Ending | undefined {
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

/** An object that is no array. */
export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A whole number from 0. */
export function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
