import { clash, type Clash } from "./clash.js";
import { classApi, type ClassApi } from "./class-api.js";
import { pairs, type Pairs } from "./pairs.js";
import { repos, type ReposOperations } from "./repos.js";
import { things, type Things } from "./things.js";

/** Names API specification */
export interface Names {
  readonly clash: Clash;
  readonly classApi: ClassApi;
  readonly pairs: Pairs;
  readonly repos: ReposOperations;
  readonly things: Things;
}

export declare const api: { readonly name: "names"; readonly title: "Names API specification"; readonly version: "0.0.0"; readonly servers: readonly []; readonly securitySchemes: readonly [{ readonly name: "token"; readonly kind: "http"; readonly scheme: "bearer" }]; readonly security: readonly [{ readonly token: readonly [] }, {}] };

export declare const operations: {
  readonly clash: typeof clash;
  readonly classApi: typeof classApi;
  readonly pairs: typeof pairs;
  readonly repos: typeof repos;
  readonly things: typeof things;
};

export type * from "./models/e.js";
export type * from "./models/f.js";
export type * from "./models/p.js";
export type * from "./models/r.js";
export type * from "./models/other.js";
export type * from "./clash.js";
export type * from "./class-api.js";
export type * from "./pairs.js";
export type * from "./repos.js";
export type * from "./things.js";
