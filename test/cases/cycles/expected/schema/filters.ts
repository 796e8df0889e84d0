import type { Extended } from "./models/e.js";
import type { Filter } from "./models/f.js";
import type { Loop } from "./models/l.js";
import type { Operations, Routes } from "./operations.js";

/** @tag filters */
export interface Filters {
  run(args: { body: Filter }): Promise<Extended>;
  getLoop(): Promise<Loop>;
}

export const filters = {
  run: { http: "POST /filters", effect: "write", operationId: "filters/run" },
  getLoop: {
    http: "GET /loops",
    effect: "read",
    operationId: "filters/get-loop",
  },
} as const satisfies Operations<Filters>;

filters satisfies Routes<Filters, typeof filters>;
