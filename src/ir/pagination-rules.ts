import type { OffsetPagination, Pagination } from "../runtime/api/pagination.js";
import { elementTypes, kindsOf, typesAt } from "../runtime/api/type-place.js";
import type { Argument, Evidence, Signal } from "./pagination-evidence.js";
import {
  AFTER_IDS,
  AFTERS,
  CURSOR_RESULTS,
  CURSORS,
  LAST_IDS,
  MORE,
  NEXT_URLS,
  OFFSETS,
  PAGE_COUNTS,
  PAGE_NUMBERS,
  RANGES,
  SIZES,
  TOTALS,
} from "./pagination-names.js";

type Rule = (evidence: Evidence) => Pagination | undefined;

/**
 * What a document shows → how pages follow each other, in the order of trust; the first that finds something decides. What is not shown beyond
 * doubt is not found: without pagination a caller asks for the next page, with a wrong one the caller misses items and never knows.
 *
 * | in the arguments         | in the answer                               | rule         |
 * | ------------------------ | ------------------------------------------- | ------------ |
 * | `page_token`             | the same with `next`: `next_page_token`     | `nextOf`     |
 * | `after`                  | `last_id`, `has_more`                       | `namedLast`  |
 * | any of these or none     | the `Link` header, listed or described      | `linkHeader` |
 * |                          | `next_url`, `links.next`; `next` with a URL | `nextLink`   |
 * | `continue`, `cursor`     | the same, or `page_info.end_cursor`         | `sameCursor` |
 * | `starting_after`         | `has_more`, items with `id`                 | `lastItem`   |
 * | `page`, its first number | `total`, `total_pages`, or `per_page` asked | `pageNumber` |
 * | `offset`                 | `total`, or `limit` asked                   | `offset`     |
 */
const RULES: readonly Rule[] = [
  nextOf,
  namedLast,
  linkHeader,
  nextLink,
  sameCursor,
  lastItem,
  pageNumber,
  offset,
];

