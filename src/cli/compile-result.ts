import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Budget } from "../emit/budget.js";
import type { PackageFacts } from "../emit/emitter.js";
import type { Plan } from "../output/plan.js";
import type { Api } from "../runtime/api/api.js";
import type { Gate } from "./gate.js";

/** All that `compile` has to tell. */
export interface CompileResult {
  readonly api: Api;
  readonly package: PackageFacts;
  /** The output folder as the user named it, or the default. */
  readonly output: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly budget: Budget;
  readonly plan: Plan;
  readonly outcome: Outcome;
  /** What `--check` held the package to; empty without it. */
  readonly gates: readonly Gate[];
  readonly milliseconds: number;
}

/**
 * `stale` and `fresh` are the two answers of `--check`; `held-back` means that `--strict` wrote nothing because of warnings, `protected` that a
 * schema was not written over because what was not understood of it would be lost.
 */
export type Outcome = "written" | "fresh" | "stale" | "held-back" | "protected";
