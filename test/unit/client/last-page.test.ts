import { describe, expect, it } from "vitest";
import type { Pagination } from "../../../src/runtime/api/pagination.js";
import { pageOf } from "../../../src/runtime/client/paginate.js";
import type { Arguments } from "../../../src/runtime/client/request.js";

const SITE = { baseUrl: new URL("https://shop.example"), servers: [] };

/** The arguments of the page after one with this body; `undefined` after the last. */
function next(pagination: Pagination, args: Arguments, body: unknown): Arguments | undefined {
  const asked = { kind: "arguments", args, before: 0 } as const;
  const answer = { url: "https://shop.example/orders", site: SITE, headers: {}, body };
  return pageOf(pagination, asked, answer).next?.args;
}

describe("the last page by a cursor", () => {
  const pagination = {
    kind: "cursor",
    items: "/data",
    argument: "/after",
    next: "/next",
    more: "/more",
  } as const;

  it("is the one that says that there are no more, whatever cursor it has", () => {
    const body = { data: [1], next: "c2" };
    expect(next(pagination, {}, { ...body, more: true })).toEqual({ after: "c2" });
    expect(next(pagination, {}, { ...body, more: false })).toBeUndefined();
  });

  it.each([[null], [""], [0], ["0"], [undefined]])("is the one whose cursor is %j", (cursor) => {
    expect(next(pagination, {}, { data: [1], next: cursor })).toBeUndefined();
  });
});

it("the last page by the last id is the one that says that there are no more", () => {
  const pagination = {
    kind: "lastId",
    items: "/data",
    argument: "/starting_after",
    id: "/id",
    more: "/has_more",
  } as const;
  const data = [{ id: "a" }, { id: "b" }];
  expect(next(pagination, {}, { data, has_more: true })).toEqual({ starting_after: "b" });
  expect(next(pagination, {}, { data, has_more: false })).toBeUndefined();
});

describe("the last page by number", () => {
  it.each([0, 1] as const)("counted from %i is the one that the number of pages says", (first) => {
    const pagination = {
      kind: "page",
      items: "/data",
      argument: "/page",
      first,
      pages: "/pages",
    } as const;
    const body = { data: [1], pages: 3 };
    expect(next(pagination, { page: first + 1 }, body)).toEqual({ page: first + 2 });
    expect(next(pagination, { page: first + 2 }, body)).toBeUndefined();
  });

  it("is the one that reaches the total", () => {
    const pagination = {
      kind: "offset",
      items: "/data",
      argument: "/offset",
      total: "/total",
    } as const;
    const body = { data: [1, 2], total: 6 };
    expect(next(pagination, { offset: 2 }, body)).toEqual({ offset: 4 });
    expect(next(pagination, { offset: 4 }, body)).toBeUndefined();
  });

  it("is an empty one, whatever it says", () => {
    const pagination = {
      kind: "offset",
      items: "/data",
      argument: "/offset",
      more: "/more",
    } as const;
    expect(next(pagination, { offset: 2 }, { data: [1], more: true })).toEqual({ offset: 3 });
    expect(next(pagination, { offset: 2 }, { data: [], more: true })).toBeUndefined();
  });
});
