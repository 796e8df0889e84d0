export const filters = {
  run: { http: "POST /filters", effect: "write", operationId: "filters/run" },
  getLoop: {
    http: "GET /loops",
    effect: "read",
    operationId: "filters/get-loop",
  },
};
