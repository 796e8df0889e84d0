import type { Report } from "./models/r.js";
import type { Operations, Routes } from "./operations.js";

/** @tag Reports */
export interface Reports {
  get(args: { station: string }): Promise<Report>;
  upload(args: { station: string; body: Report }): Promise<unknown | undefined>;
}

export const reports = {
  get: {
    http: "GET /reports/{station}",
    effect: "read",
    operationId: "getReport",
    accept: ["application/json; charset=utf-8"],
  },
  upload: {
    http: "POST /reports/{station}",
    effect: "write",
    operationId: "uploadReport",
  },
} as const satisfies Operations<Reports>;

reports satisfies Routes<Reports, typeof reports>;
