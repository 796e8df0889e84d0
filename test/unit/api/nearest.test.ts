import { describe, expect, it } from "vitest";
import { nearest } from "../../../src/runtime/api/nearest.js";

const operations = [
  "issues.create",
  "issues.get",
  "issues.list",
  "issues.listForRepo",
  "pulls.create",
  "pulls.list",
  "repos.listForUser",
];

describe("nearest", () => {
  it.each([
    ["issues.listForRepos", "issues.listForRepo"],
    ["issues.lsit", "issues.list"],
    ["Issues.List_For_Repo", "issues.listForRepo"],
    ["issue.get", "issues.get"],
    ["getIssue", "issues.get"],
    ["repos.list", "repos.listForUser"],
    ["createPull", "pulls.create"],
  ])("%s → %s", (name, expected) => {
    expect(nearest(name, operations, 3)[0]).toBe(expected);
  });

  it("says nothing when nothing is near", () => {
    expect(nearest("weather.forecast", operations, 3)).toEqual([]);
    expect(nearest("", operations, 3)).toEqual([]);
    expect(nearest("x", ["y", "z"], 3)).toEqual([]);
    expect(nearest("include", ["name", "limits"], 3)).toEqual([]);
  });

  it("gives at most what was asked for, whatever the order of the candidates", () => {
    const forwards = nearest("issues", operations, 2);
    expect(forwards).toHaveLength(2);
    expect(nearest("issues", operations.toReversed(), 2)).toEqual(forwards);
  });

  it("takes a hostile name in bounded time", () => {
    const candidates = Array.from(
      { length: 3_000 },
      (_, at) => `namespace${at}.${"aB".repeat(50)}`,
    );
    const started = performance.now();
    nearest("aB".repeat(1_000_000), candidates, 3);
    nearest("namespace1.ababababababababababababab", candidates, 3);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
