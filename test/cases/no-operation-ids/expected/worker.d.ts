import type { Fleet } from "./dist/schema/index.js";

export type * from "./dist/schema/index.js";

/** Fleet REST API, for a Worker that is bound to the one of this package. */
export type FleetBinding = {
  readonly [Namespace in keyof Fleet]: Fleet[Namespace];
} & {
  /** The same as the member of this name. */
  namespace<Name extends keyof Fleet>(name: Name): Fleet[Name];
};
