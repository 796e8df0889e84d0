import { filters, type Filters } from "./filters.js";
import { tree, type TreeOperations } from "./tree.js";
import { users, type Users } from "./users.js";
import type { ApiRow } from "./operations.js";

/** Cycles */
export interface Cycles {
  readonly filters: Filters;
  readonly tree: TreeOperations;
  readonly users: Users;
}

export const api = {
  name: "cycles",
  title: "Cycles",
  version: "1.0.0",
  servers: [{ url: "https://cycles.example" }],
  securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
  security: [{ token: [] }, {}],
} as const satisfies ApiRow;

export const operations = {
  filters,
  tree,
  users,
} as const;

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
