import { createHash } from "node:crypto";
import type { ApiLookup } from "../api/lookup.js";
import { type AuditLog, createAuditLog } from "../audit/audit-log.js";
import { type RunWatch, watchAll } from "../audit/run-watch.js";
import type { PolicyOverrides } from "../broker/policy.js";
import type { Answer } from "../execute/answer.js";
import type { Caller } from "../state/state-store.js";
import type { AuditFile } from "./audit-file.js";
import type { Tracing } from "./tracing.js";

/** What is seen of a server's work: the lines of its audit log and the spans of its tool calls. Both may be missing. */
export interface Observation {
  search(answer: () => string): string;
  execute(caller: Caller, code: string, run: (watch: RunWatch) => Promise<Answer>): Promise<Answer>;
}

export interface ObservationParts {
  readonly lookup: () => ApiLookup;
  readonly policy: PolicyOverrides;
  readonly countTokens: (text: string) => number;
  /** Takes secrets out of a text. */
  readonly redact: (text: string) => string;
  readonly file: AuditFile | undefined;
  readonly tracing: Tracing | undefined;
}

export function createObservation(parts: ObservationParts): Observation {
  const { file, tracing } = parts;
  let made: AuditLog | undefined;
  const audit = (): AuditLog | undefined => {
    if (file !== undefined) made ??= auditLogOf(parts, file);
    return made;
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
    async execute(caller, code, run) {
      const span = tracing?.tool("execute");
      const watches = [audit()?.run(caller, code), span?.run()];
      const watch = watchAll(watches.filter((one) => one !== undefined));
      let isError = true;
      try {
        const answer = await (span === undefined ? run(watch) : span.within(() => run(watch)));
        isError = answer.isError;
        return answer;
      } finally {
        span?.end(isError);
      }
    },
  };
}

function auditLogOf(parts: ObservationParts, file: AuditFile): AuditLog {
  return createAuditLog({
    lookup: parts.lookup(),
    policy: parts.policy,
    now: Date.now,
    countTokens: parts.countTokens,
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    redact: parts.redact,
    write: file.write,
  });
}
