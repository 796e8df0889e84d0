import type { Limits } from "../api/api.js";
import type { OperationRow } from "../api/row.js";
import type { JsonValue } from "../api/types.js";
import type { Authoriser } from "../client/authoriser.js";
import { base64 } from "../client/base64.js";
import { bodySize } from "../client/body.js";
import { withDeadline } from "../client/deadline.js";
import { sendFollowing } from "../client/redirect.js";
import type { HttpRequest } from "../client/request.js";
import { type DecodedBody, decodeBody } from "../client/response.js";
import { type RetryPolicy, sendWithRetries } from "../client/retry.js";
import { type CappedBody, readCapped } from "./capped-body.js";
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
  const { request, row, authoriser, limits, meter } = asked;
  const sent = request.url.length + (request.body === undefined ? 0 : bodySize(request.body));
  if (sent > limits.requestBytes) throw limitFailure("requestBytes", limits.requestBytes);
  return withDeadline(asked.signals, asked.timeoutMs, async (signal) => {
    const attempt = async (): Promise<Response> => {
      const authorised = await authoriser.authorise(request, row, signal);
      return sendWithRetries({
        method: request.method,
        policy: asked.retry,
        signal,
        send: () => {
          meter.countBytes(sent);
          return sendFollowing(authorised, "own-origin", (hop) => sendOnce(asked, hop, signal));
        },
        isNetworkError: (error) => error instanceof Failure && error.name === "NetworkError",
      });
    };
    let response = await attempt();
    if (response.status === 401 && (await authoriser.renew(row, signal))) {
      await response.body?.cancel();
      response = await attempt();
    }
    const { bytes, cut } = await receive(asked, response, signal);
    return {
      response,
      body: decodeBody(asked.row, response, bytes),
      bytes: sent + bytes.byteLength,
      cut,
    };
  });
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
      ...(body !== undefined && { body }),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw networkFailure(error, operation);
  }
}

async function receive(
  { operation, limits, meter }: Exchange,
  response: Response,
  signal: AbortSignal,
): Promise<CappedBody> {
  const most = response.ok ? limits.responseBytes : ERROR_BODY_BYTES;
  try {
    const body = await readCapped(response, most, meter.countBytes);
    if (response.ok && body.cut) throw limitFailure("responseBytes", most);
    return body;
  } catch (error) {
    if (signal.aborted || error instanceof Failure) throw error;
    throw networkFailure(error, operation);
  }
}

/** A body as the JSON that crosses to the guest: bytes are Base64 with their media type. */
export function answerBody({ body }: Answer): JsonValue | undefined {
  switch (body.kind) {
    case "empty":
      return undefined;
    case "json":
      return body.value;
    case "text":
      return body.text;
    case "binary":
      return {
        mediaType: body.mediaType,
        bytes: body.bytes.byteLength,
        base64: base64(body.bytes),
      };
  }
}
