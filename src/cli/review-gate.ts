import type { Checked, Gate } from "./gate.js";

/** No operation is new since the last review, where there is a `codemode.policy.json`. */
export function reviewGate(_: Checked): Gate | undefined {
  return undefined;
}
