import type { Truck } from "./models/t.js";

export interface Search {
  create(args?: { body?: { query?: string } }): Promise<Truck[]>;
}

export declare const search: {
  readonly create: { readonly http: "POST /v2/search"; readonly effect: "write" };
};
