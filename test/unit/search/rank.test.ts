import { describe, expect, it } from "vitest";
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
    expect(found("stargazers count").slice(0, 2).sort()).toEqual([
      "repos.listForAuthenticatedUser",
      "repos.listForUser",
    ]);
  });

  it("completes a beginning and forgives a slip", () => {
    expect(found("comm")[0]).toMatch(/omment/);
    expect(found("reposiotries").length).toBeGreaterThan(0);
    expect(found("stargazrs")).toEqual(found("stargazers"));
  });

  it("puts a deprecated twin behind", () => {
    const ids = found("search issues");
    expect(ids.indexOf("search.issues")).toBeLessThan(ids.indexOf("issues.searchOld"));
    expect(ids).toContain("issues.searchOld");
  });

  it("is not moved by the words of politeness", () => {
    expect(found("Could you please show me how to create an issue?")[0]).toBe("issues.create");
  });

  it("orders equals as the document does, every time", () => {
    expect(found("issue")).toEqual(found("issue"));
    expect(found("repos repos")).toEqual(found("repos repos"));
  });
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
