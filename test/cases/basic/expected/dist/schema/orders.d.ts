import type { Order } from "./models/o.js";

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

export declare const orders: {
  readonly place: { readonly http: "POST /orders"; readonly effect: "write"; readonly operationId: "orders/place"; readonly parameters: { readonly "Idempotency-Key": { readonly in: "header" }; readonly filter: { readonly style: "deepObject" } } };
};
