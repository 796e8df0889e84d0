export const tree = {
  get: { http: "GET /tree", effect: "read", operationId: "tree/get" },
  replace: { http: "PUT /tree", effect: "write", operationId: "tree/replace" },
  getNested: {
    http: "GET /nested",
    effect: "read",
    operationId: "tree/get-nested",
  },
};
