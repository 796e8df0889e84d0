import type { Environment } from "./environment.js";
import { EXIT, type ExitCode } from "./exit.js";
import { startHost } from "./host.js";
import type { ServerOptions } from "./server-options.js";
import type { SpecOptions } from "./spec-options.js";
import type { Terminal } from "./terminal.js";

/** `codemode serve`: MCP on standard input and output, until the client closes its end. */
export async function serveCommand(
  target: string,
  options: SpecOptions & ServerOptions,
  terminal: Terminal,
  env: Environment,
): Promise<ExitCode> {
  const log = (line: string) => terminal.err.write(`${line}\n`);
  const { host, serve } = await startHost(target, options, env, log);
  await serve(host, log);
  return EXIT.ok;
}
