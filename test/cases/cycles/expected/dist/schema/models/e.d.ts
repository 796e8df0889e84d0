import type { Tree } from "./t.js";

export type Extended = Tree & { next?: Extended };
