import type { Nested } from "./models/n.js";
import type { Tree } from "./models/t.js";

/** @tag tree */
export interface TreeOperations {
  get(): Promise<Tree>;
  replace(args: { body: Tree }): Promise<undefined>;
  getNested(): Promise<Nested>;
}

export declare const tree: {
  readonly get: { readonly http: "GET /tree"; readonly effect: "read"; readonly operationId: "tree/get" };
  readonly replace: { readonly http: "PUT /tree"; readonly effect: "write"; readonly operationId: "tree/replace" };
  readonly getNested: { readonly http: "GET /nested"; readonly effect: "read"; readonly operationId: "tree/get-nested" };
};
