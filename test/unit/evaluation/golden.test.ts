import { describe, expect, it } from "vitest";
import { UnusableInput } from "../../../src/diagnostics/diagnostic.js";
import { readGoldenQueries } from "../../../src/evaluation/golden.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { apiOf, TRACKER } from "../search/tracker.js";

const lookup = createLookup(apiOf(TRACKER));
const read = (...lines: readonly string[]) =>
  readGoldenQueries("golden.jsonl", lines.join("\n"), lookup);

function findings(...lines: readonly string[]) {
  try {
    read(...lines);
  } catch (error) {
    if (error instanceof UnusableInput) return [...error.earlier, error.diagnostic];
    throw error;
  }
  return [];
}

describe("golden queries", () => {
  it("name operations by route, id and operationId, each once", () => {
    const [row] = read(
      '{"query":"open one","gold":["POST /repos/{owner}/{repo}/issues","issues.create","issues/create"],"note":1}',
    );
    expect(row?.gold.map(({ id }) => id)).toEqual(["issues.create"]);
    expect(row).toMatchObject({ line: 1, query: "open one", source: "people" });
  });

  it("may have empty lines, a byte order mark and Windows line ends", () => {
    const rows = read(
      '\uFEFF{"query":"a","gold":["issues.create"]}\r',
      "\r",
      '{"query":"b","gold":["issues.create"],"source":"summary"}\r',
    );
    expect(rows.map(({ line, source }) => [line, source])).toEqual([
      [1, "people"],
      [3, "summary"],
    ]);
  });

  it("that are wrong are all told, each with its line", () => {
    const found = findings(
      '{"query":"a","gold":["issues.creat"]}',
      "not JSON",
      '["query"]',
      '{"query":" ","gold":["issues.create"]}',
      '{"query":"a","gold":[]}',
      '{"query":"a","gold":["issues.create",1]}',
      '{"query":"a","gold":["POST /repos/{owner}/{repo}/issue"]}',
    );
    expect(found.map(({ code, line }) => [code, line])).toEqual([
      ["queries-gold-unknown", 1],
      ["queries-row", 2],
      ["queries-row", 3],
      ["queries-row", 4],
      ["queries-row", 5],
      ["queries-row", 6],
      ["queries-gold-unknown", 7],
    ]);
    expect(found[0]?.message).toContain("did you mean issues.create");
    expect(found[6]?.message).toContain("/repos/{owner}/{repo}/issues");
  });

  it("that are none are no measure", () => {
    expect(findings("", " ").map(({ code }) => code)).toEqual(["queries-empty"]);
  });
});
