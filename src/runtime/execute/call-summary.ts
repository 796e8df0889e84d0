import type { Effect } from "../api/api.js";
import type { CallRecord } from "../broker/call-log.js";
import type { FailureName } from "../broker/failure.js";
import { fitText } from "./fit-text.js";

const MOST_TOKENS = 110;
const WEIGHT: { readonly [E in Effect]: number } = { destructive: 0, write: 1, read: 2 };

interface Group {
  readonly record: CallRecord;
  count: number;
}

/**
 * The calls grouped by operation and outcome, what may have changed something first: `issues.create ×1 → 201, issues.get ×48 → 200`.
 * At most some 110 tokens: groups that do not fit are counted. Empty without calls.
 */
export function callSummary(calls: readonly CallRecord[]): string {
  const groups = grouped(calls);
  const texts: string[] = [];
  let summary = "";
  for (const [at, group] of groups.entries()) {
    texts.push(groupText(group));
    const rest = groups.slice(at + 1).reduce((sum, { count }) => sum + count, 0);
    const text = texts.join(", ") + (rest > 0 ? `, ${rest} more calls` : "");
    if (fitText(text, MOST_TOKENS) !== text)
      return summary === "" ? fitText(text, MOST_TOKENS) : summary;
    summary = text;
  }
  return summary;
}

/** The same for the calls that changed something, or may have; empty when there is none. */
export function changesSummary(calls: readonly CallRecord[]): string {
  return callSummary(calls.filter((call) => call.effect !== "read" && mayHaveChanged(call)));
}

/** A call that got no answer may have been carried out all the same; one that was refused, here or by the API, was not. */
function mayHaveChanged(call: CallRecord): boolean {
  if (call.kind === "answered") return call.status < 400 || call.status >= 500;
  return call.kind === "pending" || !NEVER_SENT.has(call.error);
}

const NEVER_SENT: ReadonlySet<FailureName> = new Set([
  "UnknownOperation",
  "ArgumentError",
  "PolicyDenied",
  "ConfigurationError",
]);

const OUTCOMES: { readonly [N in FailureName]: string } = {
  UnknownOperation: "unknown",
  ArgumentError: "invalid arguments",
  PolicyDenied: "denied",
  LimitExceeded: "over a limit",
  ApiError: "error",
  ResponseError: "bad response",
  NetworkError: "network error",
  TimeoutError: "timed out",
  AbortError: "cancelled",
  ConfigurationError: "not configured",
  InternalError: "failed",
};

function outcomeText(call: CallRecord): string {
  if (call.kind === "answered") return String(call.status);
  return call.kind === "pending" ? "no answer yet" : OUTCOMES[call.error];
}

function grouped(calls: readonly CallRecord[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const record of calls) {
    const key = `${record.operation} ${outcomeText(record)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { record, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()].sort((a, b) => WEIGHT[a.record.effect] - WEIGHT[b.record.effect]);
}

function groupText({ record, count }: Group): string {
  return `${record.operation} ×${count} → ${outcomeText(record)}`;
}
