export const classApi = {
  constructor_: {
    http: "GET /words",
    effect: "read",
    operationId: "constructor",
  },
  delete: {
    http: "DELETE /words",
    effect: "destructive",
    operationId: "delete",
  },
};
