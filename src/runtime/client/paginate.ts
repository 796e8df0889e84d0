import type { OffsetPagination, PageNumberPagination, Pagination } from "../api/pagination.js";
import type { OperationRow } from "../api/row.js";
import { ArgumentError, ResponseError } from "./errors.js";
import { linkTarget } from "./link-header.js";
import { nextUrl, type Site } from "./next-url.js";
import { valueAt, withArgument } from "./pointer.js";
import type { Arguments, HttpRequest } from "./request.js";

/** What to ask for one page: by arguments, or at a URL that the API gave, which replaces the one that the arguments would make. */
export type PageRequest = {
  readonly args: Arguments;
  /** Items on the pages before it. */
  readonly before: number;
} & ({ readonly kind: "arguments" } | { readonly kind: "url"; readonly url: string });

/** An answer of 2xx as far as its pages matter. Header names are in lower case. */
export interface PageAnswer {
  /** The URL of the request, without credentials. */
  readonly url: string;
  readonly site: Site;
  readonly headers: { readonly [name: string]: string };
  readonly body: unknown;
}

export interface Page {
  readonly items: readonly unknown[];
  /** Absent after the last page. */
  readonly next?: PageRequest;
}

/** The page that a call begins with: the caller's own arguments over the defaults of the row. */
export function firstPage(row: OperationRow, args: Arguments): PageRequest {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const defaults = Object.entries(row.parameters ?? {}).flatMap(([argument, { default: value }]) =>
    value === undefined ? [] : [[argument, value] as const],
  );
  return { kind: "arguments", args: Object.fromEntries([...defaults, ...given]), before: 0 };
}

/** The request of a page: the one that its arguments make, at the page's own URL where it has one. */
export function atPage(request: HttpRequest, asked: PageRequest): HttpRequest {
  return asked.kind === "url" ? { ...request, url: asked.url } : request;
}

/**
 * The items of an answer and what to ask next. Throws `ResponseError` when the answer has no items where they should be or its next
 * page is of another origin, and `ArgumentError` when the arguments have no place for what the next page is asked by.
 */
export function pageOf(pagination: Pagination, asked: PageRequest, answer: PageAnswer): Page {
  const items = itemsAt(answer.body, pagination.items);
  const next = nextPage(pagination, asked, answer, items);
  return { items, ...(next !== undefined && { next }) };
}

/** Reads the pages of one walk, in their order, as `pageOf` does. Throws `ResponseError` too where one comes that was read already. */
export type PageReader = (asked: PageRequest, answer: PageAnswer) => Page;

export function createPageReader(pagination: Pagination): PageReader {
  const read = new Set<string>();
  let last = "";
  return (asked, answer) => {
    const page = pageOf(pagination, asked, answer);
    const isCounted = pagination.kind === "page" || pagination.kind === "offset";
    const items = isCounted && typeof page.items[0] === "object" ? JSON.stringify(page.items) : "";
    read.add(positionOf(pagination, asked, answer.url));
    const isRead = page.next !== undefined && read.has(positionOf(pagination, page.next, ""));
    if (isRead || (items !== "" && items === last)) {
      throw new ResponseError("The API gives a page that was read already: its pages have no end");
    }
    last = items;
    return page;
  };
}

/** What tells a page from the others of its walk: its URL, cursor or number. */
function positionOf(pagination: Pagination, asked: PageRequest, url: string): string {
  if (pagination.kind !== "link" && pagination.kind !== "nextUrl") {
    return String(valueAt(asked.args, pagination.argument) ?? "");
  }
  return asked.kind === "url" ? asked.url : new URL(url).href;
}

/** An empty list may come as `null`, as a property that is left out, or as an answer without content. */
function itemsAt(body: unknown, pointer: string): readonly unknown[] {
  const items = valueAt(body, pointer);
  if (Array.isArray(items)) return items;
  const around = pointer === "" ? undefined : valueAt(body, pointer.replace(/\/[^/]*$/, ""));
  const isLeftOut = items === undefined && typeof around === "object" && !Array.isArray(around);
  if (body === undefined || items === null || isLeftOut) return [];
  const place = pointer === "" ? "The answer" : `${JSON.stringify(pointer)} of the answer`;
  throw new ResponseError(`${place} is no array, so it has no page of items`);
}

