import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { ConfigurationError } from "../client/errors.js";
import type { Hop } from "../http/hop.js";
import type { HttpSettings } from "./http-arguments.js";

/** Against clients that send slowly, or nothing. Answers may take as long as a run and its turn. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  /** Longer than the minute for which most load balancers keep a connection, which must not end first on this side. */
  keepAliveTimeout: 75_000,
  maxHeaderSize: 32_768,
};
const HANDSHAKE_MS = 10_000;
/** Without a byte in either direction. */
const IDLE_MS = 300_000;
const MOST_CONNECTIONS = 2_000;

/**
 * Resolves when the server listens.
 * @throws {ConfigurationError} for certificate files that cannot be used, and an address that cannot be listened at.
 */
export async function listen(settings: HttpSettings, listener: RequestListener): Promise<Server> {
  const server = serverOf(settings, listener);
  server.setTimeout(IDLE_MS);
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new ConfigurationError(problem(error, settings))));
    server.listen({ host: settings.host, port: settings.port }, resolve);
  });
  return server;
}

function serverOf({ tls }: HttpSettings, listener: RequestListener): Server {
  if (tls === undefined) return createServer(LIMITS, listener);
  try {
    return createSecureServer(
      {
        ...LIMITS,
        handshakeTimeout: HANDSHAKE_MS,
        cert: readFileSync(tls.certificateFile),
        key: readFileSync(tls.keyFile),
      },
      listener,
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`The certificate of --tls-cert cannot be used: ${reason}`);
  }
}

/** The URL of `/mcp` there. */
export function urlOf(server: Server, settings: HttpSettings): string {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return `${settings.tls === undefined ? "http" : "https"}://${host}:${port ?? settings.port}/mcp`;
}

/** How the peer's bytes come here. */
export function lastHop(socket: Socket): Hop {
  if (socket instanceof TLSSocket) return "tls";
  return isLoopback(socket.remoteAddress ?? "") ? "loopback" : "plain";
}

/** Of an address, or of the name that every machine gives itself. */
export function isLoopback(host: string): boolean {
  return /^(?:(?:::ffff:)?127\.\d+\.\d+\.\d+|::1|localhost)$/i.test(host);
}

function problem(error: NodeJS.ErrnoException, { host, port }: HttpSettings): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${port} of ${host} is in use: --http takes another`;
    case "EACCES":
      return `Port ${port} of ${host} is not allowed to this user: --http takes another`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is no address of this machine: --http takes one, or 0.0.0.0 for all`;
    default:
      return `The server cannot listen at ${host}, port ${port}: ${error.message}`;
  }
}
