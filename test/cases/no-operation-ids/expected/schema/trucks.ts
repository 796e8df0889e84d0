import type { Truck } from "./models/t.js";
import type { Operations, Routes } from "./operations.js";

export interface Trucks {
  list(): Promise<Truck[]>;
  /** @returns 201 */
  create(args: { body: Truck }): Promise<Truck>;
  get(args: {
    /** @integer */
    truckId: number;
  }): Promise<Truck>;
  replace(args: {
    /** @integer */
    truckId: number;
    body: Truck;
  }): Promise<Truck>;
  delete(args: {
    /** @integer */
    truckId: number;
  }): Promise<undefined>;
  update(args: {
    /** @integer */
    truckId: number;
    body?: { plate?: string };
  }): Promise<Truck>;
  listDrivers(args: {
    /** @integer */
    truckId: number;
  }): Promise<Truck[]>;
  revokeDriver(args: {
    /** @integer */
    truckId: number;
    /** @integer */
    driverId: number;
  }): Promise<undefined>;
  getExec(args: {
    /** @integer */
    truckId: number;
  }): Promise<string>;
}

export const trucks = {
  list: { http: "GET /v2/trucks", effect: "read" },
  create: { http: "POST /v2/trucks", effect: "write" },
  get: { http: "GET /v2/trucks/{truckId}", effect: "read" },
  replace: { http: "PUT /v2/trucks/{truckId}", effect: "write" },
  delete: { http: "DELETE /v2/trucks/{truckId}", effect: "destructive" },
  update: { http: "PATCH /v2/trucks/{truckId}", effect: "write" },
  listDrivers: { http: "GET /v2/trucks/{truckId}/drivers", effect: "read" },
  revokeDriver: {
    http: "POST /v2/trucks/{truckId}/drivers/{driverId}/revoke",
    effect: "destructive",
  },
  getExec: { http: "GET /v2/trucks/{truckId}/exec", effect: "write" },
} as const satisfies Operations<Trucks>;

trucks satisfies Routes<Trucks, typeof trucks>;
