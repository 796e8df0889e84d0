import { clash } from "./clash.js";
import { classApi } from "./class-api.js";
import { pairs } from "./pairs.js";
import { repos } from "./repos.js";
import { things } from "./things.js";

export const api = {
  name: "names",
  title: "Names API specification",
  version: "0.0.0",
  servers: [],
  securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
  security: [{ token: [] }, {}],
};

export const operations = {
  clash,
  classApi,
  pairs,
  repos,
  things,
};
