import type { Environment } from "./environment.js";
import { EXIT, type ExitCode } from "./exit.js";
import { startHost } from "./host.js";
import type { HttpOptions, ServerOptions } from "./server-options.js";
import type { SpecOptions } from "./spec-options.js";
import type { Terminal } from "./terminal.js";

/** `codemode serve`: MCP on standard input and output, until the client closes its end, or over HTTP until a signal. */
export async function serveCommand(
  target: string,
  options: SpecOptions & ServerOptions & HttpOptions,
  terminal: Terminal,
  env: Environment,
): Promise<ExitCode> {
  const log = (line: string) => terminal.err.write(`${line}\n`);
  const { serve } = await startHost(target, options, env, log);
  await serve();
  return EXIT.ok;
}
