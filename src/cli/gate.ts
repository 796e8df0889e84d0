import type { Compilation } from "../compile.js";
import type { Config } from "../config.js";
import type { Earlier } from "./earlier.js";

/** Something that `compile --check` holds a package to, besides being up to date. */
export interface Gate {
  readonly name: "queries" | "budgets" | "review";
  readonly passed: boolean;
  /** One line: what was held, or missed. */
  readonly summary: string;
  /** What is missed, a line each; empty when it passed. */
  readonly details: readonly string[];
  /** What to do when it did not pass. */
  readonly fix: string;
}

/** What gates look at. */
export interface Checked {
  readonly compilation: Compilation;
  readonly config: Config;
  /** The package that this one is compared with; absent when there was none. */
  readonly earlier: Earlier | undefined;
}
