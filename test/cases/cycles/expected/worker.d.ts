import type { Cycles } from "./dist/schema/index.js";

export type * from "./dist/schema/index.js";

/** Cycles, for a Worker that is bound to the one of this package. */
export type CyclesBinding = {
  readonly [Namespace in keyof Cycles]: Cycles[Namespace];
} & {
  /** The same as the member of this name. */
  namespace<Name extends keyof Cycles>(name: Name): Cycles[Name];
};
