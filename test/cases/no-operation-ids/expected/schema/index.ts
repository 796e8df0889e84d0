import { root, type Root } from "./root.js";
import { search, type Search } from "./search.js";
import { trucks, type Trucks } from "./trucks.js";
import type { ApiRow } from "./operations.js";

/** Fleet REST API */
export interface Fleet {
  readonly root: Root;
  readonly search: Search;
  readonly trucks: Trucks;
}

export const api = {
  name: "fleet",
  title: "Fleet REST API",
  version: "3.0.1",
  servers: [{ url: "https://fleet.example/api" }],
  securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
  security: [{ token: [] }, {}],
} as const satisfies ApiRow;

export const operations = {
  root,
  search,
  trucks,
} as const;

export type * from "./models/t.js";
export type * from "./root.js";
export type * from "./search.js";
export type * from "./trucks.js";
