import type { NewBook } from "./n.js";

/** A book that the shop sells. */
export type Book = {
  id: string;
  /** @format date */
  published_on?: string;
  /**
   * Copies in the warehouse.
   *
   * @integer
   * @minimum 0
   */
  stock?: number;
} & NewBook;
