/** Operations that Prism accepts no call of, or finds something wrong with, and whose fault that is. */
export interface PrismException {
  readonly document: string;
  readonly fault: "document" | "Prism" | "ours";
  readonly why: string;
  readonly operations: readonly string[];
}

export const PRISM_EXCEPTIONS: readonly PrismException[] = [];
