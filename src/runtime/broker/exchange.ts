import type { Limits } from "../api/api.js";
import type { OperationRow } from "../api/row.js";
import type { Authoriser } from "../client/authoriser.js";
import { bodySize, isReplayable } from "../client/body.js";
import { bodyInit } from "../client/body-init.js";
import { type CappedBody, readCapped } from "../client/capped-body.js";
import { withDeadline } from "../client/deadline.js";
import { ConfigurationError } from "../client/errors.js";
import { sendFollowing } from "../client/redirect.js";
import type { HttpRequest } from "../client/request.js";
import { type DecodedBody, decodeBody } from "../client/response.js";
import { policyFor, type RetryPolicy, sendWithRetries } from "../client/retry.js";
import { checkTarget } from "./egress.js";
import { Failure, networkFailure } from "./failure.js";
import { limitFailure, type Meter } from "./meter.js";

export interface Exchange {
  readonly operation: string;
  readonly row: OperationRow;
  /** Without credentials. */
  readonly request: HttpRequest;
  readonly authoriser: Authoriser;
  readonly baseUrl: URL;
  readonly fetch: typeof fetch;
  /** Milliseconds from the first attempt to the last byte. */
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly limits: Limits;
  readonly meter: Meter;
  readonly signals: readonly AbortSignal[];
}

/** An answer of any status, read whole. */
export interface Answer {
  /** `GET /v1/items?page=2`, without credentials. */
  readonly request: string;
  readonly response: Response;
  readonly body: DecodedBody;
  /** Of the request's and the answer's body together. */
  readonly bytes: number;
  /** True when the body of an error was longer than what is kept. */
  readonly cut: boolean;
}

/** Of the body of an error, no more than this is of use. */
const ERROR_BODY_BYTES = 16 * 1024;

/** Sends a request under all limits and reads its answer. Throws a `Failure`, a `ResponseError`, or what aborted it. */
export async function exchange(asked: Exchange): Promise<Answer> {
  return withDeadline(asked.signals, asked.timeoutMs, async (signal) =>
    receive(asked, await send(asked, signal), signal),
  );
}

/** An answer of which only the headers are there. */
export interface BegunAnswer {
  readonly response: Response;
  /** Bytes of the request's body and URL. */
  readonly sent: number;
}

/** Sends a request with credentials, retries and redirects. */
export async function send(asked: Exchange, signal: AbortSignal): Promise<BegunAnswer> {
  const { request, row, authoriser, limits, meter } = asked;
  const sent = request.url.length + (request.body === undefined ? 0 : bodySize(request.body));
  if (sent > limits.requestBytes) throw limitFailure("requestBytes", limits.requestBytes);
  const attempt = async (): Promise<Response> => {
    const authorised = await authoriser.authorise(request, row, signal);
    return sendWithRetries({
      request,
      policy: policyFor(request.body, asked.retry),
      signal,
      send: () => {
        meter.countBytes(sent);
        return sendFollowing(authorised, "own-origin", (hop) => sendOnce(asked, hop, signal));
      },
      isNetworkError: (error) => error instanceof Failure && error.name === "NetworkError",
    });
  };
  const response = await attempt();
  const isRefused = response.status === 401 && isReplayable(request.body);
  if (!isRefused || !(await authoriser.renew(request, signal))) return { response, sent };
  await response.body?.cancel();
  return { response: await attempt(), sent };
}

async function sendOnce(
  { operation, fetch, baseUrl }: Exchange,
  { url, method, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<Response> {
  checkTarget(new URL(url), baseUrl);
  try {
    return await fetch(url, {
      method,
      headers,
      signal,
      redirect: "manual",
      ...bodyInit(body),
    });
  } catch (error) {
    if (signal.aborted || error instanceof ConfigurationError) throw error;
    throw networkFailure(error, operation);
  }
}

/** Reads an answer whole, of an error no more than is of use. */
export async function receive(
  { operation, row, request, limits, meter }: Exchange,
  { response, sent }: BegunAnswer,
  signal: AbortSignal,
): Promise<Answer> {
  const most = response.ok ? limits.responseBytes : ERROR_BODY_BYTES;
  let read: CappedBody;
  try {
    read = await readCapped(response, most, meter.countBytes);
  } catch (error) {
    if (signal.aborted || error instanceof Failure) throw error;
    throw networkFailure(error, operation);
  }
  if (response.ok && read.cut) throw limitFailure("responseBytes", most);
  const { bytes, cut } = read;
  const body = decodeBody(row, response, bytes);
  const line = requestLine(request);
  return { request: line, response, body, bytes: sent + bytes.byteLength, cut };
}

const REQUEST_LINE_CHARACTERS = 300;

/** Method and target of a request as it is made of its arguments: no credential is in it yet. */
function requestLine({ method, url }: HttpRequest): string {
  const { pathname, search } = new URL(url);
  const line = `${method} ${pathname}${search}`;
  return line.length > REQUEST_LINE_CHARACTERS
    ? `${line.slice(0, REQUEST_LINE_CHARACTERS)}…`
    : line;
}
