import type { Point } from "./models/p.js";
import type { Station } from "./models/s.js";
import type { Operations, Routes } from "./operations.js";

/** @tag Stations */
export interface Stations {
  /** @returns 2XX */
  list(args?: { near?: Point; kinds?: string[] }): Promise<Station[]>;
}

export const stations = {
  list: {
    http: "GET /stations",
    effect: "read",
    operationId: "listStations",
    parameters: {
      near: { mediaType: "application/json" },
      kinds: { style: "pipeDelimited" },
    },
  },
} as const satisfies Operations<Stations>;

stations satisfies Routes<Stations, typeof stations>;
