import { ConfigurationError, type Diagnostic, UnusableInput } from "../diagnostics/diagnostic.js";
import { createPlaceOf } from "../diagnostics/places.js";
import { renderDiagnostics } from "../diagnostics/render.js";
import { RefusedOutput } from "../output/plan.js";
import type { Environment } from "./environment.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import type { Terminal } from "./terminal.js";

/** File system errors that the user's machine or command is the reason of, never we. */
const SYSTEM_CODES: ReadonlySet<string> = new Set([
  "EACCES",
  "EBUSY",
  "EDQUOT",
  "EEXIST",
  "EISDIR",
  "ELOOP",
  "EMFILE",
  "ENAMETOOLONG",
  "ENOENT",
  "ENOSPC",
  "ENOTDIR",
  "EPERM",
  "EROFS",
]);

/** Tells a person why a command ended, and gives its exit code. A stack is shown for a bug alone, and only when `DEBUG` is set. */
export function reportFailure(error: unknown, terminal: Terminal, env: Environment): ExitCode {
  const { err, errStyle: style } = terminal;
  const say = (message: string, fix?: string): void => {
    err.write(`${style.red("error")} ${message}\n`);
    if (fix !== undefined) err.write(`  ${style.dim("fix:")} ${fix}\n`);
  };
  const report = (found: readonly Diagnostic[]): void => {
    err.write(`${renderDiagnostics(found, createPlaceOf(), style).join("\n")}\n`);
  };
  if (error instanceof UnusableInput) {
    report([error.diagnostic]);
    return EXIT.input;
  }
  if (error instanceof ConfigurationError) {
    report(error.diagnostics);
    return EXIT.usage;
  }
  if (error instanceof UsageError || error instanceof RefusedOutput) {
    say(error.message, error.fix);
    return EXIT.usage;
  }
  if (error instanceof Error && "code" in error && SYSTEM_CODES.has(String(error.code))) {
    say(error.message);
    return EXIT.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  say(`${message}. This is a bug in codemode, please report it (DEBUG=1 shows where).`);
  if (env["DEBUG"] && error instanceof Error) err.write(`${error.stack}\n`);
  return EXIT.bug;
}
