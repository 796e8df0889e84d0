import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config.js";
import type { Operation } from "../../../src/runtime/api/api.js";
import type { Pagination } from "../../../src/runtime/api/pagination.js";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { lowered, operationsOf } from "./lowered.js";

type Schema = { readonly [keyword: string]: JsonValue };

const text = { type: "string" };
const nullableText = { type: ["string", "null"] };
const number = { type: "integer" };
const flag = { type: "boolean" };
const things = { type: "array", items: { $ref: "#/components/schemas/Thing" } };
const object = (properties: { readonly [name: string]: JsonValue }): Schema => ({
  type: "object",
  properties,
});
const THING = object({ id: text, name: text });

interface Shape {
  /** Query parameter → schema, or the whole parameter. */
  readonly query?: { readonly [name: string]: Schema };
  readonly result: Schema;
  readonly headers?: readonly string[];
  readonly route?: string;
  readonly body?: Schema;
  readonly config?: Partial<Config>;
  readonly operationId?: string;
}

function operationWith(shape: Shape): {
  readonly operation: Operation;
  readonly found: readonly string[];
} {
  const {
    query = {},
    result,
    headers = [],
    route = "GET /things",
    body,
    config,
    operationId = "things/list",
  } = shape;
  const parameters = Object.entries(query).map(([name, { about, ...schema }]) => ({
    name,
    in: "query",
    schema,
    ...(about !== undefined && { description: about }),
  }));
  const response = {
    headers: Object.fromEntries(headers.map((name) => [name, { schema: text }])),
    content: { "application/json": { schema: result } },
  };
  const root = operationsOf(
    {
      [route]: {
        operationId,
        parameters,
        ...(body !== undefined && {
          requestBody: { content: { "application/json": { schema: body } } },
        }),
        responses: { "200": response },
      },
    },
    { components: { schemas: { Thing: THING } } },
  );
  const { api, found } = lowered(root, config);
  const [operation] = api.operations;
  if (operation === undefined) throw new Error("no operation");
  return {
    operation,
    found: found
      .filter(({ code }) => code === "pagination-unfitting" || code === "config-entry-unused")
      .map(({ message }) => message),
  };
}

const foundIn = (shape: Shape): Pagination | undefined => operationWith(shape).operation.pagination;