function nextPage(
  pagination: Pagination,
  asked: PageRequest,
  { url, site, headers, body }: PageAnswer,
  items: readonly unknown[],
): PageRequest | undefined {
  const before = asked.before + items.length;
  const toUrl = (link: string): PageRequest => ({
    kind: "url",
    url: nextUrl(link, url, site),
    args: asked.args,
    before,
  });
  const withValue = (argument: string, value: unknown): PageRequest => ({
    kind: "arguments",
    args: withArgument(asked.args, argument, value),
    before,
  });
  switch (pagination.kind) {
    case "link": {
      const link = linkTarget(headers["link"] ?? "", "next");
      return link === undefined ? undefined : toUrl(link);
    }
    case "nextUrl": {
      const link = valueAt(body, pagination.next);
      return typeof link === "string" && link !== "" ? toUrl(link) : undefined;
    }
    case "cursor": {
      const cursor = cursorOf(valueAt(body, pagination.next));
      if (cursor === undefined || moreAt(body, pagination.more) === false) return undefined;
      return withValue(pagination.argument, cursor);
    }
    case "lastId": {
      const last = items.at(-1);
      if (last === undefined || moreAt(body, pagination.more) === false) return undefined;
      const id = cursorOf(valueAt(last, pagination.id));
      if (id !== undefined) return withValue(pagination.argument, id);
      throw new ResponseError(
        `The last item has no \`${pagination.id}\` to ask for the next page by`,
      );
    }
    case "page": {
      const page = numberArgument(asked.args, pagination.argument) ?? pagination.first;
      const pages = countAt(body, pagination.pages, page - pagination.first + 1);
      const isLast =
        pages === undefined
          ? isLastBy(pagination, asked, body, items, before)
          : page - pagination.first + 1 >= pages;
      return isLast ? undefined : withValue(pagination.argument, page + 1);
    }
    case "offset": {
      const offset = numberArgument(asked.args, pagination.argument) ?? 0;
      const reached = offset + (countAt(body, pagination.step, items.length) ?? items.length);
      const isLast = isLastBy(pagination, asked, body, items, reached);
      return isLast ? undefined : withValue(pagination.argument, reached);
    }
  }
}

/** Whether a page of a numbered sequence is the last: by what the answer says of it, else by its being shorter than it was to be. */
function isLastBy(
  { more, total, size, most = Number.POSITIVE_INFINITY }: PageNumberPagination | OffsetPagination,
  asked: PageRequest,
  body: unknown,
  items: readonly unknown[],
  reached: number,
): boolean {
  if (items.length === 0) return true;
  const hasMore = moreAt(body, more);
  if (hasMore !== undefined) return !hasMore;
  const all = countAt(body, total, items.length);
  if (all !== undefined) return reached >= all;
  const wanted = size === undefined ? undefined : numberArgument(asked.args, size);
  return wanted !== undefined && wanted <= most && items.length < wanted;
}

/** What can be given back as a cursor. Nothing, and zero, which would begin anew, stand for the end. */
function cursorOf(value: unknown): string | number | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  return value === "" || Number(value) === 0 ? undefined : value;
}

function moreAt(body: unknown, pointer: string | undefined): boolean | undefined {
  const value = pointer === undefined ? undefined : valueAt(body, pointer);
  return typeof value === "boolean" ? value : undefined;
}

/** A count in the body; `undefined` where it is less than what is there already, and so not meant as one. */
function countAt(body: unknown, pointer: string | undefined, least: number): number | undefined {
  const value = pointer === undefined ? undefined : Number(valueAt(body, pointer) ?? Number.NaN);
  return value !== undefined && value >= least ? value : undefined;
}

function numberArgument(args: Arguments, pointer: string): number | undefined {
  const value = valueAt(args, pointer);
  if (value === undefined || value === null) return undefined;
  const number =
    typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
  if (Number.isInteger(number)) return number;
  throw new ArgumentError(
    pointer.slice(1),
    `\`${pointer.slice(1)}\` must be a whole number: pages are counted by it`,
  );
}
