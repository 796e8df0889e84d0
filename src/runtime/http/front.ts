import { createMcpHandler } from "@modelcontextprotocol/server";
import type { Api } from "../api/api.js";
import { credentialHeaders } from "../broker/credential-headers.js";
import type { Credentials } from "../client/credential.js";
import { createServerFactory } from "../mcp/server.js";
import type { Surface } from "../mcp/tools.js";
import type { Identity, Service } from "../service/service.js";
import type { Caller } from "../state/state-store.js";
import type { Access } from "./access.js";
import { createCallerCredentials } from "./caller-credentials.js";
import { isPreflight, preflightResponse, shareWith } from "./cross-origin.js";
import { healthResponse } from "./health.js";
import { type Hop, hopOf } from "./hop.js";
import { refusalResponse, refused } from "./refusal.js";
import type { Log, RequestRecord } from "./request-log.js";
import { type RpcFacts, readMessage, rpcFacts } from "./rpc-message.js";
import { whenSent } from "./sent-response.js";

const MCP_PATH = "/mcp";
const HEALTH_PATH = "/healthz";

export interface FrontOptions {
  readonly api: Api;
  readonly surface: Surface;
  readonly service: Pick<Service, "toolsFor">;
  /** The server's own credentials, for callers who bring none. */
  readonly credentials: () => Credentials | undefined;
  readonly access: Access;
  /** How snippets are checked, for `/healthz`: `syntax`. */
  readonly checked: string;
  /** MCP requests answered at one time; 503 for more. By default 256. */
  readonly atOnce?: number;
  readonly log: Log;
  /** Milliseconds, of which only differences matter. */
  readonly now: () => number;
}

/** An API's service over HTTP: `POST /mcp`, for clients of either protocol era, and `GET /healthz`. Nothing is kept between requests. */
export interface Front {
  /** Answers one request. `last` is the way that it came from whoever connected. Never rejects. */
  answer(request: Request, last: Hop): Promise<Response>;
  /** MCP requests whose answers are not all sent yet, without those that only listen. */
  underWay(): number;
  /** From now on `/healthz` and `/mcp` answer 503; what is under way goes on. */
  drain(): void;
}

/** Callers who bring no credentials are one, like the credentials that they have. */
const SERVER_CALLER: Caller = "http";
const DEFAULT_AT_ONCE = 256;
/** Streams for changes of the lists, of which there never are any. */
const MOST_LISTENERS = 64;

/** What a request turned out to be, for the log. */
interface Found extends RpcFacts {
  readonly caller?: Caller;
}

interface Answered {
  readonly response: Response;
  readonly found: Found;
  /** Called when the response is sent. */
  readonly leave?: () => void;
}

