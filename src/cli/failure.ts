import { ConfigurationError, type Diagnostic, UnusableInput } from "../diagnostics/diagnostic.js";
import { createPlaceOf } from "../diagnostics/places.js";
import { printable } from "../diagnostics/printable.js";
import { diagnosticRecords, renderDiagnostics } from "../diagnostics/render.js";
import { NoOpenapiTypes } from "../emit/openapi-types/no-openapi-types.js";
import { RefusedOutput } from "../output/refused-output.js";
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

/** Why a command ended, for people and for machines. */
interface Failure {
  readonly exitCode: ExitCode;
  /** Empty where the error is no diagnostic. */
  readonly diagnostics: readonly Diagnostic[];
  readonly message: string;
  readonly fix?: string;
}

/** How a failure is told: as text on stderr, with `json` as an object on stdout too. */
export type FailureFormat = "text" | "json";

/** Tells why a command ended, and gives its exit code. A stack is shown for a bug alone, and only when `DEBUG` is set. */
export function reportFailure(
  error: unknown,
  format: FailureFormat,
  { out, err, errStyle: style }: Terminal,
  env: Environment,
): ExitCode {
  const { exitCode, diagnostics, message, fix } = failureOf(error);
  const placeOf = createPlaceOf();
  if (format === "json") {
    const records = diagnosticRecords(diagnostics, placeOf);
    const value = { outcome: "failed", exitCode, message, fix, diagnostics: records };
    out.write(`${JSON.stringify(value, undefined, 2)}\n`);
  }
  if (diagnostics.length > 0) {
    err.write(`${renderDiagnostics(diagnostics, placeOf, style).join("\n")}\n`);
    return exitCode;
  }
  err.write(`${style.red("error")} ${printable(message)}\n`);
  if (fix !== undefined) err.write(`  ${style.dim("fix:")} ${fix}\n`);
  if (exitCode === EXIT.bug && env["DEBUG"] && error instanceof Error) {
    err.write(`${error.stack}\n`);
  }
  return exitCode;
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UnusableInput) {
    const diagnostics = [...error.earlier, error.diagnostic];
    return { exitCode: EXIT.input, diagnostics, message };
  }
  if (error instanceof ConfigurationError) {
    return { exitCode: EXIT.usage, diagnostics: error.diagnostics, message };
  }
  if (
    error instanceof UsageError ||
    error instanceof RefusedOutput ||
    error instanceof NoOpenapiTypes
  ) {
    return { exitCode: EXIT.usage, diagnostics: [], message, fix: error.fix };
  }
  // By name: the bundle that serves packages has a class of its own.
  if (error instanceof Error && error.name === "IndexFormatError") {
    const fix = "Compile the package again with this version of codemode.";
    return { exitCode: EXIT.usage, diagnostics: [], message, fix };
  }
  if (error instanceof Error && "code" in error && SYSTEM_CODES.has(String(error.code))) {
    return { exitCode: EXIT.usage, diagnostics: [], message };
  }
  return {
    exitCode: EXIT.bug,
    diagnostics: [],
    message: `${message}. This is a bug in codemode, please report it (DEBUG=1 shows where).`,
  };
}