describe("pages are found by", () => {
  it.each<readonly [string, Shape, Pagination]>([
    [
      "a token with `next`",
      { query: { page_token: text }, result: object({ items: things, next_page_token: text }) },
      { kind: "cursor", items: "/items", argument: "/page_token", next: "/next_page_token" },
    ],
    [
      "the same in camel case, with a flag",
      {
        query: { pageToken: text },
        result: object({ items: things, nextPageToken: text, hasMore: flag }),
      },
      {
        kind: "cursor",
        items: "/items",
        argument: "/pageToken",
        next: "/nextPageToken",
        more: "/hasMore",
      },
    ],
    [
      "a marker",
      { query: { marker: text }, result: object({ entries: things, next_marker: nullableText }) },
      { kind: "cursor", items: "/entries", argument: "/marker", next: "/next_marker" },
    ],
    [
      "a cursor in an envelope of an envelope",
      {
        query: { cursor: text },
        result: object({ channels: things, response_metadata: object({ next_cursor: text }) }),
        route: "GET /channels",
      },
      {
        kind: "cursor",
        items: "/channels",
        argument: "/cursor",
        next: "/response_metadata/next_cursor",
      },
    ],
    [
      "what comes after, under `next`",
      {
        query: { after: text },
        result: object({
          results: things,
          paging: object({ next: object({ after: text, link: text }) }),
        }),
      },
      { kind: "cursor", items: "/results", argument: "/after", next: "/paging/next/after" },
    ],
    [
      "the same name in an envelope",
      {
        query: { continue: text },
        result: object({ items: things, metadata: object({ continue: text }) }),
      },
      { kind: "cursor", items: "/items", argument: "/continue", next: "/metadata/continue" },
    ],
    [
      "the end of a page of cursors",
      {
        query: { after: text },
        result: object({ nodes: things, pageInfo: object({ endCursor: text, hasNextPage: flag }) }),
      },
      {
        kind: "cursor",
        items: "/nodes",
        argument: "/after",
        next: "/pageInfo/endCursor",
        more: "/pageInfo/hasNextPage",
      },
    ],
    [
      "the number of the next page",
      {
        query: { page: number },
        result: object({
          data: things,
          meta: object({ next_page: { type: ["integer", "null"] } }),
        }),
      },
      { kind: "cursor", items: "/data", argument: "/page", next: "/meta/next_page" },
    ],
    [
      "the last id, said",
      {
        query: { after: text },
        result: object({ data: things, first_id: text, last_id: text, has_more: flag }),
      },
      { kind: "cursor", items: "/data", argument: "/after", next: "/last_id", more: "/has_more" },
    ],
    [
      "the last item's id",
      { query: { starting_after: text }, result: object({ data: things, has_more: flag }) },
      { kind: "lastId", items: "/data", argument: "/starting_after", id: "/id", more: "/has_more" },
    ],
    [
      "the Link header",
      { query: { page: number }, result: things, headers: ["Link"] },
      { kind: "link", items: "" },
    ],
    [
      "the Link header in words",
      {
        query: { since: { ...number, about: "Use the [Link header](#h) to get the next page." } },
        result: things,
      },
      { kind: "link", items: "" },
    ],
    [
      "a URL by its format",
      {
        query: { page: number },
        result: object({
          count: number,
          next: { ...nullableText, format: "uri" },
          results: things,
        }),
      },
      { kind: "nextUrl", items: "/results", next: "/next" },
    ],
    [
      "a URL by its description",
      {
        result: object({ next: { ...text, description: "URL to the next page." }, items: things }),
      },
      { kind: "nextUrl", items: "/items", next: "/next" },
    ],
    [
      "a link among links",
      {
        result: object({
          droplets: things,
          links: object({ pages: object({ next: text, last: text }) }),
        }),
        route: "GET /droplets",
      },
      { kind: "nextUrl", items: "/droplets", next: "/links/pages/next" },
    ],
    [
      "a link of a hypertext document",
      { result: object({ items: things, _links: object({ next: object({ href: text }) }) }) },
      { kind: "nextUrl", items: "/items", next: "/_links/next/href" },
    ],
    [
      "OData's next link",
      { result: object({ value: things, "@odata.nextLink": text }) },
      { kind: "nextUrl", items: "/value", next: "/@odata.nextLink" },
    ],
    [
      "a page number that begins with one",
      {
        query: { page: { ...number, default: 1 }, per_page: { ...number, maximum: 50 } },
        result: things,
      },
      { kind: "page", items: "", argument: "/page", first: 1, size: "/per_page", most: 50 },
    ],
    [
      "a page number that begins with zero, in words",
      {
        query: { "page[number]": { ...number, about: "Zero-based." } },
        result: object({
          data: things,
          meta: object({ total_pages: number, total_count: number }),
        }),
      },
      {
        kind: "page",
        items: "/data",
        argument: "/page[number]",
        first: 0,
        pages: "/meta/total_pages",
        total: "/meta/total_count",
      },
    ],
    [
      "a page number inside a result",
      {
        query: { page: { ...number, minimum: 1 }, limit: number },
        result: object({
          success: flag,
          errors: things,
          result: object({ things }),
          result_info: object({ total_count: number }),
        }),
      },
      {
        kind: "page",
        items: "/result/things",
        argument: "/page",
        first: 1,
        total: "/result_info/total_count",
      },
    ],
    [
      "an offset",
      {
        query: { offset: number, limit: number },
        result: object({ entries: things, total_count: number, limit: number }),
      },
      {
        kind: "offset",
        items: "/entries",
        argument: "/offset",
        step: "/limit",
        total: "/total_count",
      },
    ],
    [
      "a cursor in a body",
      {
        route: "POST /things/search",
        body: object({ query: text, page: object({ cursor: text, limit: number }) }),
        result: object({ data: things, meta: object({ page: object({ after: text }) }) }),
      },
      { kind: "cursor", items: "/data", argument: "/body/page/cursor", next: "/meta/page/after" },
    ],
  ])("%s", (_, shape, expected) => {
    expect(foundIn(shape)).toEqual(expected);
  });
});