export function createFront(options: FrontOptions): Front {
  const { api, surface, service, access, log, now, atOnce = DEFAULT_AT_ONCE } = options;
  const identities = new WeakMap<Request, () => Identity>();
  const readCredentials = createCallerCredentials(api, access.tokens[0]);
  const handler = createMcpHandler(
    createServerFactory(
      surface,
      ({ requestInfo }) =>
        service.toolsFor(() => {
          const identity = requestInfo && identities.get(requestInfo);
          if (identity === undefined) throw new Error("nobody knows who asks");
          return identity();
        }),
      (message) => log({ event: "message", message }),
    ),
    { legacy: "stateless", maxSubscriptions: MOST_LISTENERS },
  );
  let state: "serving" | "stopping" = "serving";
  let underWay = 0;

  async function call(request: Request, last: Hop): Promise<Answered> {
    const own = await readCredentials(request.headers, hopOf(request, last, access.proxy));
    if (own.kind === "refused") return { response: refusalResponse(own), found: {} };
    const caller = own.kind === "own" ? own.caller : SERVER_CALLER;
    const read = await readMessage(request);
    if (read.kind === "answered") return { response: read.response, found: { caller } };
    const bare = bareRequest(request);
    identities.set(bare, () => ({
      caller,
      credentials: own.kind === "own" ? own.credentials : options.credentials(),
    }));
    const response = await handler.fetch(bare, { parsedBody: read.message });
    return { response, found: { caller, ...rpcFacts(read.message) } };
  }

  async function mcp(request: Request, last: Hop): Promise<Answered> {
    if (request.method !== "POST") {
      const refusal = refused(405, "Use POST: nothing is kept between requests.", {
        allow: "POST",
      });
      return { response: refusalResponse(refusal), found: {} };
    }
    if (state === "stopping" || underWay >= atOnce) {
      const why = state === "stopping" ? "The server is stopping" : "The server is busy";
      const refusal = refused(503, `${why}: try again in a second.`, { "retry-after": "1" });
      return { response: refusalResponse(refusal), found: {} };
    }
    underWay += 1;
    let counted = true;
    const leave = () => {
      if (counted) underWay -= 1;
      counted = false;
    };
    try {
      const { response, found } = await call(request, last);
      if (found.rpc === "subscriptions/listen") leave();
      return { response, found, leave };
    } catch (error) {
      leave();
      throw error;
    }
  }

  async function route(request: Request, path: string, last: Hop): Promise<Answered> {
    const plain = (response: Response): Answered => ({ response, found: {} });
    // A load balancer asks by address. Without a token the names are what keeps others out.
    const anyName = path === HEALTH_PATH && access.tokens.length > 0;
    const refusal = (anyName ? undefined : access.host(request)) ?? access.origin(request);
    if (refusal !== undefined) return plain(refusalResponse(refusal));
    if (path === HEALTH_PATH) {
      const reads = request.method === "GET" || request.method === "HEAD";
      return plain(
        reads
          ? healthResponse({ surface, checked: options.checked }, state)
          : new Response("Use GET.\n", { status: 405, headers: { allow: "GET, HEAD" } }),
      );
    }
    if (path !== MCP_PATH) return plain(new Response("Not found.\n", { status: 404 }));
    if (isPreflight(request)) return plain(preflightResponse(credentialHeaders(api)));
    const unknown = await access.token(request);
    return unknown === undefined ? mcp(request, last) : plain(refusalResponse(unknown));
  }

  return {
    async answer(request, last) {
      const started = now();
      const path = pathOf(request);
      const { response, found, leave } = await route(request, path, last).catch(
        (error): Answered => {
          log({ event: "message", message: `A request failed: ${nameOf(error)}` });
          return { response: refusalResponse(refused(500, "Internal error.")), found: {} };
        },
      );
      const record: RequestRecord = {
        event: "request",
        method: METHODS.has(request.method) ? request.method : "other",
        path: path === MCP_PATH || path === HEALTH_PATH ? path : "other",
        status: response.status,
        milliseconds: 0,
        ...found,
      };
      const sent = whenSent(response, (how) => {
        leave?.();
        log({
          ...record,
          milliseconds: Math.round((now() - started) * 10) / 10,
          ...(how === "aborted" && { aborted: true }),
        });
      });
      return finished(sent, request, access);
    },
    underWay: () => underWay,
    drain() {
      state = "stopping";
    },
  };
}

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT"]);

function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
}

const PROTOCOL_HEADER = /^(?:accept|content-type|mcp-.*)$/;

/** The request as the protocol sees it: who sent it, and with which credentials, stays here. */
function bareRequest({ url, headers, signal }: Request): Request {
  const kept = new Headers();
  headers.forEach((value, name) => {
    if (PROTOCOL_HEADER.test(name)) kept.set(name, value);
  });
  return new Request(url, { method: "POST", headers: kept, signal });
}

/** With the headers that all responses have. */
function finished(response: Response, request: Request, access: Access): Response {
  const { headers } = response;
  headers.set("cache-control", "no-store");
  headers.set("x-content-type-options", "nosniff");
  const origin = request.headers.get("origin");
  if (origin !== null && access.origin(request) === undefined) shareWith(origin, headers);
  return response;
}
