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
};
