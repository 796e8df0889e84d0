export const ping = {
  get: {
    http: "GET /ping",
    effect: "read",
    operationId: "ping",
    accept: ["text/plain"],
    security: [],
  },
};
