import { books, type Books } from "./books.js";
import { orders, type Orders } from "./orders.js";
import { ping, type Ping } from "./ping.js";

/** Books, authors and orders of a small shop. */
export interface Bookshop {
  /** What the shop sells. */
  readonly books: Books;
  /** What customers bought. */
  readonly orders: Orders;
  readonly ping: Ping;
}

export declare const api: { readonly name: "bookshop"; readonly title: "Bookshop API"; readonly version: "1.2.0"; readonly servers: readonly [{ readonly url: "https://{region}.bookshop.example/v1"; readonly variables: readonly [{ readonly name: "region"; readonly default: "eu"; readonly values: readonly ["eu", "us"] }] }]; readonly securitySchemes: readonly [{ readonly name: "token"; readonly kind: "http"; readonly scheme: "bearer" }]; readonly security: readonly [{ readonly token: readonly [] }]; readonly package: { readonly name: "@example/bookshop"; readonly license: "MIT" }; readonly policy: { readonly namespaces: { readonly orders: "allow" }; readonly operations: { readonly "books.delete": "deny" } } };

export declare const operations: {
  readonly books: typeof books;
  readonly orders: typeof orders;
  readonly ping: typeof ping;
};

export type * from "./models/b.js";
export type * from "./models/e.js";
export type * from "./models/g.js";
export type * from "./models/m.js";
export type * from "./models/n.js";
export type * from "./models/o.js";
export type * from "./books.js";
export type * from "./orders.js";
export type * from "./ping.js";
