import { clash, type Clash } from "./clash.js";
import { classApi, type ClassApi } from "./class-api.js";
import { pairs, type Pairs } from "./pairs.js";
import { repos, type ReposOperations } from "./repos.js";
import { things, type Things } from "./things.js";
import type { ApiRow } from "./operations.js";

/** Names API specification */
export interface Names {
  readonly clash: Clash;
  readonly classApi: ClassApi;
  readonly pairs: Pairs;
  readonly repos: ReposOperations;
  readonly things: Things;
}

export const api = {
  name: "names",
  title: "Names API specification",
  version: "0.0.0",
  servers: [],
  securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
  security: [{ token: [] }, {}],
} as const satisfies ApiRow;

export const operations = {
  clash,
  classApi,
  pairs,
  repos,
  things,
} as const;

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
