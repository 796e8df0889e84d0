import type { Constructor } from "./models/c.js";

/** @tag __proto__ */
export interface ProtoOperations {
  /** @result inexpressible */
  eval1(args?: { body?: Constructor }): Promise<unknown>;
}

export declare const proto: {
  readonly eval1: { readonly http: "POST /b"; readonly effect: "write"; readonly operationId: "eval(1);//" };
};
