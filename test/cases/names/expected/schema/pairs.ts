import type { ErrorModel } from "./models/e.js";
import type { PromiseModel } from "./models/p.js";
import type { RecordModel } from "./models/r.js";
import type { Operations, Routes } from "./operations.js";

/** @tag pairs */
export interface Pairs {
  dupForFirst(): Promise<ErrorModel>;
  dupForSecond(): Promise<RecordModel>;
  dupForThird(): Promise<PromiseModel>;
}

export const pairs = {
  dupForFirst: { http: "GET /first", effect: "read", operationId: "dup" },
  dupForSecond: { http: "GET /second", effect: "read", operationId: "Dup" },
  dupForThird: { http: "GET /third", effect: "read", operationId: "dup" },
} as const satisfies Operations<Pairs>;

pairs satisfies Routes<Pairs, typeof pairs>;
