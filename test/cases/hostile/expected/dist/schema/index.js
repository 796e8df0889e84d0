import { outside } from "./outside.js";
import { proto } from "./proto.js";

export const api = {
  name: "hostileProcessExit",
  title: "Hostile */ `${process.exit(1)}` API",
  version: "1.0.0",
  servers: [{ url: "https://hostile.example", description: "*/ //" }],
  securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
  security: [{ token: [] }, {}],
};

export const operations = {
  outside,
  proto,
};
