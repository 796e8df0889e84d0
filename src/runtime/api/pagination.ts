/**
 * How the pages of an operation follow each other. Places in an answer's body are JSON pointers (RFC 6901), `""` is the whole body;
 * `argument` and `size` are pointers into the arguments of a call: `/page`, `/body/after`.
 */
export type Pagination =
  | LinkPagination
  | NextUrlPagination
  | CursorPagination
  | LastIdPagination
  | PageNumberPagination
  | OffsetPagination;

interface Pages {
  /** Where in the body the array of items is. */
  readonly items: string;
}

/** The `Link` header with `rel="next"` (RFC 8288). */
export interface LinkPagination extends Pages {
  readonly kind: "link";
}

/** A URL in the body, absolute or relative to the request's. */
export interface NextUrlPagination extends Pages {
  readonly kind: "nextUrl";
  readonly next: string;
}

/** A text or number in the body that the next call gives back. Without one, or where `more` is false, that was the last page. */
export interface CursorPagination extends Pages {
  readonly kind: "cursor";
  readonly argument: string;
  readonly next: string;
  readonly more?: string;
}

/** The id of the last item goes into the next call, as long as `more` is true; without `more`, as long as there are items. */
export interface LastIdPagination extends Pages {
  readonly kind: "lastId";
  readonly argument: string;
  /** In an item. */
  readonly id: string;
  readonly more?: string;
}

/** How many items a call asks for, which tells a last page by its being shorter. */
interface SizedPages extends Pages {
  /** Argument that says how many items a page has. */
  readonly size?: string;
  /** The most that `size` may ask for: an API gives fewer items to one that asks for more, and that page need not be the last. */
  readonly most?: number;
  /** In the body: how many items there are on all pages. */
  readonly total?: string;
  /** In the body: whether there are more. */
  readonly more?: string;
}

/** Pages by number, until one is empty, is shorter than `size`, or is the last by `pages`, `total` or `more`. */
export interface PageNumberPagination extends SizedPages {
  readonly kind: "page";
  readonly argument: string;
  /** The number of the first page: 0 or 1. */
  readonly first: 0 | 1;
  /** In the body: how many pages there are. */
  readonly pages?: string;
}

/** A number of items to skip, until a page is empty, is shorter than `size`, or is the last by `total` or `more`. */
export interface OffsetPagination extends SizedPages {
  readonly kind: "offset";
  readonly argument: string;
  /** In the body: how far on the next page begins, which may be more than a page has items. Without it, by as many as it has. */
  readonly step?: string;
}

interface KindKeys {
  readonly needed: readonly string[];
  readonly allowed: readonly string[];
}

/** The keys of each kind besides `kind` and `items`. */
export const PAGINATION_KEYS: { readonly [K in Pagination["kind"]]: KindKeys } = {
  link: { needed: [], allowed: [] },
  nextUrl: { needed: ["next"], allowed: [] },
  cursor: { needed: ["argument", "next"], allowed: ["more"] },
  lastId: { needed: ["argument", "id"], allowed: ["more"] },
  page: { needed: ["argument", "first"], allowed: ["pages", "size", "most", "total", "more"] },
  offset: { needed: ["argument"], allowed: ["step", "size", "most", "total", "more"] },
};
