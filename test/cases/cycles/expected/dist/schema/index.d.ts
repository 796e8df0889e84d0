import { filters, type Filters } from "./filters.js";
import { tree, type TreeOperations } from "./tree.js";
import { users, type Users } from "./users.js";

/** Cycles */
export interface Cycles {
  readonly filters: Filters;
  readonly tree: TreeOperations;
  readonly users: Users;
}

export declare const api: { readonly name: "cycles"; readonly title: "Cycles"; readonly version: "1.0.0"; readonly servers: readonly [{ readonly url: "https://cycles.example" }]; readonly securitySchemes: readonly [{ readonly name: "token"; readonly kind: "http"; readonly scheme: "bearer" }]; readonly security: readonly [{ readonly token: readonly [] }, {}] };

export declare const operations: {
  readonly filters: typeof filters;
  readonly tree: typeof tree;
  readonly users: typeof users;
};

export type * from "./models/c.js";
export type * from "./models/e.js";
export type * from "./models/f.js";
export type * from "./models/g.js";
export type * from "./models/l.js";
export type * from "./models/n.js";
export type * from "./models/p.js";
export type * from "./models/t.js";
export type * from "./models/u.js";
export type * from "./filters.js";
export type * from "./tree.js";
export type * from "./users.js";
