import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Operation } from "../../../src/runtime/api/api.js";
import type { Pagination } from "../../../src/runtime/api/pagination.js";
import { apiRowOf, type OperationRow, rowOf } from "../../../src/runtime/api/row.js";
import { createClient } from "../../../src/runtime/client/client.js";
import { ArgumentError, ResponseError } from "../../../src/runtime/client/errors.js";
import type { ClientOptions, PaginateOptions } from "../../../src/runtime/client/options.js";
import type { Arguments } from "../../../src/runtime/client/request.js";
import { lowered } from "../ir/lowered.js";
import { DOCUMENT, type PagedApi, startPagedApi, THINGS } from "./paged-api.js";

const { api } = lowered(DOCUMENT);
const IDS = THINGS.map(({ id }) => id);
let server: PagedApi;

beforeAll(async () => {
  server = await startPagedApi();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
});

const rows = Object.fromEntries(
  api.operations.map((operation: Operation): [string, OperationRow] => [
    operation.name,
    rowOf(operation, api.security),
  ]),
);

type Method = ((args: Arguments, options?: object) => Promise<unknown>) & {
  readonly "~page": { id: string };
};
interface Paging {
  readonly things: { readonly [name: string]: Method };
  paginate(
    method: Method,
    args: Arguments,
    options?: PaginateOptions,
  ): AsyncIterable<{ id: string }>;
}

function paging(
  options: ClientOptions = {},
  table: { readonly [name: string]: OperationRow } = rows,
): Paging {
  const client: unknown = createClient(
    apiRowOf(api),
    { things: table },
    { baseUrl: server.url, retry: { retries: 0 }, ...options },
  );
  return client as Paging;
}

function things(name: string, args: Arguments = {}, options?: PaginateOptions, client = paging()) {
  const method = client.things[name];
  if (method === undefined) throw new Error(`no method ${name}`);
  return client.paginate(method, args, options);
}

async function ids(items: AsyncIterable<{ id: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of items) found.push(id);
  return found;
}

const KINDS: readonly (readonly [string, string, Pagination])[] = [
  ["the Link header", "byLink", { kind: "link", items: "" }],
  ["a URL", "byUrl", { kind: "nextUrl", items: "/results", next: "/next" }],
  [
    "a cursor",
    "byCursor",
    { kind: "cursor", items: "/data", argument: "/cursor", next: "/meta/next_cursor" },
  ],
  [
    "the last id",
    "byLastId",
    { kind: "lastId", items: "/data", argument: "/starting_after", id: "/id", more: "/has_more" },
  ],
  [
    "a page number",
    "byPage",
    { kind: "page", items: "", argument: "/page", first: 1, size: "/per_page", most: 10 },
  ],
  [
    "a page number from 0",
    "byPageFrom0",
    {
      kind: "page",
      items: "/items",
      argument: "/page",
      first: 0,
      pages: "/total_pages",
      size: "/limit",
      most: 10,
    },
  ],
  [
    "an offset",
    "byOffset",
    {
      kind: "offset",
      items: "/entries",
      argument: "/offset",
      step: "/limit",
      size: "/limit",
      most: 10,
      total: "/total_count",
    },
  ],
  [
    "a cursor in the body",
    "search",
    {
      kind: "cursor",
      items: "/things",
      argument: "/body/after",
      next: "/page_info/end_cursor",
      more: "/page_info/has_next_page",
    },
  ],
];

describe.each(KINDS)("pages by %s", (_, name, pagination) => {
  it("are found in the document", () => {
    expect(api.operations.find((operation) => operation.name === name)?.pagination).toEqual(
      pagination,
    );
  });

  it("give all items once, in order", async () => {
    expect(await ids(things(name))).toEqual(IDS);
  });

  it("ask again for each loop", async () => {
    const items = things(name);
    expect(await ids(items)).toEqual(await ids(items));
  });

  it("are asked for when the loop comes to them, and no more after it ends", async () => {
    const items = things(name);
    expect(server.seen).toHaveLength(0);
    let count = 0;
    for await (const { id } of items) {
      expect(id).toBe(IDS[count]);
      count += 1;
      expect(server.seen).toHaveLength(Math.ceil(count / 5));
      if (count === 7) break;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.seen).toHaveLength(2);
  });

  it("end where the caller says", async () => {
    expect(await ids(things(name, {}, { pages: 2 }))).toEqual(IDS.slice(0, 10));
    expect(server.seen).toHaveLength(2);
  });

  it("keep the method, the headers and the other arguments of the first call", async () => {
    const args = name === "search" ? { body: { word: "x" } } : { colour: "red" };
    const client = paging({ headers: { "x-team": "a" } });
    expect(await ids(things(name, args, { pages: 3 }, client))).toHaveLength(15);
    expect(new Set(server.seen.map(({ method }) => method)).size).toBe(1);
    for (const { url, headers } of server.seen) {
      expect(headers["x-team"]).toBe("a");
      expect(headers.accept).toBe("application/json");
      if (name !== "search") expect(url).toContain("colour=red");
    }
  });

  it("stop when the caller aborts", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const reading = async () => {
      for await (const { id } of things(name, {}, { signal: controller.signal })) {
        if (id === IDS[4]) controller.abort(reason);
      }
    };
    await expect(reading()).rejects.toBe(reason);
    expect(server.seen).toHaveLength(1);
  });
});

