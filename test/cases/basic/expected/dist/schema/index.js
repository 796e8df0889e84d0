import { books } from "./books.js";
import { orders } from "./orders.js";
import { ping } from "./ping.js";

export const api = {
  name: "bookshop",
  title: "Bookshop API",
  version: "1.2.0",
  servers: [
    {
      url: "https://{region}.bookshop.example/v1",
      variables: [{ name: "region", default: "eu", values: ["eu", "us"] }],
    },
  ],
  securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
  security: [{ token: [] }],
  package: { name: "@example/bookshop", license: "MIT" },
  policy: {
    namespaces: { orders: "allow" },
    operations: { "books.delete": "deny" },
  },
};

export const operations = {
  books,
  orders,
  ping,
};
