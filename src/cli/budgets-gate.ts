import type { Checked, Gate } from "./gate.js";

/** The limits of `budgets` hold. */
export async function budgetsGate(_: Checked): Promise<Gate | undefined> {
  return undefined;
}
