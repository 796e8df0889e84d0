import type { Report } from "./models/r.js";

/** @tag Reports */
export interface Reports {
  get(args: { station: string }): Promise<Report>;
  upload(args: { station: string; body: Report }): Promise<unknown | undefined>;
}

export declare const reports: {
  readonly get: { readonly http: "GET /reports/{station}"; readonly effect: "read"; readonly operationId: "getReport"; readonly accept: readonly ["application/json; charset=utf-8"] };
  readonly upload: { readonly http: "POST /reports/{station}"; readonly effect: "write"; readonly operationId: "uploadReport" };
};
