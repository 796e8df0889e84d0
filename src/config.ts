import type { BudgetLimits } from "./budget/figure.js";
import type { Minima } from "./evaluation/metric.js";
import type { Review } from "./review/review.js";
import type { Effect, Limits, Policy, Preset } from "./runtime/api/api.js";
import type { Pagination } from "./runtime/api/pagination.js";

/** Every option that compilation knows, with defaults filled in: what the file says, then what the flags say. */
export interface Config {
  readonly name?: string;
  readonly package: {
    readonly name?: string;
    readonly version?: string;
    readonly license?: string;
    /** The name of its server in the MCP registry. */
    readonly mcpName?: string;
    /** The URL of the repository that it is published from. */
    readonly repository?: string;
    readonly author?: string;
    readonly homepage?: string;
  };
  /** An operation is kept if it matches some `include` filter (or there is none) and no `exclude` filter. */
  readonly include: readonly Filter[];
  readonly exclude: readonly Filter[];
  /** `METHOD /path` or operationId → `namespace.method`. */
  readonly names: { readonly [operation: string]: string };
  /** `METHOD /path`, operationId or `namespace.method` → effect. */
  readonly effects: { readonly [operation: string]: Effect };
  readonly policy: Policy;
  /** What `codemode.policy.json` says; absent where there is none. */
  readonly review?: Review;
  /** Argument name → value that is sent for it. */
  readonly defaults: { readonly [argument: string]: Preset };
  /** `namespace.method`, `METHOD /path`, operationId, `namespace.*` or `*` → what takes the place of what the document shows. */
  readonly pagination: { readonly [operation: string]: PaginationSetting };
  readonly limits: Limits;
  /** Paths of OpenAPI Overlays, in the order in which they are applied. */
  readonly overlays: readonly string[];
  readonly queries: readonly QueriesSetting[];
  /** The most that an agent may pay. */
  readonly budgets: BudgetLimits;
}

/** A file of golden queries, and what the search must reach with them. */
export interface QueriesSetting {
  readonly file: string;
  readonly min: Minima;
}

/** `false`: none, whatever the document shows. `link`: by the `Link` header, the items being where they are found. */
export type PaginationSetting = false | "link" | Pagination;

/** All fields that are present must match. `path` and `operationId` may hold `*` (within a segment) and `**`. */
export interface Filter {
  readonly tag?: string;
  readonly path?: string;
  readonly method?: string;
  readonly operationId?: string;
  readonly "x-internal"?: boolean;
  readonly deprecated?: boolean;
}
