import type { Weather } from "./dist/schema/index.js";

export type * from "./dist/schema/index.js";

/** Weather, for a Worker that is bound to the one of this package. */
export type WeatherBinding = {
  readonly [Namespace in keyof Weather]: Weather[Namespace];
} & {
  /** The same as the member of this name. */
  namespace<Name extends keyof Weather>(name: Name): Weather[Name];
};
