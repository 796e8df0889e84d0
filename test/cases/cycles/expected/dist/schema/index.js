import { filters } from "./filters.js";
import { tree } from "./tree.js";
import { users } from "./users.js";

export const api = {
  name: "cycles",
  title: "Cycles",
  version: "1.0.0",
  servers: [{ url: "https://cycles.example" }],
  securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
  security: [{ token: [] }, {}],
};

export const operations = {
  filters,
  tree,
  users,
};
