import { books, type Books } from "./books.js";
import { orders, type Orders } from "./orders.js";
import { ping, type Ping } from "./ping.js";
import type { ApiRow } from "./operations.js";

/** Books, authors and orders of a small shop. */
export interface Bookshop {
  /** What the shop sells. */
  readonly books: Books;
  /** What customers bought. */
  readonly orders: Orders;
  readonly ping: Ping;
}

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
} as const satisfies ApiRow;

export const operations = {
  books,
  orders,
  ping,
} as const;

export type * from "./models/b.js";
export type * from "./models/e.js";
export type * from "./models/g.js";
export type * from "./models/m.js";
export type * from "./models/n.js";
export type * from "./models/o.js";
export type * from "./books.js";
export type * from "./orders.js";
export type * from "./ping.js";
