import type { Names } from "./dist/schema/index.js";

export type * from "./dist/schema/index.js";

/** Names API specification, for a Worker that is bound to the one of this package. */
export type NamesBinding = {
  readonly [Namespace in keyof Names]: Names[Namespace];
} & {
  /** The same as the member of this name. */
  namespace<Name extends keyof Names>(name: Name): Names[Name];
};
