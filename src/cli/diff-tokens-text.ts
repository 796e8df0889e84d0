import { SURFACES, type SurfaceChange } from "../diff/tokens/surfaces.js";
import type { OperationTokens, TokenChanges } from "../diff/tokens/token-changes.js";
import { thousands } from "../emit/thousands.js";

/** A row of figures before and after. */
export interface Figures {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** `+120`, or empty where nothing changed. */
  readonly change: string;
}

/** Surfaces whose cost changed. */
export function changedSurfaces({ surfaces }: TokenChanges): readonly SurfaceChange[] {
  return surfaces.filter(({ before, after }) => before !== after);
}

/** Operations of both versions whose answer has another length. */
export function grown({ operations }: TokenChanges): readonly OperationTokens[] {
  return operations.filter(({ before, after }) => before > 0 && after > 0);
}

export function surfaceFigures({ surface, before, after, exact }: SurfaceChange): Figures {
  const about = exact ? "" : "about ";
  return { ...figures(SURFACES[surface], before, after), before: `${about}${thousands(before)}` };
}

export function figures(label: string, before: number, after: number): Figures {
  return {
    label,
    before: thousands(before),
    after: thousands(after),
    change: signed(after - before),
  };
}

/** Why an operation takes more or less: `new`, `gone`, or its reasons. */
export function reasonText({ before, after, reasons }: OperationTokens): string {
  if (before === 0) return "new";
  if (after === 0) return "gone";
  return reasons
    .map(({ what, tokens, why }) =>
      tokens === undefined ? `${what}: ${why}` : `${what} ${signed(tokens)} (${why})`,
    )
    .join("; ");
}

/** Says so where not all that changed was counted. Empty where it was. */
export function sampleNote({ changed, counted }: TokenChanges): string {
  return counted < changed
    ? `${thousands(counted)} of ${thousands(changed)} operations that can have changed were counted, evenly spread`
    : "";
}

function signed(change: number): string {
  if (change === 0) return "";
  return change > 0 ? `+${thousands(change)}` : `−${thousands(-change)}`;
}
