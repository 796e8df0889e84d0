import type { Limits, Operation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { nearest } from "../api/nearest.js";
import { type ApiRow, apiRowOf, type OperationRow, rowOf } from "../api/row.js";
import type { JsonValue } from "../api/types.js";
import type { Credentials } from "../client/auth.js";
import { type Authoriser, createAuthoriser } from "../client/authoriser.js";
import { baseUrlOf } from "../client/base-url.js";
import { ConfigurationError } from "../client/errors.js";
import { buildRequest } from "../client/request.js";
import { headersOf } from "../client/response.js";
import { DEFAULT_RETRY, type RetryPolicy } from "../client/retry.js";
import type { HostReply } from "../sandbox/executor.js";
import { readArguments } from "./arguments.js";
import { type CallLog, type CallRecord, createCallLog } from "./call-log.js";
import { type Answer, answerBody, exchange } from "./exchange.js";
import { apiFailure, Failure, failureOf } from "./failure.js";
import { createMeter, limitFailure, type Meter } from "./meter.js";
import { decide, type PolicyOverrides, refusal } from "./policy.js";
import { createQueue, type Queue } from "./queue.js";
import { readRawOptions } from "./raw-options.js";
import { createRedactor, type Redactor } from "./redact.js";
import { baseUrlVariable, credentialVariables } from "./variables.js";

export interface BrokerOptions {
  readonly lookup: ApiLookup;
  /** From the operator; instead of the document's servers, for every operation. */
  readonly baseUrl?: string | undefined;
  readonly credentials?: Credentials | undefined;
  readonly policy: PolicyOverrides;
  readonly fetch: typeof fetch;
  /** Milliseconds for one call with its retries; 30,000 unless said. */
  readonly timeoutMs?: number;
  readonly retry?: Partial<RetryPolicy>;
}

/** The host side of every call: the only holder of credentials and network. */
export interface Broker {
  /** `signal` aborts all calls of the run. */
  start(limits: Limits, signal: AbortSignal): BrokerRun;
}

/** The calls of one run of a snippet. Its promises never reject. */
export interface BrokerRun {
  call(operationId: string, argsJson: string, signal: AbortSignal): Promise<HostReply>;
  raw(
    operationId: string,
    argsJson: string,
    optionsJson: string,
    signal: AbortSignal,
  ): Promise<HostReply>;
  /** What was called so far, in the order of the calls; a call without an answer yet is `pending`. */
  calls(): readonly CallRecord[];
  /** The run-wide limit that was hit, if one was. */
  exceeded(): "calls" | "runBytes" | undefined;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const SUGGESTIONS = 5;

/** A broker for one API. It holds no state between runs. */
export function createBroker(options: BrokerOptions): Broker {
  const api = apiRowOf(options.lookup.api);
  const host: Host = {
    options,
    api,
    authoriser: createAuthoriser(api, options.credentials, options.fetch),
    redactor: createRedactor(options.credentials),
  };
  return { start: (limits, signal) => startRun(host, limits, signal) };
}

/** What all runs share. */
interface Host {
  readonly options: BrokerOptions;
  readonly api: ApiRow;
  readonly authoriser: Authoriser;
  readonly redactor: Redactor;
}

interface Run {
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly meter: Meter;
  readonly queue: Queue;
  readonly log: CallLog;
}

/** One call as the guest asked for it. */
interface Call {
  readonly operationId: string;
  readonly argsJson: string;
  readonly optionsJson: string;
  readonly signal: AbortSignal;
}

function startRun(host: Host, limits: Limits, signal: AbortSignal): BrokerRun {
  const run: Run = {
    limits,
    signal,
    meter: createMeter(limits),
    queue: createQueue(limits.concurrentCalls),
    log: createCallLog(),
  };
  const reply = async (call: Call, jsonOf: (answer: Answer) => string | undefined) => {
    try {
      const json = jsonOf(await perform(host, run, call));
      return { kind: "value", ...(json !== undefined && { json }) } as const;
    } catch (error) {
      return errorReply(failureOf(error, call.operationId), host.redactor);
    }
  };
  return {
    call: (operationId, argsJson, callSignal) =>
      reply({ operationId, argsJson, optionsJson: "", signal: callSignal }, (answer) =>
        bodyJson(answer, host.redactor),
      ),
    raw: (operationId, argsJson, optionsJson, callSignal) =>
      reply({ operationId, argsJson, optionsJson, signal: callSignal }, (answer) =>
        rawJson(answer, host.redactor),
      ),
    calls: () => run.log.records(),
    exceeded: () => run.meter.exceeded(),
  };
}

/** Everything from the guest's words to an answer of 2xx; all else is thrown. */
async function perform(host: Host, run: Run, call: Call): Promise<Answer> {
  run.meter.countCall();
  const operation = knownOperation(host.options.lookup, call.operationId);
  const entry = run.log.open(operation);
  try {
    const answer = await attempt(host, run, call, operation);
    entry.answered(answer.response.status, answer.bytes);
    if (!answer.response.ok) throw refusedByApi(host, operation, answer);
    return answer;
  } catch (error) {
    const cancelled = call.signal.aborted || run.signal.aborted;
    const failure =
      cancelled && !(error instanceof Failure)
        ? new Failure("AbortError", `${operation.id}: the call was cancelled`)
        : failureOf(error, operation.id);
    entry.failed(failure.name);
    throw failure;
  }
}

async function attempt(host: Host, run: Run, call: Call, operation: Operation): Promise<Answer> {
  const { options } = host;
  if (call.argsJson.length > run.limits.requestBytes) {
    throw limitFailure("requestBytes", run.limits.requestBytes);
  }
  const args = readArguments(operation, call.argsJson, options.lookup);
  const rawOptions = readRawOptions(operation.id, call.optionsJson);
  permit(operation, options);
  const row = rowOf(operation, options.lookup.api.security);
  const baseUrl = baseFor(host, row);
  const request = buildRequest(row, args, { baseUrl, ...rawOptions });
  request.headers.set("user-agent", userAgent(host.api));
  return run.queue.run(call.signal, () =>
    exchange({
      operation: operation.id,
      row,
      request,
      authoriser: host.authoriser,
      baseUrl,
      fetch: options.fetch,
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      retry: { ...DEFAULT_RETRY, ...options.retry },
      limits: run.limits,
      meter: run.meter,
      signals: [run.signal, call.signal],
    }),
  );
}

function knownOperation(lookup: ApiLookup, operationId: string): Operation {
  const operation = lookup.operation(operationId);
  if (operation !== undefined) return operation;
  const known = lookup.api.operations.map(({ id }) => id);
  const near = nearest(operationId, known, SUGGESTIONS);
  const hint =
    near.length === 0 ? "Find operations with search()." : `Nearest: ${near.join(", ")}.`;
  throw new Failure(
    "UnknownOperation",
    `There is no operation ${JSON.stringify(operationId.slice(0, 100))}. ${hint}`,
    { nearest: near },
  );
}

function permit(operation: Operation, options: BrokerOptions): void {
  const verdict = decide(operation, options.lookup.api.policy, options.policy);
  if (verdict.decision === "allow") return;
  throw new Failure("PolicyDenied", refusal(operation, verdict, options.policy), {
    operation: operation.id,
    effect: operation.effect,
    decision: verdict.decision,
  });
}

function baseFor(host: Host, row: OperationRow): URL {
  try {
    return baseUrlOf(row.servers ?? host.api.servers, host.options.baseUrl);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(`${error.message} (${baseUrlVariable(host.api)})`);
  }
}

/** Some APIs refuse requests without one, and not every platform's `fetch` sends one. */
function userAgent(api: ApiRow): string {
  return `${api.name}-codemode/${api.version}`.replace(/[^\x21-\x7e]+/g, "-");
}

function refusedByApi(host: Host, operation: Operation, answer: Answer): Failure {
  const { status } = answer.response;
  const { lookup, credentials } = host.options;
  const row = rowOf(operation, lookup.api.security);
  const unauthorised = status === 401 || status === 403;
  const lacking =
    host.api.securitySchemes.length === 0 ? credentials === undefined : host.authoriser.lacks(row);
  const names = credentialVariables(lookup.api).map(({ name }) => name);
  const hint =
    unauthorised && lacking && names.length > 0
      ? `No credential was sent: the operator has not set ${names.join(" or ")}.`
      : "";
  return apiFailure(operation.id, status, errorBody(answer, host.redactor), hint);
}

/** A secret at the cut end of a text could be there in part, unrecognised, so the end of a cut text goes too. */
const CUT_MARGIN = 2048;

/** The body of an error without secrets, before anything shortens it further. */
function errorBody(answer: Answer, redactor: Redactor): JsonValue | undefined {
  const body = answerBody(answer);
  if (body === undefined) return undefined;
  const clean = redactor.value(body);
  return answer.cut && typeof clean === "string" ? `${clean.slice(0, -CUT_MARGIN)}…` : clean;
}

function bodyJson(answer: Answer, redactor: Redactor): string | undefined {
  const value = answerBody(answer);
  return value === undefined ? undefined : redactor.json(value);
}

/** Cookies that the API sets are credentials, so a snippet does not see them. */
function rawJson({ response, ...answer }: Answer, redactor: Redactor): string {
  const headers = Object.entries(headersOf(response)).filter(([name]) => name !== "set-cookie");
  const body = answerBody({ response, ...answer });
  return redactor.json({
    status: response.status,
    headers: Object.fromEntries(headers),
    ...(body !== undefined && { body }),
  });
}

function errorReply(failure: Failure, redactor: Redactor): HostReply {
  return {
    kind: "error",
    name: failure.name,
    message: redactor.text(failure.message),
    ...(failure.data !== undefined && { data: redactor.json(failure.data) }),
  };
}
