import type { Limits } from "../api/api.js";
import type { GuestError, RunOutcome } from "../sandbox/executor.js";
import type { Failure } from "./answer.js";
import { counted } from "./bounded-json.js";
import { sourceLine } from "./source-line.js";

/** A snippet that was refused before anything ran. */
export function refusedFailure(code: string, message: string, line: number | undefined): Failure {
  return {
    headline: `Not run${line === undefined ? "" : `, line ${line}`}: ${message}.`,
    ...excerptOf(code, line),
    next: "fix the code and execute again; no call was made.",
  };
}

/** A run that ended in something else than a value. */
export function outcomeFailure(
  outcome: Exclude<RunOutcome, { kind: "value" }>,
  code: string,
  limits: Limits,
): Failure {
  switch (outcome.kind) {
    case "thrown":
      return thrownFailure(outcome.error, code);
    case "exceeded":
      return {
        headline: `Stopped${atLine(outcome.line)}: the run used up its ${LIMITS[outcome.limit].text(limits)} (limit ${outcome.limit}).`,
        ...excerptOf(code, outcome.line),
        next: LIMITS[outcome.limit].next,
      };
    case "stopped":
      return {
        headline: "Stopped: the request was cancelled.",
        next: "execute again if the result is still wanted.",
      };
  }
}

function thrownFailure(error: GuestError, code: string): Failure {
  const { name, message, line } = error;
  return {
    headline: `Failed${atLine(line)}: ${name}: ${message}`,
    ...excerptOf(code, line),
    ...apiBody(error),
    next: nextAfter(error),
  };
}

/** The body that came with an `ApiError`; its message alone is often too little to mend the call. */
function apiBody(error: GuestError): { readonly data?: string } {
  const body = dataOf(error)?.["body"];
  return error.name === "ApiError" && typeof body === "object" && body !== null
    ? { data: JSON.stringify(body) }
    : {};
}

function nextAfter(error: GuestError): string {
  const data = dataOf(error);
  const operation = typeof data?.["operation"] === "string" ? data["operation"] : undefined;
  const signature = operation === undefined ? "search for the operation" : `search("${operation}")`;
  if (error.name === "ApiError") return afterStatus(data?.["status"], signature);
  return (
    NEXT.get(error.name)?.replace("{signature}", signature) ?? "fix the code and execute again."
  );
}

const NEXT: ReadonlyMap<string, string> = new Map([
  ["ArgumentError", "correct the arguments; {signature} gives the signature."],
  ["UnknownOperation", "search for the operation; use only names that search gave."],
  ["PolicyDenied", "tell the user; nothing in the code can permit it. Allowed calls still work."],
  ["ConfigurationError", "tell the user; code cannot set this."],
  ["NetworkError", "try once more; if it fails again, tell the user."],
  ["TimeoutError", "ask for less in one call, or try once more."],
  ["LimitExceeded", "ask for less: smaller pages, fewer calls."],
  ["TypeError", "check names and types with search; a value may be undefined."],
  ["ReferenceError", "use what is in scope: the API client, search, results, console."],
  ["SyntaxError", "fix the syntax, or the text given to JSON.parse."],
]);

function afterStatus(status: unknown, signature: string): string {
  if (status === 401)
    return "the server's credential is missing or wrong: tell the user; code cannot set it.";
  if (status === 403) return "the server's credential lacks a permission for this: tell the user.";
  if (status === 404)
    return `check the ids: take them from a call that lists such things; ${signature} gives the signature.`;
  if (status === 429) return "make fewer calls, or wait before the next run.";
  if (typeof status === "number" && status >= 500) return "the API failed; try once more later.";
  return `correct the arguments; ${signature} gives the signature. Or catch it: e.status, e.body.`;
}

function dataOf(error: GuestError): { readonly [key: string]: unknown } | undefined {
  if (error.data === undefined) return undefined;
  const data: unknown = JSON.parse(error.data);
  return typeof data === "object" && data !== null ? { ...data } : undefined;
}

interface LimitText {
  readonly text: (limits: Limits) => string;
  readonly next: string;
}

const LIMITS: {
  readonly [L in Extract<RunOutcome, { kind: "exceeded" }>["limit"]]: LimitText;
} = {
  cpuMs: {
    text: ({ cpuMs }) => `${cpuMs / 1000} s of computing`,
    next: "compute less: end the loop, let the API filter, or split the work over several runs.",
  },
  wallMs: {
    text: ({ wallMs }) => `${wallMs / 1000} s of time`,
    next: "make fewer calls, several at once with Promise.all, or split the work over several runs.",
  },
  memoryBytes: {
    text: ({ memoryBytes }) => `${mebibytes(memoryBytes)} MiB of memory`,
    next: "keep only the fields you need of each page, or split the work over several runs.",
  },
  runBytes: {
    text: ({ runBytes }) => `${mebibytes(runBytes)} MiB of requests and responses`,
    next: "ask for smaller pages and fewer fields, or split the work over several runs.",
  },
  calls: {
    text: ({ calls }) => `${counted(calls)} calls`,
    next: "use list operations with large pages, or split the work over several runs.",
  },
};

function mebibytes(bytes: number): string {
  return counted(Math.round(bytes / (1024 * 1024)));
}

function atLine(line: number | undefined): string {
  return line === undefined ? "" : `, line ${line}`;
}

function excerptOf(code: string, line: number | undefined): { readonly excerpt?: string } {
  const excerpt = line === undefined ? "" : sourceLine(code, line);
  return excerpt === "" ? {} : { excerpt };
}
