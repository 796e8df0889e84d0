import { root, type Root } from "./root.js";
import { search, type Search } from "./search.js";
import { trucks, type Trucks } from "./trucks.js";

/** Fleet REST API */
export interface Fleet {
  readonly root: Root;
  readonly search: Search;
  readonly trucks: Trucks;
}

export declare const api: { readonly name: "fleet"; readonly title: "Fleet REST API"; readonly version: "3.0.1"; readonly servers: readonly [{ readonly url: "https://fleet.example/api" }]; readonly securitySchemes: readonly [{ readonly name: "token"; readonly kind: "http"; readonly scheme: "bearer" }]; readonly security: readonly [{ readonly token: readonly [] }, {}] };

export declare const operations: {
  readonly root: typeof root;
  readonly search: typeof search;
  readonly trucks: typeof trucks;
};

export type * from "./models/t.js";
export type * from "./root.js";
export type * from "./search.js";
export type * from "./trucks.js";
