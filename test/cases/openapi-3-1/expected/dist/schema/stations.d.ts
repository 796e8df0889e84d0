import type { Point } from "./models/p.js";
import type { Station } from "./models/s.js";

/** @tag Stations */
export interface Stations {
  /** @returns 2XX */
  list(args?: { near?: Point; kinds?: string[] }): Promise<Station[]>;
}

export declare const stations: {
  readonly list: { readonly http: "GET /stations"; readonly effect: "read"; readonly operationId: "listStations"; readonly parameters: { readonly near: { readonly mediaType: "application/json" }; readonly kinds: { readonly style: "pipeDelimited" } } };
};
