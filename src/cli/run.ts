import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { ignoring } from "../output/folder.js";
import type { Environment } from "./environment.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import { startHost } from "./host.js";
import type { ServerOptions } from "./server-options.js";
import type { SpecOptions } from "./spec-options.js";
import type { Terminal } from "./terminal.js";

/** `codemode run`: one snippet, with the answer that an agent would get. Ctrl-C stops the snippet. */
export async function runCommand(
  target: string,
  file: string,
  options: SpecOptions & ServerOptions,
  terminal: Terminal,
  env: Environment,
): Promise<ExitCode> {
  const code = await readSnippet(file);
  const log = (line: string) => terminal.err.write(`${line}\n`);
  const { host } = await startHost(target, options, env, log);
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.once("SIGINT", abort);
  try {
    const answer = await host.execute({ code }, stop.signal, () => {});
    const stream = answer.isError ? terminal.err : terminal.out;
    stream.write(`${answer.text}\n`);
    return answer.isError ? EXIT.gate : EXIT.ok;
  } finally {
    process.off("SIGINT", abort);
    await host.close();
  }
}

async function readSnippet(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  const code = await readFile(file, "utf8").catch(ignoring("ENOENT", "EISDIR"));
  if (code !== undefined) return code;
  throw new UsageError(
    `${file} is no file`,
    "Give a TypeScript or JavaScript file, or - for standard input.",
  );
}
