import type { Api, SecurityScheme } from "../../../src/runtime/api/api.js";
import { DEFAULT_LIMITS, DEFAULT_POLICY } from "../../../src/runtime/api/api.js";
import { type AccessSettings, openAccess } from "../../../src/runtime/http/access.js";
import { createFront, type Front } from "../../../src/runtime/http/front.js";
import type { Hop } from "../../../src/runtime/http/hop.js";
import type { LogRecord } from "../../../src/runtime/http/request-log.js";
import type { Surface } from "../../../src/runtime/mcp/tools.js";
import type { Identity } from "../../../src/runtime/service/service.js";

export const TOKEN = "0123456789abcdef-the-servers";

export const LOOPBACK: AccessSettings = {
  reach: "loopback",
  allowHosts: [],
  allowOrigins: [],
  proxy: "none",
};

export const NETWORK: AccessSettings = { ...LOOPBACK, reach: "network" };

/** An API without operations, of which only name and security schemes count here. */
export function apiWith(...securitySchemes: readonly SecurityScheme[]): Api {
  return {
    formatVersion: 1,
    name: "shop",
    typeName: "Shop",
    title: "Shop",
    version: "1.0.0",
    servers: [{ url: "https://shop.example" }],
    securitySchemes,
    security: [],
    namespaces: [],
    operations: [],
    types: [],
    policy: DEFAULT_POLICY,
    limits: DEFAULT_LIMITS,
  };
}

export const BEARER: SecurityScheme = { name: "token", kind: "http", scheme: "bearer" };

const SURFACE: Surface = {
  serverName: "shop",
  version: "1.0.0",
  instructions: "A shop.",
  search: {
    description: "Find.",
    inputSchema: { type: "object", properties: { query: { type: "string" } }, required: ["query"] },
    annotations: {},
  },
  execute: {
    description: "Run.",
    inputSchema: { type: "object", properties: { code: { type: "string" } }, required: ["code"] },
    annotations: {},
  },
};

export interface FrontUnderTest extends Front {
  /** Who the tool calls came from, in order. */
  readonly identities: readonly Identity[];
  readonly records: readonly LogRecord[];
  /** Signals of the runs. */
  readonly signals: readonly AbortSignal[];
}

export interface FrontSettings {
  readonly api?: Api;
  readonly access?: AccessSettings;
  readonly environment?: { readonly [name: string]: string };
  readonly atOnce?: number;
}

/** A front whose `execute` answers who asked; the code `never` is never done. */
export function frontUnderTest(settings: FrontSettings = {}): FrontUnderTest {
  const { api = apiWith(BEARER), access = LOOPBACK, environment = {}, atOnce = 256 } = settings;
  const identities: Identity[] = [];
  const records: LogRecord[] = [];
  const signals: AbortSignal[] = [];
  const front = createFront({
    api,
    surface: SURFACE,
    service: {
      toolsFor: (identity) => ({
        search: ({ query }) => `found ${query}`,
        async execute({ code }, signal) {
          identities.push(identity());
          signals.push(signal);
          if (code === "never") await new Promise(() => {});
          return { isError: false, text: `ran ${code}` };
        },
      }),
    },
    credentials: () => ({ token: "server-secret" }),
    access: openAccess(api, environment, access),
    checked: "syntax",
    atOnce,
    log: (record) => records.push(record),
    now: () => 0,
  });
  return { ...front, identities, records, signals };
}

export interface Given {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: RequestInit["body"];
  readonly last?: Hop;
  readonly signal?: AbortSignal;
}

/** A request as a client on this machine sends it, unless said otherwise. */
export function ask(front: Front, given: Given = {}): Promise<Response> {
  const { method = "POST", path = "/mcp", headers = {}, last = "loopback", signal } = given;
  const body = given.body ?? callOf("execute", { code: "1" });
  const request = new Request(`http://localhost${path}`, {
    method,
    headers: { host: "localhost:8080", ...PROTOCOL, ...headers },
    ...(method !== "GET" && method !== "HEAD" && { body, duplex: "half" }),
    ...(signal !== undefined && { signal }),
  });
  return front.answer(request, last);
}

const PROTOCOL = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
};

/** A tool call of the era before 2026. */
export function callOf(name: string, given: object): string {
  return JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name, arguments: given },
  });
}
