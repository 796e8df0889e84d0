import type { Constructor } from "./models/c.js";
import type { Operations, Routes } from "./operations.js";

/** @tag __proto__ */
export interface ProtoOperations {
  /** @result inexpressible */
  eval1(args?: { body?: Constructor }): Promise<unknown>;
}

export const proto = {
  eval1: { http: "POST /b", effect: "write", operationId: "eval(1);//" },
} as const satisfies Operations<ProtoOperations>;

proto satisfies Routes<ProtoOperations, typeof proto>;
