import { budgetsGate } from "./budgets-gate.js";
import type { Checked, Gate } from "./gate.js";
import { queriesGate } from "./queries-gate.js";
import { reviewGate } from "./review-gate.js";

/**
 * Every gate that the configuration sets up, whether passed or not.
 * @throws {UnusableInput} when what a gate needs cannot be read, {UsageError} when growth cannot be counted.
 */
export async function checkGates(checked: Checked): Promise<readonly Gate[]> {
  const gates = [await queriesGate(checked), await budgetsGate(checked), reviewGate(checked)];
  return gates.filter((gate) => gate !== undefined);
}