/** How an operation's pages follow each other, as far as its document shows it. */
export function findPagination(evidence: Evidence): Pagination | undefined {
  for (const rule of RULES) {
    const found = rule(evidence);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nextOf(evidence: Evidence): Pagination | undefined {
  return byCursor(evidence, ({ words }, argument) => {
    const [first, ...rest] = words;
    return first === "next" && rest.length > 0 && core(rest) === core(argument.words);
  });
}

function sameCursor(evidence: Evidence): Pagination | undefined {
  return byCursor(evidence, (place, argument) => {
    if (!place.kinds.has("string") || !isNamed(argument, CURSORS)) return false;
    const isSame = nameOf(place) === nameOf(argument);
    return isSame || (isNamed(argument, AFTERS) && isNamed(place, CURSOR_RESULTS));
  });
}

/** An API may have to be asked for cursors by a flag such as `use_marker`; without it there are none. */
function byCursor(
  evidence: Evidence,
  belong: (place: Signal, argument: Argument) => boolean,
): Pagination | undefined {
  const { items, signals } = evidence;
  for (const argument of evidence.arguments.filter(isText)) {
    const next = signals.find((one) => isText(one) && !isUrl(one) && belong(one, argument));
    const isOptional = evidence.arguments.some(
      ({ words, kinds }) =>
        kinds.has("boolean") && words.join("") === `use${argument.words.join("")}`,
    );
    if (next === undefined || isOptional) continue;
    const { pointer } = argument;
    return { kind: "cursor", items, argument: pointer, next: next.pointer, ...moreIn(evidence) };
  }
  return undefined;
}

function namedLast(evidence: Evidence): Pagination | undefined {
  const argument = evidence.arguments.find((one) => isText(one) && isNamed(one, AFTER_IDS));
  const next = placeOf(evidence, LAST_IDS, isText);
  const { more } = moreIn(evidence);
  if (argument === undefined || next === undefined || more === undefined) return undefined;
  return { kind: "cursor", items: evidence.items, argument: argument.pointer, next, more };
}

function lastItem(evidence: Evidence): Pagination | undefined {
  const { items, operation, types } = evidence;
  const argument = evidence.arguments.find((one) => isText(one) && isNamed(one, AFTER_IDS));
  const { more } = moreIn(evidence);
  const { type } = operation.result;
  if (argument === undefined || more === undefined || type === undefined) return undefined;
  const elements = typesAt(type, items, types).flatMap((array) => elementTypes(array, types));
  const haveId = elements.every((element) =>
    typesAt(element, "/id", types).some((id) => kindsOf(id, types).has("string")),
  );
  return haveId
    ? { kind: "lastId", items, argument: argument.pointer, id: "/id", more }
    : undefined;
}

/** Documents list the header for single resources too: a list has an argument that is about pages, or is nothing but the items. */
function linkHeader(evidence: Evidence): Pagination | undefined {
  const { items, operation } = evidence;
  const arePages = [SIZES, PAGE_NUMBERS, OFFSETS, CURSORS, AFTER_IDS, RANGES];
  const isList =
    items === "" ||
    evidence.arguments.some((argument) => arePages.some((known) => isNamed(argument, known)));
  const isLinked = evidence.linkHeader && isList && operation.httpMethod === "GET";
  return isLinked ? { kind: "link", items } : undefined;
}

function nextLink({ items, operation, signals }: Evidence): Pagination | undefined {
  const next = signals.find(isUrl)?.pointer;
  if (next === undefined || operation.httpMethod !== "GET") return undefined;
  return { kind: "nextUrl", items, next };
}

/** A text that is called the next page, and that something says is a URL. */
function isUrl(one: Signal): boolean {
  if (!one.kinds.has("string") || !isNamed(one, NEXT_URLS)) return false;
  return (
    one.isLink ||
    ["url", "uri", "href", "link"].includes(one.words.at(-1) ?? "") ||
    /^ur[il]/.test(one.format ?? "") ||
    /\b(url|uri|hyperlink)s?\b|https?:/i.test(one.description)
  );
}

function pageNumber(evidence: Evidence): Pagination | undefined {
  const argument = evidence.arguments.find((one) => isNumber(one) && isNamed(one, PAGE_NUMBERS));
  const first = argument === undefined ? undefined : firstNumber(argument);
  const pages = placeOf(evidence, PAGE_COUNTS, isNumber);
  const ends = endsIn(evidence);
  const isShown = pages !== undefined || ends.total !== undefined || ends.more !== undefined;
  if (argument === undefined || first === undefined) return undefined;
  if (!isShown && sizesIn(evidence).length === 0) return undefined;
  return {
    kind: "page",
    items: evidence.items,
    argument: argument.pointer,
    first,
    ...(pages !== undefined && { pages }),
    ...ends,
  };
}

const FROM_0 =
  /\b(zero|0)[- ](based|indexed)\b|\b(start|begin|count)\w* (at|from|with) (0|zero)\b/i;
const FROM_1 = /\b(one|1)[- ](based|indexed)\b|\b(start|begin|count)\w* (at|from|with) (1|one)\b/i;

/** The number of the first page, where the document says it: a guess would skip a page or read one twice. */
function firstNumber({ default: initial, description, constraints }: Argument): 0 | 1 | undefined {
  if (initial === 0 || initial === 1) return initial;
  if (FROM_0.test(description)) return 0;
  const isPositive = constraints.minimum === 1 || constraints.exclusiveMinimum === 0;
  return FROM_1.test(description) || isPositive ? 1 : undefined;
}

function offset(evidence: Evidence): Pagination | undefined {
  const argument = evidence.arguments.find((one) => isNumber(one) && isNamed(one, OFFSETS));
  const sizes = sizesIn(evidence);
  const ends = endsIn(evidence);
  if (argument === undefined || (sizes.length === 0 && ends.total === undefined)) return undefined;
  const step = placeOf(evidence, new Set(sizes.map(nameOf)), isNumber);
  return {
    kind: "offset",
    items: evidence.items,
    argument: argument.pointer,
    ...(step !== undefined && { step }),
    ...ends,
  };
}

/** How a numbered sequence shows its last page. A short page is one only where the document says how long it may be. */
function endsIn(evidence: Evidence): Pick<OffsetPagination, "size" | "most" | "total" | "more"> {
  const size = sizesIn(evidence).find(({ constraints }) => constraints.maximum !== undefined);
  const most = size?.constraints.maximum;
  const total = placeOf(evidence, TOTALS, isNumber);
  return {
    ...(size !== undefined && most !== undefined && { size: size.pointer, most }),
    ...(total !== undefined && { total }),
    ...moreIn(evidence),
  };
}

function sizesIn(evidence: Evidence): readonly Argument[] {
  return evidence.arguments.filter((one) => isNumber(one) && isNamed(one, SIZES));
}

function moreIn(evidence: Evidence): { readonly more?: string } {
  const more = placeOf(evidence, MORE, ({ kinds }) => kinds.size === 1 && kinds.has("boolean"));
  return more === undefined ? {} : { more };
}

function placeOf(
  { signals }: Evidence,
  known: ReadonlySet<string>,
  is: (signal: Signal) => boolean,
): string | undefined {
  return signals.find((one) => isNamed(one, known) && is(one))?.pointer;
}

type Named = Pick<Signal, "words" | "kinds">;

function isNamed(one: Named, known: ReadonlySet<string>): boolean {
  return known.has(nameOf(one));
}

function nameOf({ words }: Named): string {
  return words.join(" ");
}

/** A name without the words that only say that it is about pages. */
function core(words: readonly string[]): string {
  const told = words.filter((word) => !["next", "page", "pagination"].includes(word));
  return (told.length === 0 ? words : told).join(" ");
}

function isText({ kinds }: Named): boolean {
  return kinds.has("string") || kinds.has("number");
}

function isNumber({ kinds }: Named): boolean {
  return kinds.size === 1 && kinds.has("number");
}
