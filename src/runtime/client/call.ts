import type { ApiRow, OperationRow } from "../api/row.js";
import type { Authoriser } from "./authoriser.js";
import { baseUrlOf } from "./base-url.js";
import type { CallOptions, ClientOptions, RawOptions } from "./client.js";
import { withDeadline } from "./deadline.js";
import { ApiError, ResponseError } from "./errors.js";
import { sendFollowing } from "./redirect.js";
import { type Arguments, buildRequest, type HttpRequest } from "./request.js";
import { type ApiResponse, bodyValue, decodeBody, headersOf } from "./response.js";
import { DEFAULT_RETRY, sendWithRetries } from "./retry.js";

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

/** The request of a call, without credentials. */
export function requestOf(
  { api, options }: ClientContext,
  { row }: CalledOperation,
  args: Arguments,
  { accept, contentType }: Pick<RawOptions, "accept" | "contentType">,
): HttpRequest {
  const baseUrl = baseUrlOf(row.servers ?? api.servers, options.baseUrl);
  const { headers, ...request } = buildRequest(row, args, { baseUrl, accept, contentType });
  const all = new Headers(options.headers);
  headers.forEach((value, name) => {
    all.set(name, value);
  });
  return { ...request, headers: all };
}

/** Runs `work` under the client's and the call's signal and the time of a call. */
export function withinTime<Value>(
  { options }: ClientContext,
  callOptions: CallOptions,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const timeoutMs = callOptions.timeoutMs ?? options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return withDeadline([options.signal, callOptions.signal], timeoutMs, work);
}

/** Sends a request with credentials, retries and redirects. An answer of any status. */
export async function send(
  context: ClientContext,
  { row }: CalledOperation,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<Response> {
  const { options, authoriser } = context;
  const attempt = async (): Promise<Response> => {
    const authorised = await authoriser.authorise(request, row, signal);
    return sendWithRetries({
      method: request.method,
      policy: { ...DEFAULT_RETRY, ...options.retry },
      signal,
      send: () =>
        sendFollowing(authorised, "anonymous-elsewhere", (hop) =>
          sendOnce(hop, options.fetch ?? fetch, signal),
        ),
      isNetworkError: (error) => error instanceof TypeError,
    });
  };
  const response = await attempt();
  if (response.status !== 401 || !(await authoriser.renew(row, signal))) return response;
  await response.body?.cancel();
  return attempt();
}

/** An answer read whole; one outside 2xx is thrown as `ApiError`. */
export async function receive(
  { id, row }: CalledOperation,
  response: Response,
): Promise<ApiResponse> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const body = bodyValue(decodeBody(row, response, bytes));
  if (!response.ok) throw new ApiError(id, response.status, body);
  return { status: response.status, headers: headersOf(response), body };
}

/** A browser hides where a redirect goes, so there it is left to follow those of GET and HEAD itself. */
async function sendOnce(
  { url, method, headers, body }: HttpRequest,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Response> {
  const init = { method, headers, signal, ...(body !== undefined && { body }) };
  const response = await fetch(url, { ...init, redirect: "manual" });
  if (response.type !== "opaqueredirect") return response;
  if (method === "GET" || method === "HEAD") return fetch(url, init);
  throw new ResponseError(`The API redirects a ${method}, which is not followed`);
}
