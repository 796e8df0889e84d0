import type { Operations, Routes } from "./operations.js";

export interface Clash {
  update(args: {
    id: string;
    /** @integer */
    idInQuery?: number;
    body?: string;
    "X-Trace-Id"?: string;
    session?: string;
    requestBody?: { "a b"?: string; "é"?: number };
  }): Promise<{
    [key: string]: unknown;
  }>;
}

export const clash = {
  update: {
    http: "POST /clash/{id}",
    effect: "write",
    operationId: "clash.update",
    parameters: {
      idInQuery: { name: "id" },
      body: { in: "query" },
      "X-Trace-Id": { in: "header" },
      session: { in: "cookie" },
    },
    bodyName: "requestBody",
  },
} as const satisfies Operations<Clash>;

clash satisfies Routes<Clash, typeof clash>;
