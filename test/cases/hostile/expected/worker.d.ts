import type { HostileProcessExit } from "./dist/schema/index.js";

export type * from "./dist/schema/index.js";

/** Hostile *\/ `${process.exit(1)}` API, for a Worker that is bound to the one of this package. */
export type HostileProcessExitBinding = {
  readonly [Namespace in keyof HostileProcessExit]: HostileProcessExit[Namespace];
} & {
  /** The same as the member of this name. */
  namespace<Name extends keyof HostileProcessExit>(name: Name): HostileProcessExit[Name];
};
