export type Severity = "error" | "warning" | "note";

/** What the catalog holds for one code. `P` is what its message is made of. */
export interface Entry<P> {
  readonly severity: Severity;
  /** A few words, for the documentation and for groups. */
  readonly title: string;
  /** One line about this very case. */
  readonly message: (parameters: P) => string;
  /** Why this happens, and what the compiler does about it. */
  readonly cause: string;
  /** What the reader can do. */
  readonly fix: string;
}

/** Declares an entry; exists so that `P` is checked where it is written. */
export function entry<P>(value: Entry<P>): Entry<P> {
  return value;
}

/** The parameters of a code whose message needs none. */
export type None = Record<never, never>;