describe("no pages are found", () => {
  it.each<readonly [string, Shape]>([
    ["in a list alone", { result: things }],
    [
      "in a single thing",
      { query: { page: { ...number, default: 1 }, per_page: number }, result: THING },
    ],
    [
      "where nothing says which page is the first",
      { query: { page: number, per_page: number }, result: things },
    ],
    [
      "where a page is named by a text",
      { query: { page: text, per_page: number }, result: things },
    ],
    [
      "with a size alone",
      { query: { limit: number }, result: object({ data: things, total: number }) },
    ],
    [
      "with ids to come after, and no sign of an end",
      { query: { after: text, limit: number }, result: things },
    ],
    [
      "with two lists",
      {
        query: { cursor: text },
        result: object({ cats: things, dogs: things, next_cursor: text }),
      },
    ],
    ["with a cursor that cannot be given", { result: object({ data: things, next_cursor: text }) }],
    [
      "with a cursor that has to be switched on",
      {
        query: { marker: text, usemarker: flag },
        result: object({ entries: things, next_marker: text }),
      },
    ],
    ["where `next` may be anything", { result: object({ items: things, next: text }) }],
    [
      "where the items have no id",
      {
        query: { starting_after: text },
        result: object({ data: { type: "array", items: text }, has_more: flag }),
      },
    ],
    [
      "with a Link header of a single thing",
      { result: object({ id: text, tags: things }), headers: ["Link"] },
    ],
    [
      "in what a write answers",
      {
        route: "POST /things",
        operationId: "things/create",
        query: { cursor: text },
        result: object({ data: things, next_cursor: text }),
      },
    ],
    ["at times", { query: { offset: { ...number, about: "Of the time zone." } }, result: things }],
    [
      "where the argument is locked",
      {
        query: { cursor: text },
        result: object({ data: things, next_cursor: text }),
        config: { defaults: { cursor: { kind: "locked", value: "x" } } },
      },
    ],
  ])("%s", (_, shape) => {
    expect(foundIn(shape)).toBeUndefined();
  });
});

describe("the configuration decides", () => {
  const cursor = {
    query: { cursor: text, page: number },
    result: object({ data: things, next_cursor: text, more: text }),
  };
  const given = { kind: "page", items: "/data", argument: "/page", first: 0 } as const;

  it.each(["things.list", "GET /things", "things/list", "things.*", "*"])("by %s", (key) => {
    expect(foundIn({ ...cursor, config: { pagination: { [key]: false } } })).toBeUndefined();
    expect(foundIn({ ...cursor, config: { pagination: { [key]: given } } })).toEqual(given);
    expect(foundIn({ ...cursor, config: { pagination: { [key]: "link" } } })).toEqual({
      kind: "link",
      items: "/data",
    });
  });

  it("by its narrowest entry", () => {
    const pagination = { "*": false, "things.*": "link", "things.list": given } as const;
    expect(foundIn({ ...cursor, config: { pagination } })).toEqual(given);
  });

  it.each<readonly [string, Pagination, string]>([
    [
      "a place that is not there",
      { kind: "link", items: "/rows" },
      'no array at "/rows" of its result',
    ],
    ["a place of another kind", { ...given, more: "/more" }, 'no boolean at "/more" of its result'],
    ["an argument that is not there", { ...given, argument: "/p" }, 'no argument at "/p"'],
    [
      "a part of an argument",
      { ...given, argument: "/page/number" },
      'no argument at "/page/number"',
    ],
    [
      "an item without the id",
      { kind: "lastId", items: "/data", argument: "/cursor", id: "/key" },
      'no id at "/key" of its items',
    ],
  ])("unless it names %s", (_, pagination, reason) => {
    const { operation, found } = operationWith({
      ...cursor,
      config: { pagination: { "things.list": pagination } },
    });
    expect(operation.pagination).toBeUndefined();
    expect(found).toEqual([`pagination: things.list has ${reason}`]);
  });

  it("of URLs for GET alone", () => {
    const shape = { ...cursor, route: "POST /things/search" };
    const { found } = operationWith({
      ...shape,
      config: { pagination: { "*": "link", "things/list": "link" } },
    });
    expect(found.join()).toContain("is no GET");
  });

  it("of operations that are there", () => {
    const { found } = operationWith({ ...cursor, config: { pagination: { "things.lst": false } } });
    expect(found).toEqual(["pagination: things.lst matches no operation or argument"]);
  });
});
