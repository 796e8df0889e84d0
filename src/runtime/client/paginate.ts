import type { Pagination } from "../api/pagination.js";
import type { Arguments } from "./request.js";

/** What to ask for one page: by arguments, or at a URL that the API gave, which replaces the one that the arguments would make. */
export type PageRequest =
  | { readonly kind: "arguments"; readonly args: Arguments }
  | { readonly kind: "url"; readonly url: string; readonly args: Arguments };

/** An answer of 2xx as far as its pages matter. `url` is that of the request. Header names are in lower case. */
export interface PageAnswer {
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: unknown;
}

export interface Page {
  readonly items: readonly unknown[];
  /** Absent after the last page. */
  readonly next?: PageRequest;
}

/**
 * The items of an answer and what to ask next. Throws `ResponseError` when the answer has no items where they should be, or leads
 * back to the page it is itself.
 */
export function pageOf(_pagination: Pagination, _asked: PageRequest, _answer: PageAnswer): Page {
  throw new Error("to be written");
}
