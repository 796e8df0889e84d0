import type { Tree } from "./t.js";

export type Extended = { next?: Extended } & Tree;
