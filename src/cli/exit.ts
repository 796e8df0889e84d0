/** What the process exits with. */
export const EXIT = {
  ok: 0,
  /** The command did its work and a gate says no: `--check`, `--strict`, a snippet that failed. */
  gate: 1,
  /** Wrong usage, wrong configuration, or an output folder that cannot be written. */
  usage: 2,
  /** The document cannot be used. */
  input: 3,
  /** A bug of ours. */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What was asked for makes no sense: exit code 2. The message is a sentence; `fix` says what to do instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}
