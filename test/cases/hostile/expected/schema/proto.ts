import type { Constructor } from "./models/c.js";
import type { Operations, Routes } from "./operations.js";

export interface ProtoOperations {
  eval(args?: { body?: Constructor }): Promise<unknown>;
}

export const proto = {
  eval: { http: "POST /b", effect: "write", operationId: "eval(1);//" },
} as const satisfies Operations<ProtoOperations>;

proto satisfies Routes<ProtoOperations, typeof proto>;
