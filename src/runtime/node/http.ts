import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Api } from "../api/api.js";
import { openAccess } from "../http/access.js";
import { createFront, type Front } from "../http/front.js";
import { createLog } from "../http/request-log.js";
import type { Surface } from "../mcp/tools.js";
import type { Host } from "./host.js";
import type { HttpSettings } from "./http-arguments.js";
import { exchangeOf } from "./http-exchange.js";
import { isLoopback, lastHop, listen, urlOf } from "./http-listen.js";
import { refuseFlood } from "./http-pipelining.js";
import { oneAnIteration } from "./http-turns.js";

export interface HttpOptions {
  readonly api: Api;
  readonly settings: HttpSettings;
  /** Where the callers' token comes from: `process.env`, or what stands for it. */
  readonly environment: { readonly [name: string]: string | undefined };
  /** How snippets are checked, for `/healthz`. */
  readonly checked: string;
  readonly surface: Surface;
  readonly host: Host;
  /** Takes a line of the log. */
  readonly write: (line: string) => void;
}

/** Runs that are under way at a signal have so long to end by themselves; then they are stopped, which takes a moment. */
const DRAIN_MS = 10_000;
const STOPPED_MS = 1_000;
const LOOK_MS = 20;

/** Takes what else there is to say to the operator, so that all lines of a server over HTTP have the form of its log. */
export function messageLog(write: (line: string) => void): (message: string) => void {
  const log = createLog(write, Date.now);
  return (message) => log({ event: "message", message });
}

/**
 * Serves MCP over HTTP, to clients of either protocol era, until a signal ends it: then no more requests are taken, runs go on for ten seconds at
 * most, and what they answer is sent. A second signal stops them at once.
 * @throws {ConfigurationError} for credentials of the environment that do not go together, an address that needs a token or that cannot be listened at, and files that cannot be used.
 */
export async function serveOnHttp(options: HttpOptions): Promise<void> {
  const { api, settings, surface, host, environment } = options;
  const log = createLog(options.write, Date.now);
  // Whoever starts the server is to hear what is wrong with them, rather than the first caller.
  host.credentials();
  const front = createFront({
    api,
    surface,
    service: host,
    credentials: host.credentials,
    access: openAccess(api, environment, {
      ...settings,
      reach: isLoopback(settings.host) ? "loopback" : "network",
    }),
    checked: options.checked,
    log,
    now: () => performance.now(),
  });
  let stopping = false;
  const inTurn = oneAnIteration();
  const listener = refuseFlood((incoming, outgoing) =>
    inTurn(() => {
      if (outgoing.destroyed) return;
      // What a client that is gone does to its connection is no error of the server.
      answer(front, incoming, outgoing, stopping).catch(() => outgoing.destroy());
    }),
  );
  const server = await listen(settings, listener);
  log({ event: "listening", url: urlOf(server, settings) });
  warmUp(host);
  const { reopenAudit } = host;
  if (reopenAudit !== undefined) process.on("SIGHUP", reopenAudit);
  const { again } = await signalled();
  stopping = true;
  log({ event: "stopping", underWay: front.underWay() });
  await stop(server, front, host, again);
  if (reopenAudit !== undefined) process.off("SIGHUP", reopenAudit);
  log({ event: "stopped" });
}

async function answer(
  front: Front,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  last: boolean,
): Promise<void> {
  const exchange = exchangeOf(incoming, outgoing);
  if (last) outgoing.setHeader("connection", "close");
  if (exchange === undefined) {
    outgoing.writeHead(400, { connection: "close" }).end();
    return;
  }
  await exchange.send(await front.answer(exchange.request, lastHop(incoming.socket)));
}

/** A step whenever nothing else is to be done. */
function warmUp(host: Host): void {
  const steps = host.warmUp();
  const warm = () => {
    if (!steps.next().done) setTimeout(warm, 1).unref();
  };
  setTimeout(warm, 1).unref();
}

/** Resolves at the first signal that ends the server, with what resolves at the second. */
function signalled(): Promise<{ readonly again: Promise<void> }> {
  return new Promise((first) => {
    let second = () => {};
    const again = new Promise<void>((resolve) => {
      second = resolve;
    });
    let signals = 0;
    const hear = () => {
      signals += 1;
      if (signals === 1) first({ again });
      else second();
    };
    process.on("SIGINT", hear);
    process.on("SIGTERM", hear);
  });
}

/** It listens as long as runs are under way, so that `/healthz` tells whoever asks that it is about to end. */
async function stop(server: Server, front: Front, host: Host, again: Promise<void>): Promise<void> {
  front.drain();
  server.closeIdleConnections();
  await Promise.race([idle(front, DRAIN_MS), again]);
  await host.close();
  await idle(front, STOPPED_MS);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // What is answered may lie in buffers still.
  await Promise.race([closed, pause(LOOK_MS)]);
  server.closeAllConnections();
  await closed;
}

/** Resolves when no request is under way, or after so long. */
async function idle(front: Front, milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds;
  while (front.underWay() > 0 && performance.now() < until) await pause(LOOK_MS);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
