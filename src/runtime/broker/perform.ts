import type { Api, Limits, Operation } from "../api/api.js";
import type { ApiLookup } from "../api/lookup.js";
import { nearest } from "../api/nearest.js";
import { type ApiRow, type OperationRow, rowOf } from "../api/row.js";
import { bodyNotes } from "../check/body-notes.js";
import type { Authoriser } from "../client/authoriser.js";
import { baseUrlOf } from "../client/base-url.js";
import { ConfigurationError } from "../client/errors.js";
import { type Arguments, buildRequest, type HttpRequest } from "../client/request.js";
import { DEFAULT_RETRY } from "../client/retry.js";
import { errorBody } from "./answer-json.js";
import { readArguments } from "./arguments.js";
import type { BrokerOptions } from "./broker-options.js";
import type { CallLog } from "./call-log.js";
import type { Answer, Exchange } from "./exchange.js";
import { apiFailure, Failure, failureOf } from "./failure.js";
import { limitFailure, type Meter } from "./meter.js";
import type { Notes } from "./notes.js";
import { decide, refusal } from "./policy.js";
import type { Lane, Queue } from "./queue.js";
import type { RawOptions } from "./raw-options.js";
import type { Redactor } from "./redact.js";
import { mediaTypeFor } from "./sent-bytes.js";
import { baseUrlVariable, credentialVariables, variableChoices } from "./variables.js";

/** What all runs share. */
export interface Host {
  readonly options: BrokerOptions;
  readonly api: ApiRow;
  readonly authoriser: Authoriser;
  readonly redactor: Redactor;
  readonly queue: Queue;
}

/** What the calls of one run share. */
export interface Run {
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly meter: Meter;
  readonly lane: Lane;
  readonly log: CallLog;
  readonly notes: Notes;
}

/** An answer of 2xx with what was made of it, or one of any other status. */
export type Attempted<Value> =
  | {
      readonly kind: "answered";
      readonly status: number;
      /** Of the bodies of request and answer, as far as they are read. */
      readonly bytes: number;
      readonly value: Value;
    }
  | { readonly kind: "refused"; readonly answer: Answer };

export function attempted(answer: Answer): Attempted<Answer> {
  const { response, bytes } = answer;
  return response.ok
    ? { kind: "answered", status: response.status, bytes, value: answer }
    : { kind: "refused", answer };
}

const DEFAULT_TIMEOUT_MS = 30_000;
const SUGGESTIONS = 5;

/**
 * One call of an operation that the policy permits, counted and logged: the value of what `attempt` makes of it. All that is no answer of
 * 2xx is thrown as a `Failure`.
 */
export async function perform<Value>(
  host: Host,
  run: Run,
  operationId: string,
  callSignal: AbortSignal,
  attempt: (operation: Operation) => Promise<Attempted<Value>>,
): Promise<Value> {
  run.meter.countCall();
  const operation = knownOperation(host.options.lookup, operationId);
  const entry = run.log.open(operation);
  try {
    const result = await attempt(operation);
    if (result.kind === "answered") {
      entry.answered(result.status, result.bytes);
      return result.value;
    }
    entry.answered(result.answer.response.status, result.answer.bytes);
    throw refusedByApi(host, operation, result.answer);
  } catch (error) {
    const cancelled = callSignal.aborted || run.signal.aborted;
    const failure =
      cancelled && !(error instanceof Failure)
        ? new Failure("AbortError", `${operation.id}: the call was cancelled`)
        : failureOf(error, operation.id);
    entry.failed(failure.name);
    throw failure;
  }
}

/** A call as its operation takes it. */
export interface Prepared {
  readonly operation: Operation;
  readonly row: OperationRow;
  readonly args: Arguments;
  readonly baseUrl: URL;
  readonly options: RawOptions;
}

/** Reads and checks the arguments, and asks the policy. Throws `ArgumentError`, `ConfigurationError` or a `Failure`. */
export function prepare(
  { options, api }: Host,
  { limits, notes }: Run,
  operation: Operation,
  argsJson: string,
  rawOptions: RawOptions,
): Prepared {
  if (argsJson.length > limits.requestBytes) {
    throw limitFailure("requestBytes", limits.requestBytes);
  }
  const args = readArguments(operation, argsJson, options.lookup);
  const body = operation.body === undefined ? undefined : args[operation.body.name];
  const contentType = mediaTypeFor(operation, body, rawOptions.contentType);
  permit(operation, options);
  for (const sentence of bodyNotes(operation, body, options.lookup)) notes.add(sentence);
  const row = rowOf(operation, options.lookup.api.security);
  return {
    operation,
    row,
    args,
    baseUrl: baseFor(api, row, options),
    options: { ...rawOptions, ...(contentType !== undefined && { contentType }) },
  };
}

/** The request of a prepared call, or of another page of it by other arguments. */
export function requestOf(
  host: Host,
  { row, baseUrl, options }: Prepared,
  args: Arguments,
): HttpRequest {
  const request = buildRequest(row, args, { baseUrl, ...options });
  request.headers.set("user-agent", userAgent(host.api));
  return request;
}

/** The exchange of a request, not begun yet. */
export function exchangeOf(
  { options, authoriser }: Host,
  { limits, meter, signal }: Run,
  { operation, row, baseUrl }: Prepared,
  request: HttpRequest,
  callSignal: AbortSignal,
): Exchange {
  return {
    operation: operation.id,
    row,
    request,
    authoriser,
    baseUrl,
    fetch: options.fetch,
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    retry: { ...DEFAULT_RETRY, ...options.retry },
    limits,
    meter,
    signals: [signal, callSignal],
  };
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

/** Throws the `PolicyDenied` failure. */
export function permit(operation: Operation, options: BrokerOptions): void {
  const verdict = decide(operation, options.lookup.api.policy, options.policy);
  if (verdict.decision === "allow") return;
  throw new Failure("PolicyDenied", refusal(operation, verdict, options.policy), {
    operation: operation.id,
    effect: operation.effect,
    decision: verdict.decision,
  });
}

function baseFor(api: ApiRow, row: OperationRow, { baseUrl, lookup }: BrokerOptions): URL {
  try {
    return baseUrlOf(row.servers ?? api.servers, baseUrl);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(`${error.message} (${baseUrlVariable(lookup.api)})`);
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
  const isLacking = (status === 401 || status === 403) && host.authoriser.lacks(row);
  const problem =
    credentials === undefined
      ? "No credential was sent: the operator has not set"
      : "The credentials that the operator has set are not all that this operation takes:";
  const hint = isLacking ? `${problem} ${wantedVariables(lookup.api, operation)}.` : "";
  const body = errorBody(answer, host.redactor);
  return apiFailure({ operation: operation.id, request: answer.request, status, body, hint });
}

/** `SHOP_KEY and SHOP_APP together, or SHOP_TOKEN`. */
function wantedVariables(api: Api, { security = [] }: Operation): string {
  const choices = variableChoices(api, security).filter((choice) => choice.length > 0);
  if (choices.length === 0) return credentialVariables(api)[0]?.name ?? "a credential";
  return choices
    .map((choice) => `${choice.join(" and ")}${choice.length > 1 ? " together" : ""}`)
    .join(", or ");
}
