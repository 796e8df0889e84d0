import type { Truck } from "./models/t.js";
import type { Operations, Routes } from "./operations.js";

export interface Search {
  create(args?: { body?: { query?: string } }): Promise<Truck[]>;
}

export const search = {
  create: { http: "POST /v2/search", effect: "write" },
} as const satisfies Operations<Search>;

search satisfies Routes<Search, typeof search>;
