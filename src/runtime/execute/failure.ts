import type { Limits } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import type { GuestError, RunOutcome } from "../sandbox/executor.js";
import type { Failure } from "./answer.js";
import { counted } from "./bounded-json.js";
import { fitText, oneLine } from "./fit-text.js";
import { shownSignature } from "./shown-signature.js";
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
  lookup: ApiLookup,
): Failure {
  const { limits } = lookup.api;
  switch (outcome.kind) {
    case "thrown":
      return thrownFailure(outcome.error, code, lookup);
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

function thrownFailure(error: GuestError, code: string, lookup: ApiLookup): Failure {
  const { name, message, line } = error;
  const details = name === "ApiError" ? refusedRequest(error, lookup) : [];
  return {
    headline: `Failed${atLine(line)}: ${name}: ${message}`,
    ...excerptOf(code, line),
    ...(details.length > 0 && { details }),
    ...apiBody(error),
    next: nextAfter(error),
  };
}

/** Answers that another request may mend. */
const MENDABLE: ReadonlySet<unknown> = new Set([400, 404, 422]);
const REQUEST_TOKENS = 100;
const SIGNATURE_TOKENS = 150;

/** What was sent, and what the operation takes where the API says that this is not it. */
function refusedRequest(error: GuestError, lookup: ApiLookup): readonly string[] {
  const data = dataOf(error);
  const request = data?.["request"];
  return [
    ...(typeof request === "string"
      ? [fitText(`Request: ${oneLine(request)}`, REQUEST_TOKENS)]
      : []),
    ...(MENDABLE.has(data?.["status"])
      ? shownSignature(lookup, operationOf(data), SIGNATURE_TOKENS)
      : []),
  ];
}

function operationOf(data: ErrorData | undefined): string | undefined {
  return typeof data?.["operation"] === "string" ? data["operation"] : undefined;
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
  const operation = operationOf(data);
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
    return `check the ids: take them from a call that lists such things; ${signature} names one.`;
  if (status === 429) return "make fewer calls, or wait before the next run.";
  if (typeof status === "number" && status >= 500) return "the API failed; try once more later.";
  return `correct the arguments; ${signature} shows their types. Or catch it: e.status, e.body.`;
}

type ErrorData = { readonly [key: string]: unknown };

function dataOf(error: GuestError): ErrorData | undefined {
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
