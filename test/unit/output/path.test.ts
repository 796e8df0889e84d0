import { describe, expect, it } from "vitest";
import { assertSafePath, assertSafePaths, UnsafePath } from "../../../src/output/path.js";

describe("assertSafePath", () => {
  it.each([
    "README.md",
    "dist/schema/models.d.ts",
    "skills/library/references/books.md",
    ".npmrc",
    "a/…/b",
  ])("takes %j", (path) => {
    expect(() => assertSafePath(path)).not.toThrow();
  });

  it.each([
    "",
    "/etc/passwd",
    "../outside",
    "a/../../outside",
    "a/./b",
    "a//b",
    "a/",
    "C:/windows",
    "c:evil",
    "a\\b",
    "a\u0000b",
    "a\u202eb",
    "con",
    "NUL.txt",
    "schema/aux.ts",
    "COM1.ts",
    "trailing.",
    "trailing ",
    "what?.ts",
    "e\u0301.ts",
    `${"x".repeat(256)}`,
    `${"é".repeat(128)}`,
  ])("refuses %j", (path) => {
    expect(() => assertSafePath(path)).toThrow(UnsafePath);
  });
});

describe("assertSafePaths", () => {
  it("takes files that share folders", () => {
    expect(() => assertSafePaths(["a/b.ts", "a/c.ts", "a/d/e.ts", "f.ts"])).not.toThrow();
  });

  it.each([
    [["Issue.ts", "issue.ts"]],
    [["a.ts", "a.ts"]],
    [["Models/a.ts", "models/b.ts"]],
    [["a", "a/b.ts"]],
    [["a/b.ts", "A"]],
  ])("refuses %j, which is one file somewhere", (paths) => {
    expect(() => assertSafePaths(paths)).toThrow(UnsafePath);
  });
});
