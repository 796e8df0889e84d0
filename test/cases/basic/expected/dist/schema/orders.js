export const orders = {
  place: {
    http: "POST /orders",
    effect: "write",
    operationId: "orders/place",
    parameters: {
      "Idempotency-Key": { in: "header" },
      filter: { style: "deepObject" },
    },
  },
};
