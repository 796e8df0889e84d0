import { line, type Mutation } from "./mutation.js";

const PAGINATE = "client/paginate.ts";
const STREAM = "client/stream.ts";

/** One line of a paginator, or of a stream's, that is wrong. */
export const PAGE_FAULTS: readonly Mutation[] = [
  line("any link is the next", "client/link-header.ts", "relations.includes(relation) &&", ""),
  line(
    "a link of another resource is the next",
    "client/link-header.ts",
    ' && !parameters.has("anchor")',
    "",
  ),
  line(
    "the next page may be anywhere",
    "client/next-url.ts",
    "if (url.origin !== request.origin ||",
    "if (",
  ),
  line(
    "a documented server is another origin",
    "client/next-url.ts",
    "if (url.host !== server.host || !isBelow) continue;",
    "continue;",
  ),
  line(
    "an empty cursor is one",
    PAGINATE,
    'return value === "" || Number(value) === 0 ? undefined : value;',
    "return value;",
  ),
  line(
    "the cursor goes on though there is no more",
    PAGINATE,
    "if (cursor === undefined || moreAt(body, pagination.more) === false)",
    "if (cursor === undefined)",
  ),
  line(
    "the last id goes on though there is no more",
    PAGINATE,
    "if (last === undefined || moreAt(body, pagination.more) === false)",
    "if (last === undefined)",
  ),
  line(
    "the first id is the last",
    PAGINATE,
    "const last = items.at(-1);",
    "const last = items.at(0);",
  ),
  line(
    "a page is left out",
    PAGINATE,
    "withValue(pagination.argument, page + 1)",
    "withValue(pagination.argument, page + 2)",
  ),
  line(
    "the number of pages is forgotten",
    PAGINATE,
    "page - pagination.first + 1 >= pages",
    "false",
  ),
  line("an offset begins anew", PAGINATE, "const reached = offset + (", "const reached = ("),
  line(
    "a short page is not the last",
    PAGINATE,
    "wanted <= most && items.length < wanted",
    "false",
  ),
  line("an empty page is not the last", PAGINATE, "if (items.length === 0) return true;", ""),
  line("the total is forgotten", PAGINATE, "if (all !== undefined) return reached >= all;", ""),
  line(
    "a circle has no end",
    PAGINATE,
    "page.next !== undefined && read.has(",
    "false && read.has(",
  ),
  line("the caller's arguments are forgotten", PAGINATE, "[...defaults, ...given]", "defaults"),
  line(
    "the other arguments are lost",
    "client/pointer.ts",
    "return { ...args, [argument]:",
    "return { [argument]:",
  ),
  line(
    "the page's own URL is not asked for",
    PAGINATE,
    'asked.kind === "url" ? { ...request, url: asked.url } : request',
    "request",
  ),
  line(
    "a character in two pieces is lost",
    STREAM,
    "decoder.decode(value, { stream: true })",
    "decoder.decode(value)",
  ),
  line("an item in two pieces is lost", STREAM, "[rest + first, ...others]", "[first, ...others]"),
  line("[DONE] is an item", STREAM, "piece.event.data.trim() === SENTINEL", "false"),
  line(
    "a stream that is left goes on",
    STREAM,
    "reader.cancel().catch(() => undefined);\n  }\n}",
    "}\n}",
  ),
  line("a silent stream waits for ever", STREAM, "deadline.start(idleMs);", ""),
];
