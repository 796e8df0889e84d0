import { runProgram } from "../../dist/cli/program.js";
import { createTerminal } from "../../dist/cli/terminal.js";
import type { CliRun } from "./cli-process.js";

export interface HereOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the built command line in this process, for tests of what a command does: starting a process takes longer than most commands. What belongs
 * to the process (its streams, signals and exit) is tested with `codemode` of cli-process.ts. One command at a time: the working
 * directory is the process's.
 */
export function codemodeHere(args: readonly string[], options: HereOptions = {}): Promise<CliRun> {
  const run = last.then(() => runHere(args, options));
  last = run.catch(() => {});
  return run;
}

async function runHere(args: readonly string[], { cwd, env }: HereOptions): Promise<CliRun> {
  const [out, err] = [collector(), collector()];
  const environment = { ...process.env, ...env };
  const before = process.cwd();
  if (cwd !== undefined) process.chdir(cwd);
  try {
    const exitCode = await runProgram(args, createTerminal(out, err, environment), environment);
    return { exitCode, stdout: out.text(), stderr: err.text() };
  } finally {
    process.chdir(before);
  }
}

function collector(): { write(text: string): void; text(): string } {
  let said = "";
  return {
    write(text) {
      said += text;
    },
    text: () => said,
  };
}
