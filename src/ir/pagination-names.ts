/**
 * The names by which documents show pages, each as its words: `per page` is `per_page`, `perPage` and `per-page`. `page` and what surrounds a place
 * of the result (`meta`, `pagination`, `links`) are left out where a name is compared with another.
 */

/** `a b|c d` → the names `a b` and `c d`. */
function names(text: string): ReadonlySet<string> {
  return new Set(text.split("|"));
}

// Arguments.
export const CURSORS = names(
  "cursor|page cursor|after|after cursor|marker|continue|continuation|continuation token|page token|pagination token|next token",
);
export const AFTERS = names("cursor|page cursor|after|after cursor|page after");
export const AFTER_IDS = names("after|after id|starting after|start after|last id");
export const PAGE_NUMBERS = names("page|page number|page num|page no|current page|page index");
export const OFFSETS = names("offset|page offset|skip|start at");
export const SIZES = names(
  "limit|page limit|per page|page size|size|count|top|take|rows|max results|max items|results per page|items per page",
);
/** Other arguments of operations that have pages. */
export const RANGES = names("before|since|ending before|until|from|to");

// Places of the result.
export const LAST_IDS = names("last id");
export const CURSOR_RESULTS = names(
  "cursor|next cursor|end cursor|after|next after|after cursor|next",
);
export const NEXT_URLS = names(
  "next|next url|next uri|next href|next link|next page|next page url|next page uri|next page link|next page href|next results",
);
export const MORE = names(
  "more|has more|has next|has next page|has more items|has more results|has more pages|more results|more items|next page exists",
);
export const PAGE_COUNTS = names(
  "pages|page count|total pages|pages total|num pages|number of pages|total page count|last page",
);
export const TOTALS = names(
  "total|total count|total items|total results|total records|total elements|total size|total entries|total rows|total hits|count total|num found",
);
