import type { ApiLookup } from "../api/lookup.js";
import { decide, type PolicyOverrides } from "../broker/policy.js";
import { randomStateId } from "../state/state-id.js";
import type { Caller } from "../state/state-store.js";
import { auditedPath } from "./audited-path.js";
import type { BegunCall, CallOutcome, EndedCall, EndedRun, RunWatch } from "./run-watch.js";

/** Who did what and what came of it: one line for every call, and one for every run. */
export interface AuditLog {
  /** The watch of a run that begins now. */
  run(run: AuditedRun): RunWatch;
}

export interface AuditedRun {
  readonly caller: Caller;
  /** In hexadecimal, of the snippet in UTF-8. */
  readonly snippetSha256: string;
  /** Takes the text of a secret out of a text. */
  readonly redact: (text: string) => string;
}

export interface AuditParts {
  readonly lookup: ApiLookup;
  readonly policy: PolicyOverrides;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly countTokens: (text: string) => number;
  /** Takes one line, without its end. */
  readonly write: (line: string) => void;
}

/** A snippet may write any text for the name of an operation. */
const LONGEST_ID = 200;

/**
 * An audit log as JSON Lines (RFC 8259, one object a line). A line says neither what was sent nor what came back, and holds no query, since that
 * is where people's data and secrets are; times are those of the beginning, in UTC.
 */
export function createAuditLog(parts: AuditParts): AuditLog {
  const { now, write } = parts;
  return {
    run(audited) {
      const { caller, snippetSha256 } = audited;
      const run = randomStateId();
      const began = now();
      const line = (event: string, at: number, rest: object): void => {
        const time = new Date(at).toISOString();
        write(JSON.stringify({ time, event, run, caller, ...rest, milliseconds: now() - at }));
      };
      return {
        call(call) {
          const callBegan = now();
          return (ended) => line("call", callBegan, callFields(call, ended, audited, parts));
        },
        end: (ended) => line("run", began, runFields(snippetSha256, ended, parts)),
      };
    },
  };
}

function callFields(
  call: BegunCall,
  { outcome, bytes }: EndedCall,
  { redact }: AuditedRun,
  parts: AuditParts,
): object {
  const { operation, id } = call;
  if (operation === undefined) {
    return { operation: redact(id.slice(0, LONGEST_ID)), ...outcomeFields(outcome) };
  }
  const { api } = parts.lookup;
  const { decision, by } = decide(operation, api.policy, parts.policy);
  const path = auditedPath(operation, call.argsJson, api);
  return {
    operation: operation.id,
    method: operation.httpMethod,
    pathTemplate: operation.path,
    ...(path !== undefined && { path: redact(path) }),
    effect: operation.effect,
    decision,
    decidedBy: by,
    ...outcomeFields(outcome),
    bytes,
  };
}

function outcomeFields(outcome: CallOutcome): object {
  switch (outcome.kind) {
    case "answered":
      return { status: outcome.status };
    case "failed":
      return { error: outcome.error };
    case "pending":
      return { error: "NoAnswerYet" };
  }
}

function runFields(
  snippetSha256: string,
  { outcome, calls, answer }: EndedRun,
  parts: AuditParts,
): object {
  return {
    snippetSha256,
    outcome,
    calls: calls.length,
    answerTokens: parts.countTokens(answer),
  };
}
