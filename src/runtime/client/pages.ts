import { paginationOf } from "../api/row.js";
import { baseUrlOf } from "./base-url.js";
import { type CalledOperation, type ClientContext, exchange, requestOf } from "./call.js";
import { ArgumentError, ResponseError } from "./errors.js";
import type { PaginateOptions } from "./options.js";
import { atPage, createPageReader, firstPage } from "./paginate.js";
import type { Arguments } from "./request.js";

/** Pages that are read where the caller names no number: no list that is worth reading whole has more. */
const MOST_PAGES = 1_000;

/**
 * The items of all pages, each page asked for when its first item is. Ends after `options.pages`; without it, throws `ResponseError` after
 * 1,000 pages. Throws what a call throws, and `ResponseError` for pages that lead in a circle or to another origin.
 */
export async function* itemsOfPages(
  context: ClientContext,
  operation: CalledOperation,
  args: Arguments,
  { pages, ...options }: PaginateOptions,
): AsyncGenerator<unknown, void, undefined> {
  const { row } = operation;
  const pagination = paginationOf(row);
  if (pagination === undefined) throw new TypeError(`${operation.id} has no pages`);
  const servers = row.servers ?? context.api.servers;
  const site = { baseUrl: baseUrlOf(servers, context.options.baseUrl), servers };
  const read = createPageReader(pagination);
  let asked = firstPage(row, args);
  for (let count = 1; ; count += 1) {
    const request = atPage(requestOf(context, operation, asked.args, options), asked);
    const { headers, body } = await exchange(context, operation, request, options);
    const page = read(asked, { url: request.url, site, headers, body });
    yield* page.items;
    if (page.next === undefined || count === pages) return;
    if (count === MOST_PAGES && pages === undefined) {
      throw new ResponseError(
        `${operation.id} has more than ${MOST_PAGES} pages: say how many to read, as in { pages: 5000 }`,
      );
    }
    asked = page.next;
  }
}

/** Throws `ArgumentError` for a number of pages that cannot be. */
export function checkPages({ pages }: PaginateOptions): void {
  if (pages === undefined || (Number.isInteger(pages) && pages > 0)) return;
  throw new ArgumentError("pages", "`pages` must be a whole number from 1");
}
