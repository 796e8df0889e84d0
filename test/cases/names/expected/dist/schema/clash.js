export const clash = {
  update: {
    http: "POST /clash/{id}",
    effect: "write",
    operationId: "clash.update",
    parameters: {
      idInQuery: { name: "id" },
      body: { in: "query" },
      "X-Trace-Id": { in: "header" },
      session: { in: "cookie" },
    },
    bodyName: "requestBody",
  },
};
