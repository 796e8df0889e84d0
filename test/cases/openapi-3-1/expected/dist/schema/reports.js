export const reports = {
  get: {
    http: "GET /reports/{station}",
    effect: "read",
    operationId: "getReport",
    accept: ["application/json; charset=utf-8"],
  },
  upload: {
    http: "POST /reports/{station}",
    effect: "write",
    operationId: "uploadReport",
  },
};
