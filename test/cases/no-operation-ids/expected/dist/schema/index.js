import { root } from "./root.js";
import { search } from "./search.js";
import { trucks } from "./trucks.js";

export const api = {
  name: "fleet",
  title: "Fleet REST API",
  version: "3.0.1",
  servers: [{ url: "https://fleet.example/api" }],
  securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
  security: [{ token: [] }, {}],
};

export const operations = {
  root,
  search,
  trucks,
};
