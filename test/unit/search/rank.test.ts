import { describe, expect, it } from "vitest";
import { buildIndex } from "../../../src/emit/index/index.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { decodeIndex, encodeIndex } from "../../../src/runtime/search/format.js";
import { createRanker } from "../../../src/runtime/search/rank.js";
import { apiOf, searchOf, TRACKER } from "./tracker.js";

const search = searchOf(apiOf(TRACKER));
const found = (query: string) => search.find({ query }).operations.map(({ id }) => id);

describe("plain words", () => {
  it.each([
    ["create an issue in a repository", "issues.create"],
    ["make a new issue", "issues.create"],
    ["change an issue", "issues.update"],
    ["remove an issue", "issues.delete"],
    ["show an issue", "issues.get"],
    ["list issues of a repo", "issues.listForRepo"],
    ["my repositories", "repos.listForAuthenticatedUser"],
    ["comment on an issue", "issues.createComment"],
    ["add a label", "issues.addLabels"],
    ["commenting issues", "issues.createComment"],
  ])("%s → %s", (query, id) => {
    const first = found(query).slice(0, query.startsWith("comment") ? 2 : 1);
    expect(first).toContain(id);
  });

  it("finds by the properties of a result", () => {
    expect(found("stargazers count")[0]).toMatch(/^repos\.listFor/);
  });

  it("completes a beginning and forgives a slip", () => {
    expect(found("comm")[0]).toMatch(/omment/);
    expect(found("reposiotries").length).toBeGreaterThan(0);
    expect(found("stargazrs")).toEqual(found("stargazers"));
  });

  it("is not moved by the words of politeness", () => {
    expect(found("Could you please show me how to create an issue?")[0]).toBe("issues.create");
  });

  it("orders equals as the document does, every time", () => {
    expect(found("issue")).toEqual(found("issue"));
    expect(found("repos repos")).toEqual(found("repos repos"));
  });
});

describe("ranking", () => {
  const api = apiOf(TRACKER);
  const ranker = createRanker(createLookup(api), decodeIndex(encodeIndex(buildIndex(api))));
  const places = (query: string) =>
    ranker.rank(query).map(({ operation, twins, supplies }) => ({
      id: operation.id,
      twins: twins.map(({ id }) => id),
      supplies,
    }));

  it("gives twins one place, the best of them in front", () => {
    const [mine] = places("my repositories");
    expect(mine).toMatchObject({
      id: "repos.listForAuthenticatedUser",
      twins: ["repos.listForUser"],
    });
    const [theirs] = places("repositories of the user with this username");
    expect(theirs).toMatchObject({
      id: "repos.listForUser",
      twins: ["repos.listForAuthenticatedUser"],
    });
  });

  it("gives a deprecated version the place of a twin", () => {
    expect(places("search issues")[0]).toMatchObject({
      id: "search.issues",
      twins: ["issues.searchOld"],
    });
  });

  it("names no operation twice, as a hit, a supplier or a twin", () => {
    for (const query of ["issue", "comment on an issue in my repository", "repositories"]) {
      const ids = places(query).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("puts a supplier right behind what it supplies", () => {
    const all = places("Make a comment on the issue");
    const at = all.findIndex(({ supplies }) => supplies !== undefined);
    expect(all[at]?.supplies?.operation).toBe(all[at - 1]?.id);
  });

  it("does not offer deletions that nobody asked for", () => {
    expect(places("issue")[0]?.id).not.toBe("issues.delete");
    expect(places("get rid of an issue")[0]?.id).toBe("issues.delete");
  });

  it("knows general words for what the API calls otherwise", () => {
    expect(places("open a ticket")[0]?.id).toBe("issues.create");
    expect(places("write a remark on a bug")[0]?.id).toBe("issues.createComment");
  });

  it.each(["close an issue", "reopen the issue", "archive an issue", "lock the issue"])(
    "takes what has no operation of its own for a change: %s",
    (query) => {
      expect(places(query)[0]?.id).toBe("issues.update");
    },
  );

  it("takes an order with any verb for one that changes something", () => {
    const method = (query: string) => ranker.rank(query)[0]?.operation.httpMethod;
    expect(method("triage the issue")).not.toBe("GET");
    expect(method("print the issue")).toBe("GET");
  });

  it("reads what is said of arguments", () => {
    expect(places("returned")[0]?.id).toBe("issues.listForRepo");
  });

  it("serves each part of a request on the first page", () => {
    const ids = places("list my repositories and add a label to an issue").map(({ id }) => id);
    expect(ids[0]).toMatch(/^repos\.listFor|^issues\.addLabels/);
    expect(ids.slice(0, 4)).toEqual(
      expect.arrayContaining(["repos.listForAuthenticatedUser", "issues.addLabels"]),
    );
  });

  it("finds nothing where there is nothing", () => {
    expect(places("qqqqq zzzzz")).toEqual([]);
    expect(places("")).toEqual([]);
  });
});

describe("arguments of several words", () => {
  const text: JsonValue = { type: "string" };
  const patch = (operationId: string, properties: JsonValue): JsonValue => ({
    patch: {
      operationId,
      requestBody: { content: { "application/json": { schema: { type: "object", properties } } } },
      responses: { 204: { description: "Done" } },
    },
  });
  const api = apiOf({
    openapi: "3.1.0",
    info: { title: "Shop API", version: "1.0.0" },
    paths: {
      "/first": patch("first/change", { default: text, payment: text, method: text }),
      "/second": patch("second/change", {
        invoices: { type: "object", properties: { default_payment_method: text } },
        plan: { enum: ["pay_as_you_go", "prepaid_yearly"] },
      }),
    },
  });
  const ranker = createRanker(createLookup(api), decodeIndex(encodeIndex(buildIndex(api))));

  it.each(["default payment method", "make the method of payment the default", "yearly, prepaid"])(
    "count more together: %s",
    (query) => {
      expect(ranker.rank(query)[0]?.operation.id).toBe("second.change");
    },
  );
});

describe("exact forms", () => {
  it.each([
    "issues.listForRepo",
    "ISSUES.LISTFORREPO",
    "tracker.issues.listForRepo",
    "await tracker.issues.listForRepo({ owner })",
    "issues/list-for-repo",
    "GET /repos/{owner}/{repo}/issues",
    "get /repos/{a}/{b}/issues",
    "GET /repos/octo/hello/issues?state=open",
  ])("%s is one operation", (query) => {
    expect(found(query)).toEqual(["issues.listForRepo"]);
  });

  it("takes a path for all its methods", () => {
    expect(found("/repos/{owner}/{repo}/issues")).toEqual(["issues.listForRepo", "issues.create"]);
  });

  it("takes a namespace", () => {
    expect(found("repos.*")).toEqual(["repos.listForAuthenticatedUser", "repos.listForUser"]);
  });
});

it("pages", () => {
  const all = found("issue");
  const { total, operations } = search.find({ query: "issue", limit: 2, offset: 1 });
  expect(operations.map(({ id }) => id)).toEqual(all.slice(1, 3));
  expect(total).toBe(all.length);
});
