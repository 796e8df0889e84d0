import type { ApiLookup } from "../api/lookup.js";
import { type AuditLog, createAuditLog } from "../audit/audit-log.js";
import { type RunWatch, watchAll } from "../audit/run-watch.js";
import type { PolicyOverrides } from "../broker/policy.js";
import type { Answer } from "../execute/answer.js";
import type { Caller } from "../state/state-store.js";
import { sha256 } from "./sha256.js";

/** What is seen of a server's work: the lines of its audit log and the spans of its tool calls. Both may be missing. */
export interface Observation {
  search(answer: () => string): string;
  execute(run: ObservedRun): Promise<Answer>;
}

export interface ObservedRun {
  readonly caller: Caller;
  readonly code: string;
  /** Takes the caller's secrets out of a text. */
  readonly redact: (text: string) => string;
  readonly run: (watch: RunWatch) => Promise<Answer>;
}

/** A tool call as a span. What runs within it finds it as the active one, where there is such a thing. */
export interface ToolSpan {
  within<Value>(action: () => Value): Value;
  /** The watch of the run that the tool call makes: a span of its own, with one for every call of the API. */
  run(): RunWatch;
  end(isError: boolean): void;
}

export interface Tracing {
  tool(name: "search" | "execute"): ToolSpan;
}

export interface ObservationParts {
  readonly lookup: () => ApiLookup;
  readonly policy: PolicyOverrides;
  readonly countTokens: (text: string) => number;
  /** Takes a line of the audit log; without it there is none. */
  readonly writeAudit: ((line: string) => void) | undefined;
  readonly tracing: Tracing | undefined;
}

export function createObservation(parts: ObservationParts): Observation {
  const { writeAudit, tracing } = parts;
  let made: AuditLog | undefined;
  const auditRun = async ({ caller, code, redact }: ObservedRun): Promise<RunWatch | undefined> => {
    if (writeAudit === undefined) return undefined;
    made ??= createAuditLog({
      lookup: parts.lookup(),
      policy: parts.policy,
      now: Date.now,
      countTokens: parts.countTokens,
      write: writeAudit,
    });
    return made.run({ caller, snippetSha256: await sha256(code), redact });
  };
  return {
    search(answer) {
      const span = tracing?.tool("search");
      let isError = true;
      try {
        const text = span === undefined ? answer() : span.within(answer);
        isError = false;
        return text;
      } finally {
        span?.end(isError);
      }
    },
    async execute(observed) {
      const { run } = observed;
      const span = tracing?.tool("execute");
      let isError = true;
      try {
        const watches = [await auditRun(observed), span?.run()];
        const watch = watchAll(watches.filter((one) => one !== undefined));
        const answer = await (span === undefined ? run(watch) : span.within(() => run(watch)));
        isError = answer.isError;
        return answer;
      } finally {
        span?.end(isError);
      }
    },
  };
}
