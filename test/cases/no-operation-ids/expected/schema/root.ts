import type { Operations, Routes } from "./operations.js";

export interface Root {
  get(): Promise<string>;
}

export const root = {
  get: { http: "GET /", effect: "read", accept: ["text/html"] },
} as const satisfies Operations<Root>;

root satisfies Routes<Root, typeof root>;
