import type { Compilation } from "../compile.js";
import type { Config } from "../config.js";
import { budgetsGate } from "./budgets-gate.js";
import { queriesGate } from "./queries-gate.js";
import { reviewGate } from "./review-gate.js";

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
  /** The text of the lock that the package is compared with; absent when there was none. */
  readonly earlierLock: string | undefined;
}

/**
 * Every gate that the configuration sets up, whether passed or not.
 * @throws {UnusableInput} when what a gate needs cannot be read.
 */
export async function checkGates(checked: Checked): Promise<readonly Gate[]> {
  const gates = [await queriesGate(checked), await budgetsGate(checked), reviewGate(checked)];
  return gates.filter((gate) => gate !== undefined);
}
