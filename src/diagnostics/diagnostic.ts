import { catalog } from "./catalog.js";
import type { Severity } from "./entry.js";

export type { Severity };

export type Code = keyof typeof catalog;

/** The parameters of a code's message. */
export type Parameters<C extends Code> = Parameter0<(typeof catalog)[C]["message"]>;
type Parameter0<F> = F extends (parameters: infer P) => string ? P : never;

/** One finding. `pointer` is a JSON pointer (RFC 6901) into `file`; lines are looked up when one is printed. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly pointer: string;
  /** Set only where the parser knows it and no pointer exists: a syntax error. From 1. */
  readonly line?: number;
  readonly column?: number;
}

/** A position in a text. Both count from 1; columns are UTF-16 code units, as editors count. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Collects what the stages find; they go on. Only an unusable input throws (`UnusableInput`). */
export class Diagnostics {
  readonly #found: Diagnostic[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  get all(): readonly Diagnostic[] {
    return this.#found;
  }

  report<C extends Code>(code: C, pointer: string, parameters: Parameters<C>): void {
    this.#found.push(diagnostic(code, this.#file, pointer, parameters));
  }

  /** Takes over what was found about another file. */
  add(...found: readonly Diagnostic[]): void {
    this.#found.push(...found);
  }

  /** Reports about a place of another file than the input itself: one of many that it consists of. */
  reportIn<C extends Code>(file: string, code: C, place: Place, parameters: Parameters<C>): void {
    this.#found.push({ ...diagnostic(code, file, "", parameters), ...place });
  }

  /** Reports about a place of the text that no pointer names. */
  reportAt<C extends Code>(code: C, place: Place, parameters: Parameters<C>): void {
    this.#found.push({ ...diagnostic(code, this.#file, "", parameters), ...place });
  }
}

export function diagnostic<C extends Code>(
  code: C,
  file: string,
  pointer: string,
  parameters: Parameters<C>,
): Diagnostic {
  const entry = catalog[code];
  const message = (entry.message as (parameters: Parameters<C>) => string)(parameters);
  return { code, severity: entry.severity, message, file, pointer };
}

/** The error for a file that cannot be used; `place` where the parser knows one. */
export function unusable<C extends Code>(
  code: C,
  file: string,
  parameters: Parameters<C>,
  place?: Place,
): UnusableInput {
  return new UnusableInput({ ...diagnostic(code, file, "", parameters), ...place });
}

/** The input cannot be compiled at all: exit code 3. */
export class UnusableInput extends Error {
  override readonly name = "UnusableInput";
  readonly diagnostic: Diagnostic;
  /** What was found on the way to it, and may be why. */
  readonly earlier: readonly Diagnostic[];

  constructor(found: Diagnostic, earlier: readonly Diagnostic[] = []) {
    super(found.message);
    this.diagnostic = found;
    this.earlier = earlier;
  }
}

/** The configuration, or a flag that says the same, is wrong: exit code 2. Holds every mistake that was found, at least one. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(found: readonly Diagnostic[]) {
    super(found.map(({ message }) => message).join("; "));
    this.diagnostics = found;
  }
}
