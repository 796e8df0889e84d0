import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import {
  type Api,
  DEFAULT_LIMITS,
  type Limits,
  type Operation,
} from "../../src/runtime/api/api.js";
import { createLookup } from "../../src/runtime/api/lookup.js";
import { type Broker, type BrokerRun, createBroker } from "../../src/runtime/broker/broker.js";
import type { BrokerOptions } from "../../src/runtime/broker/broker-options.js";
import type { HostReply } from "../../src/runtime/sandbox/executor.js";
import { shopApi } from "../unit/broker/shop-api.js";

export const SECRET = "sk-0123456789/abc+def";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;
/** Those of the test that runs, oldest first; they are closed after it. */
export const servers: Server[] = [];

/** A loopback server for the test that runs; gives its origin. */
export async function listen(handler: Handler): Promise<string> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A broker of the shop's API with these operations, whose requests `handler` answers. */
export async function brokerOf(
  operations: readonly Operation[],
  handler: Handler,
  given: Partial<BrokerOptions> = {},
  api: Partial<Api> = {},
): Promise<Broker> {
  return createBroker({
    lookup: createLookup(shopApi(operations, api)),
    baseUrl: `${await listen(handler)}/v1/`,
    credentials: { bearer: SECRET },
    policy: { allow: [], deny: [] },
    fetch,
    retry: { firstPauseMs: 1 },
    ...given,
  });
}

export function start(broker: Broker, limits: Partial<Limits> = {}, signal = never()): BrokerRun {
  return broker.start({ ...DEFAULT_LIMITS, ...limits }, signal);
}

export function never(): AbortSignal {
  return new AbortController().signal;
}

/** What a guest would get: the value, or the error with its data parsed. */
export function received(reply: HostReply) {
  if (reply.kind === "value") {
    return reply.json === undefined ? undefined : JSON.parse(reply.json);
  }
  const { name, message, data } = reply;
  return { name, message, data: data === undefined ? undefined : JSON.parse(data) };
}

export async function call(run: BrokerRun, id: string, args: unknown = {}, signal = never()) {
  return received(await run.call(id, JSON.stringify(args), signal));
}

export function json(response: ServerResponse, status: number, body: unknown, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
