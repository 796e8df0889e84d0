import type { Effect, Limits, Policy, Preset } from "./runtime/api/api.js";

/** Every option that compilation knows, with defaults filled in: what the file says, then what the flags say. */
export interface Config {
  readonly name?: string;
  readonly package: {
    readonly name?: string;
    readonly version?: string;
    readonly license?: string;
  };
  /** An operation is kept if it matches some `include` filter (or there is none) and no `exclude` filter. */
  readonly include: readonly Filter[];
  readonly exclude: readonly Filter[];
  /** `METHOD /path` or operationId → `namespace.method`. */
  readonly names: { readonly [operation: string]: string };
  /** `METHOD /path`, operationId or `namespace.method` → effect. */
  readonly effects: { readonly [operation: string]: Effect };
  readonly policy: Policy;
  /** Argument name → value that is sent for it. */
  readonly defaults: { readonly [argument: string]: Preset };
  readonly limits: Limits;
  /** Paths of OpenAPI Overlays, in the order in which they are applied. */
  readonly overlays: readonly string[];
}

/** All fields that are present must match. `path` and `operationId` may hold `*` (within a segment) and `**`. */
export interface Filter {
  readonly tag?: string;
  readonly path?: string;
  readonly method?: string;
  readonly operationId?: string;
  readonly "x-internal"?: boolean;
  readonly deprecated?: boolean;
}
