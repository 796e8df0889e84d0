import type { ErrorModel } from "./models/e.js";
import type { PromiseModel } from "./models/p.js";
import type { RecordModel } from "./models/r.js";

/** @tag pairs */
export interface Pairs {
  dupForFirst(): Promise<ErrorModel>;
  dupForSecond(): Promise<RecordModel>;
  dupForThird(): Promise<PromiseModel>;
}

export declare const pairs: {
  readonly dupForFirst: { readonly http: "GET /first"; readonly effect: "read"; readonly operationId: "dup" };
  readonly dupForSecond: { readonly http: "GET /second"; readonly effect: "read"; readonly operationId: "Dup" };
  readonly dupForThird: { readonly http: "GET /third"; readonly effect: "read"; readonly operationId: "dup" };
};