describe("numbered pages", () => {
  it("go on from the caller's own", async () => {
    expect(await ids(things("byPage", { page: 3 }))).toEqual(IDS.slice(10));
    expect(await ids(things("byPage", { page: "4" }))).toEqual(IDS.slice(15));
    expect(await ids(things("byPageFrom0", { page: 1 }))).toEqual(IDS.slice(5));
    expect(await ids(things("byOffset", { offset: 21 }))).toEqual(IDS.slice(21));
    expect(await ids(things("byCursor", { cursor: "t20" }))).toEqual(IDS.slice(20));
  });

  it("end at a page that is shorter than what was asked for", async () => {
    expect(await ids(things("byPage", { per_page: 10 }))).toEqual(IDS);
    expect(server.seen).toHaveLength(3);
  });

  it("do not end at one that is shorter because the API gives no more at once", async () => {
    expect(await ids(things("byPage", { per_page: 500 }))).toEqual(IDS);
    expect(await ids(things("byOffset", { limit: 500 }))).toEqual(IDS);
  });

  it("must be numbers", async () => {
    await expect(ids(things("byPage", { page: "first" }))).rejects.toThrow(ArgumentError);
  });

  it("take a default of the configuration for the caller's", async () => {
    const defaults = {
      ...rows["byPage"],
      parameters: { page: { default: 2 }, per_page: { default: 10 } },
    };
    const table = { byPage: defaults as OperationRow };
    expect(await ids(things("byPage", {}, {}, paging({}, table)))).toEqual(IDS.slice(10));
  });
});

describe("pages that are not to be followed", () => {
  /** An API that gives these bodies one after the other, the last one for ever. */
  const answering = (...bodies: readonly unknown[]) => {
    let calls = 0;
    const answer = async () => {
      calls += 1;
      return Response.json(bodies[Math.min(calls, bodies.length) - 1]);
    };
    return { fetch: answer as typeof fetch, calls: () => calls };
  };
  const read = (name: string, fetch: typeof globalThis.fetch, options?: PaginateOptions) =>
    ids(things(name, {}, options, paging({ fetch })));
  const one = (id: string, next: string) => ({ data: [{ id }], meta: { next_cursor: next } });

  it.each([
    ["a cursor that stays", "byCursor", [one("a", "x"), one("b", "x")], 2],
    ["cursors in a circle", "byCursor", [one("a", "x"), one("b", "y"), one("c", "x")], 3],
    ["a last id that stays", "byLastId", [{ data: [{ id: "a" }], has_more: true }], 2],
    ["the same page for every number", "byPage", [[{ id: "a" }, { id: "b" }]], 2],
    [
      "a URL of itself",
      "byUrl",
      [{ results: [{ id: "a" }], next: "https://paged.example/v1/next-url" }],
      1,
    ],
  ])("by %s", async (_, name, bodies, calls) => {
    const upstream = answering(...bodies);
    await expect(read(name, upstream.fetch)).rejects.toThrow(/read already/);
    expect(upstream.calls()).toBe(calls);
  });

  it("at another origin, without asking there", async () => {
    const upstream = answering({ results: [{ id: "a" }], next: "https://evil.example/next-url" });
    await expect(read("byUrl", upstream.fetch)).rejects.toThrow(ResponseError);
    expect(upstream.calls()).toBe(1);
  });

  it("after the thousandth, unless a number is given", async () => {
    let page = 0;
    const endless: typeof fetch = async () => {
      page += 1;
      return Response.json([{ id: `p${page}` }]);
    };
    await expect(read("byPage", endless)).rejects.toThrow(/more than 1000 pages/);
    expect(page).toBe(1_000);
    page = 0;
    expect(await read("byPage", endless, { pages: 1_200 })).toHaveLength(1_200);
  });

  it.each([
    ["an object without them", { list: [] }, []],
    ["null in their place", { data: null, meta: {} }, []],
    ["none and no cursor", { data: [], meta: { next_cursor: null } }, []],
  ])("since there are no items: %s", async (_, body, expected) => {
    expect(await read("byCursor", answering(body).fetch)).toEqual(expected);
  });

  it.each([["a text"], [{ data: {} }], [{ data: "x" }], [[]]])(
    "since %j has no place for items",
    async (body) => {
      await expect(read("byCursor", answering(body).fetch)).rejects.toThrow(ResponseError);
    },
  );
});

describe("paginate", () => {
  it("takes a method of its client that has pages, and a whole number of pages", () => {
    expect(() => things("all")).toThrow(/whose operation has pages/);
    const foreign = paging().things["byPage"];
    expect(() => paging().paginate(foreign as Method, {})).toThrow(TypeError);
    for (const pages of [0, -1, 1.5, Number.NaN]) {
      expect(() => things("byPage", {}, { pages })).toThrow(ArgumentError);
    }
  });
});
