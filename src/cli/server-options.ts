import { type Command, readCommand } from "../runtime/node/arguments.js";
import { UsageError } from "./exit.js";

/** The flags that `run` and `serve` share with a generated server. */
export interface ServerOptions {
  readonly allow?: string;
  readonly deny?: string;
  readonly readOnly?: boolean;
  readonly baseUrl?: string;
  readonly check?: string;
  readonly stateDir?: string;
  readonly audit?: string;
}

/** The flags of `serve` alone. */
export interface HttpOptions {
  readonly http?: string;
  readonly allowHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly trustProxy?: boolean;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

export type ServerSettings = Omit<Extract<Command, { kind: "serve" }>, "kind">;

/** What the flags mean to a server. @throws {UsageError} with the server's own words for a wrong value. */
export function serverSettings(options: ServerOptions & HttpOptions): ServerSettings {
  const command = readCommand([
    ...(options.allow === undefined ? [] : [`--allow=${options.allow}`]),
    ...(options.deny === undefined ? [] : [`--deny=${options.deny}`]),
    ...(options.readOnly ? ["--read-only"] : []),
    ...(options.check === undefined ? [] : [`--check=${options.check}`]),
    ...(options.stateDir === undefined ? [] : [`--state-dir=${options.stateDir}`]),
    ...(options.audit === undefined ? [] : [`--audit=${options.audit}`]),
    ...(options.baseUrl === undefined ? [] : [`--base-url=${options.baseUrl}`]),
    ...(options.http === undefined ? [] : [`--http=${options.http}`]),
    ...(options.allowHost ?? []).map((name) => `--allow-host=${name}`),
    ...(options.allowOrigin ?? []).map((origin) => `--allow-origin=${origin}`),
    ...(options.trustProxy ? ["--trust-proxy"] : []),
    ...(options.tlsCert === undefined ? [] : [`--tls-cert=${options.tlsCert}`]),
    ...(options.tlsKey === undefined ? [] : [`--tls-key=${options.tlsKey}`]),
  ]);
  switch (command.kind) {
    case "serve": {
      const { kind: _, ...settings } = command;
      return settings;
    }
    case "wrong":
      throw new UsageError(command.message, "See --help for the flags.");
    default:
      throw new Error(`the server's flags gave ${command.kind}`);
  }
}
