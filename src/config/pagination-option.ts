import type { Node } from "jsonc-parser";
import type { PaginationSetting } from "../config.js";
import { PAGINATION_KEYS, type Pagination } from "../runtime/api/pagination.js";
import { choice, count, group, type Option, type Report, type Rule, text } from "./option.js";

const pointer: Rule = {
  pattern: "^(/.*)?$",
  refusal: (value) =>
    value === "" || value.startsWith("/") ? undefined : "is no JSON pointer such as `/data`",
};

const place = (description: string): Option<string> => text(description, pointer);

const KINDS = ["link", "nextUrl", "cursor", "lastId", "page", "offset"] as const;

const keys = group("How pages follow each other. Places are JSON pointers.", {
  kind: choice(
    "What leads to the next page: the `Link` header, a URL in the answer, a cursor in the answer, the id of the last item, a page number, a number of items to skip.",
    KINDS,
  ),
  items: place("In the answer: the array of items."),
  argument: place(
    "The argument for the next page: `/page`, `/body/after`. Not of link and nextUrl.",
  ),
  next: place("In the answer: the URL or cursor. Of nextUrl and cursor."),
  id: place("In an item: its id. Of lastId."),
  more: place("In the answer: whether there are more. Of cursor, lastId, page and offset."),
  first: firstPage(),
  size: place("The argument for the number of items of a page. Of page and offset."),
  most: mostItems(),
  pages: place("In the answer: the number of pages. Of page."),
  total: place("In the answer: the number of all items. Of page and offset."),
  step: place("In the answer: how far on the next page begins. Of offset."),
});

type Keys = NonNullable<ReturnType<typeof keys.read>>;
type Key = keyof Keys & string;

/** The pagination of an operation: `false`, `link`, or an object. */
export function pagination(): Option<PaginationSetting> {
  return {
    schema: {
      description:
        "`false`: none. `link`: by the `Link` header. An object says everything that the document does not.",
      anyOf: [{ enum: [false, "link"] }, { ...keys.schema, required: ["kind", "items"] }],
    },
    read(node, report) {
      if (node.value === false || node.value === "link") return node.value;
      const found = keys.read(node, report);
      return found === undefined ? undefined : complete(found, node, report);
    },
  };
}

function complete(found: Keys, node: Node, report: Report): Pagination | undefined {
  const { kind, items = "", argument = "", next = "", id = "" } = found;
  if (kind === undefined) {
    report("config-value", node, { value: "pagination", reason: "needs a `kind`" });
    return undefined;
  }
  const { needed, allowed } = PAGINATION_KEYS[kind];
  const known = ["kind", "items", ...needed, ...allowed];
  const missing = ["items", ...needed].find((key) => key !== "first" && !Object.hasOwn(found, key));
  const surplus = Object.keys(found).find((key) => !known.includes(key));
  if (missing !== undefined || surplus !== undefined) {
    const reason = missing === undefined ? `has no \`${surplus}\`` : `needs \`${missing}\``;
    report("config-value", node, { value: kind, reason });
    return undefined;
  }
  switch (kind) {
    case "link":
      return { kind, items };
    case "nextUrl":
      return { kind, items, next };
    case "cursor":
      return { kind, items, argument, next, ...given(found, ["more"]) };
    case "lastId":
      return { kind, items, argument, id, ...given(found, ["more"]) };
    case "page":
      return {
        kind,
        items,
        argument,
        first: found.first ?? 1,
        ...given(found, ["pages", "size", "most", "total", "more"]),
      };
    case "offset":
      return { kind, items, argument, ...given(found, ["step", "size", "most", "total", "more"]) };
  }
}

/** Those of the keys that were given, in this order. */
function given<K extends Key>(
  found: Keys,
  wanted: readonly K[],
): { readonly [P in K]?: NonNullable<Keys[P]> } {
  const result: { [P in K]?: NonNullable<Keys[P]> } = {};
  for (const key of wanted) {
    const value = found[key];
    if (value !== undefined && value !== null) result[key] = value;
  }
  return result;
}

function mostItems(): Option<number> {
  const description = "The most items that a page may have. Of page and offset.";
  const schema = { type: "integer", description, minimum: 1 };
  return { schema, read: count(description, 1, Number.MAX_SAFE_INTEGER).read };
}

function firstPage(): Option<0 | 1> {
  const schema = {
    description: "The number of the first page. Of page.",
    enum: [0, 1],
    default: 1,
  };
  return {
    schema,
    read(node, report) {
      if (node.value === 0 || node.value === 1) return node.value;
      report("config-value", node, { value: String(node.value), reason: "is neither 0 nor 1" });
      return undefined;
    },
  };
}
