import type { Book } from "./models/b.js";
import type { Genre } from "./models/g.js";
import type { NewBook } from "./models/n.js";
import type { Operations, Routes } from "./operations.js";

/**
 * What the shop sells.
 *
 * @tag books
 */
export interface Books {
  /**
   * List books
   *
   * Every book, newest first.
   *
   * @throws {ErrorModel} default
   */
  list(args?: {
    /** Only books of this genre. */
    genre?: Genre;
    authors?: string[];
    /**
     * @default 1
     * @integer
     * @minimum 1
     */
    page?: number;
  }): Promise<Book[]>;
  /**
   * Create a book
   *
   * @returns 201
   */
  create(args: { body: NewBook }): Promise<Book>;
  /**
   * Get a book
   *
   * @throws {ErrorModel} 404
   */
  get(args: { book_id: string }): Promise<Book>;
  /**
   * Delete a book
   *
   * @deprecated
   */
  delete(args: { book_id: string }): Promise<undefined>;
  /** Download the cover */
  getCover(args: { book_id: string }): Promise<Uint8Array>;
}

export const books = {
  list: {
    http: "GET /books",
    effect: "read",
    operationId: "books/list",
    parameters: {
      authors: { explode: false },
      page: { default: 1 },
      "Accept-Language": { in: "header", locked: "de" },
    },
  },
  create: {
    http: "POST /books",
    effect: "write",
    operationId: "books/create",
    parameters: { "Accept-Language": { in: "header", locked: "de" } },
  },
  get: {
    http: "GET /books/{book_id}",
    effect: "read",
    operationId: "books/get",
  },
  delete: {
    http: "DELETE /books/{book_id}",
    effect: "destructive",
    operationId: "books/delete",
  },
  getCover: {
    http: "GET /books/{book_id}/cover",
    effect: "read",
    operationId: "books/get-cover",
    accept: ["image/png"],
  },
} as const satisfies Operations<Books>;

books satisfies Routes<Books, typeof books>;
