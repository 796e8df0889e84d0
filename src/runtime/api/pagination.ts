/**
 * How the pages of an operation follow each other. Places in an answer's body are JSON pointers (RFC 6901), `""` is the whole body;
 * `argument` is a pointer into the arguments of a call: `/page`, `/body/after`.
 */
export type Pagination = {
  /** Where in the body the array of items is. */
  readonly items: string;
} & (
  | LinkPagination
  | NextUrlPagination
  | CursorPagination
  | LastIdPagination
  | PageNumberPagination
  | OffsetPagination
);

/** The `Link` header with `rel="next"` (RFC 8288). */
export interface LinkPagination {
  readonly kind: "link";
}

/** A URL in the body, absolute or relative to the request's. */
export interface NextUrlPagination {
  readonly kind: "nextUrl";
  readonly next: string;
}

/** A text or number in the body that the next call gives back. Without one, or where `more` is false, that was the last page. */
export interface CursorPagination {
  readonly kind: "cursor";
  readonly argument: string;
  readonly next: string;
  readonly more?: string;
}

/** The id of the last item goes into the next call, as long as `more` is true; without `more`, as long as there are items. */
export interface LastIdPagination {
  readonly kind: "lastId";
  readonly argument: string;
  /** In an item. */
  readonly id: string;
  readonly more?: string;
}

/** Pages by number, until one is empty, has fewer items than `size` asked for, or is the last by `pages` or `more`. */
export interface PageNumberPagination {
  readonly kind: "page";
  readonly argument: string;
  /** The number of the first page: 0 or 1. */
  readonly first: number;
  /** Argument that says how many items a page has. */
  readonly size?: string;
  /** In the body: how many pages there are. */
  readonly pages?: string;
  /** In the body: whether there are more. */
  readonly more?: string;
}

/** A number of items to skip, until a page is empty, has fewer items than `size` asked for, or reaches `total`. */
export interface OffsetPagination {
  readonly kind: "offset";
  readonly argument: string;
  readonly size?: string;
  /** In the body: how many items there are. */
  readonly total?: string;
  readonly more?: string;
}
