import type { ApiRow, OperationRow } from "../api/row.js";
import type { ApiResponse } from "./api-response.js";
import type { Authoriser } from "./authoriser.js";
import { baseUrlOf } from "./base-url.js";
import { isReplayable } from "./body.js";
import { type CallLog, openLog } from "./call-log.js";
import { openDeadline, withDeadline } from "./deadline.js";
import { ApiError } from "./errors.js";
import { fetchOnce } from "./fetch-once.js";
import type { RequestRecord } from "./hooks.js";
import type { CallOptions, ClientOptions, RawOptions, StreamOptions } from "./options.js";
import { sendFollowing } from "./redirect.js";
import { type Arguments, buildRequest, type HttpRequest } from "./request.js";
import { bodyValue, decodeBody, errorHeadersOf, headersOf, readBody } from "./response.js";
import { DEFAULT_RETRY, policyFor, sendWithRetries } from "./retry.js";
import { itemsOf, readWithin, streamFormat } from "./stream.js";

/** What all calls of a client share. */
export interface ClientContext {
  readonly api: ApiRow;
  readonly authoriser: Authoriser;
  readonly options: ClientOptions;
}

/** One operation of the client's table. `id` is `namespace.name`. */
export interface CalledOperation {
  readonly id: string;
  readonly row: OperationRow;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_IDLE_TIMEOUT_MS = 60_000;

/** The request of a call, without credentials. The headers of the operation stand above those of the call, these above the client's. */
export function requestOf(
  { api, options }: ClientContext,
  { row }: CalledOperation,
  args: Arguments,
  { accept, contentType, headers: given }: RawOptions,
): HttpRequest {
  const baseUrl = baseUrlOf(row.servers ?? api.servers, options.baseUrl);
  const { headers, ...request } = buildRequest(row, args, { baseUrl, accept, contentType });
  const all = new Headers(options.headers);
  for (const more of [new Headers(given), headers]) {
    more.forEach((value, name) => {
      all.set(name, value);
    });
  }
  return { ...request, headers: all };
}

/** Sends a request and reads its answer whole, in the time of a call. */
export async function exchange(
  context: ClientContext,
  operation: CalledOperation,
  request: HttpRequest,
  options: CallOptions,
): Promise<ApiResponse> {
  const log = openLog(context.options.hooks, logged(operation, request));
  const signals = [context.options.signal, options.signal];
  try {
    return await withDeadline(signals, timeoutOf(context, options), async (signal) => {
      const response = await send(context, operation, request, { options, signal, log });
      return receive(context, operation, response, options);
    });
  } catch (error) {
    log.failed(error);
    throw error;
  }
}

/** Sends a request and gives the items of its answer as they arrive. The time of a call ends with the head of the answer. */
export async function* exchangeStream(
  context: ClientContext,
  operation: CalledOperation,
  request: HttpRequest,
  options: StreamOptions,
): AsyncGenerator<unknown, void, undefined> {
  const log = openLog(context.options.hooks, logged(operation, request));
  const deadline = openDeadline([context.options.signal, options.signal]);
  const { signal } = deadline;
  try {
    deadline.start(timeoutOf(context, options));
    const response = await send(context, operation, request, { options, signal, log });
    if (!response.ok) await receive(context, operation, response, options);
    deadline.stop();
    if (response.body === null || response.status === 204) return;
    const idleMs =
      options.idleTimeoutMs ?? context.options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS;
    const format = streamFormat(operation.row, response);
    yield* itemsOf(readWithin(response.body, deadline, idleMs), format);
  } catch (error) {
    const thrown = signal.aborted ? signal.reason : error;
    log.failed(thrown);
    throw thrown;
  } finally {
    deadline.release();
  }
}

function logged(
  { id }: CalledOperation,
  { method, url }: HttpRequest,
): Omit<RequestRecord, "attempt"> {
  return { operation: id, method, url };
}

function timeoutOf({ options }: ClientContext, { timeoutMs }: CallOptions): number {
  return timeoutMs ?? options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
}

interface Sending {
  readonly options: CallOptions;
  readonly signal: AbortSignal;
  readonly log: CallLog;
}

/** Sends a request with credentials, retries and redirects. An answer of any status. */
async function send(
  context: ClientContext,
  { row }: CalledOperation,
  request: HttpRequest,
  { options, signal, log }: Sending,
): Promise<Response> {
  const { authoriser, options: own } = context;
  const attempt = async (): Promise<Response> => {
    const authorised = await authoriser.authorise(request, row, signal);
    return sendWithRetries({
      request,
      policy: policyFor(request.body, { ...DEFAULT_RETRY, ...own.retry, ...options.retry }),
      signal,
      send: async () => {
        log.sent();
        const response = await sendFollowing(authorised, "anonymous-elsewhere", (hop) =>
          fetchOnce(hop, own.fetch ?? fetch, signal),
        );
        log.answered(response.status);
        return response;
      },
      isNetworkError: (error) => error instanceof TypeError,
      onRetry: log.retried,
    });
  };
  const response = await attempt();
  if (response.status !== 401 || !isReplayable(request.body)) return response;
  if (!(await authoriser.renew(request, signal))) return response;
  await response.body?.cancel();
  return attempt();
}

/** An answer read whole; one outside 2xx is thrown as `ApiError`. */
async function receive(
  { options: own }: ClientContext,
  { id, row }: CalledOperation,
  response: Response,
  { maxResponseBytes = own.maxResponseBytes }: CallOptions,
): Promise<ApiResponse> {
  const bytes = await readBody(response, maxResponseBytes);
  const body = bodyValue(decodeBody(row, response, bytes));
  if (!response.ok) throw new ApiError(id, response.status, body, errorHeadersOf(response));
  return { status: response.status, headers: headersOf(response), body };
}
