import type { Book } from "./models/b.js";
import type { Genre } from "./models/g.js";
import type { NewBook } from "./models/n.js";

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

export declare const books: {
  readonly list: { readonly http: "GET /books"; readonly effect: "read"; readonly operationId: "books/list"; readonly parameters: { readonly authors: { readonly explode: false }; readonly page: { readonly default: 1 }; readonly "Accept-Language": { readonly in: "header"; readonly locked: "de" } } };
  readonly create: { readonly http: "POST /books"; readonly effect: "write"; readonly operationId: "books/create"; readonly parameters: { readonly "Accept-Language": { readonly in: "header"; readonly locked: "de" } } };
  readonly get: { readonly http: "GET /books/{book_id}"; readonly effect: "read"; readonly operationId: "books/get" };
  readonly delete: { readonly http: "DELETE /books/{book_id}"; readonly effect: "destructive"; readonly operationId: "books/delete" };
  readonly getCover: { readonly http: "GET /books/{book_id}/cover"; readonly effect: "read"; readonly operationId: "books/get-cover"; readonly accept: readonly ["image/png"] };
};
