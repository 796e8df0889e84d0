import type { Bookshop } from "./dist/schema/index.js";

export type * from "./dist/schema/index.js";

/** Bookshop API, for a Worker that is bound to the one of this package. */
export type BookshopBinding = {
  readonly [Namespace in keyof Bookshop]: Bookshop[Namespace];
} & {
  /** The same as the member of this name. */
  namespace<Name extends keyof Bookshop>(name: Name): Bookshop[Name];
};
