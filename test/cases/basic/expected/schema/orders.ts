import type { Order } from "./models/o.js";
import type { Operations, Routes } from "./operations.js";

/**
 * What customers bought.
 *
 * @tag orders
 */
export interface Orders {
  /**
   * Place an order
   *
   * @returns {Order} 200
   * @returns 202
   */
  place(args: {
    /** @maxLength 64 */
    "Idempotency-Key": string;
    filter?: { [key: string]: string };
    body: {
      /** @minItems 1 */
      lines: {
        book_id: string;
        /**
         * @integer
         * @minimum 1
         */
        quantity: number;
      }[];
      note?: string | null;
    };
  }): Promise<Order | undefined>;
}

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
} as const satisfies Operations<Orders>;

orders satisfies Routes<Orders, typeof orders>;
