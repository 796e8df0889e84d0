import type { Nested } from "./models/n.js";
import type { Tree } from "./models/t.js";
import type { Operations, Routes } from "./operations.js";

/** @tag tree */
export interface TreeOperations {
  get(): Promise<Tree>;
  replace(args: { body: Tree }): Promise<undefined>;
  getNested(): Promise<Nested>;
}

export const tree = {
  get: { http: "GET /tree", effect: "read", operationId: "tree/get" },
  replace: { http: "PUT /tree", effect: "write", operationId: "tree/replace" },
  getNested: {
    http: "GET /nested",
    effect: "read",
    operationId: "tree/get-nested",
  },
} as const satisfies Operations<TreeOperations>;

tree satisfies Routes<TreeOperations, typeof tree>;
