import type { Truck } from "./models/t.js";

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

export declare const trucks: {
  readonly list: { readonly http: "GET /v2/trucks"; readonly effect: "read" };
  readonly create: { readonly http: "POST /v2/trucks"; readonly effect: "write" };
  readonly get: { readonly http: "GET /v2/trucks/{truckId}"; readonly effect: "read" };
  readonly replace: { readonly http: "PUT /v2/trucks/{truckId}"; readonly effect: "write" };
  readonly delete: { readonly http: "DELETE /v2/trucks/{truckId}"; readonly effect: "destructive" };
  readonly update: { readonly http: "PATCH /v2/trucks/{truckId}"; readonly effect: "write" };
  readonly listDrivers: { readonly http: "GET /v2/trucks/{truckId}/drivers"; readonly effect: "read" };
  readonly revokeDriver: { readonly http: "POST /v2/trucks/{truckId}/drivers/{driverId}/revoke"; readonly effect: "destructive" };
  readonly getExec: { readonly http: "GET /v2/trucks/{truckId}/exec"; readonly effect: "write" };
};
