export const users = {
  get: { http: "GET /users/{id}", effect: "read", operationId: "users/get" },
};
