import type { Extended } from "./models/e.js";
import type { Filter } from "./models/f.js";
import type { Loop } from "./models/l.js";

/** @tag filters */
export interface Filters {
  run(args: { body: Filter }): Promise<Extended>;
  getLoop(): Promise<Loop>;
}

export declare const filters: {
  readonly run: { readonly http: "POST /filters"; readonly effect: "write"; readonly operationId: "filters/run" };
  readonly getLoop: { readonly http: "GET /loops"; readonly effect: "read"; readonly operationId: "filters/get-loop" };
};
