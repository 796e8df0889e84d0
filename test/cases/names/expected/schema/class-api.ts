import type { _123 } from "./models/other.js";
import type { Operations, Routes } from "./operations.js";

/** @tag class */
export interface ClassApi {
  constructor_(): Promise<_123>;
  delete(): Promise<undefined>;
}

export const classApi = {
  constructor_: {
    http: "GET /words",
    effect: "read",
    operationId: "constructor",
  },
  delete: {
    http: "DELETE /words",
    effect: "destructive",
    operationId: "delete",
  },
} as const satisfies Operations<ClassApi>;

classApi satisfies Routes<ClassApi, typeof classApi>;
