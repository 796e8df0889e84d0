import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { apiOf, searchOf, TRACKER } from "./tracker.js";

const api = apiOf(TRACKER);
const search = searchOf(api);
const answer = (query: string, offset = 0) => search.answer({ query, offset });
const exact = (text: string) => countTokens(text, { disallowedSpecial: new Set() });

describe("an answer in plain words", () => {
  const text = answer("create an issue in a repository");

  it("begins with the best signature, as a snippet calls it, with effect and route", () => {
    expect(text).toMatch(/^\/\/ \d+ operations match/);
    expect(text).toContain(
      "\n\n// write · POST /repos/{owner}/{repo}/issues · Create an issue\ntracker.issues.create(args: ",
    );
    expect(text).toContain("owner: string");
    expect(text).toContain("Promise<Issue>");
  });

  it("declares the types of arguments and result once", () => {
    expect(text.match(/^type Issue = /gm)).toHaveLength(1);
    expect(text).toContain("user: User");
    expect(text).toContain("title: string; // What the issue is called in lists");
    expect(text).toMatch(/^type User = \{ login\?: string; avatarUrl\?: string \};$/m);
  });

  it("shows at least five signatures when many match", () => {
    expect(answer("issue").match(/^tracker\.\w+\.\w+\(/gm)?.length).toBeGreaterThanOrEqual(5);
  });

  it("says how to go on, and goes on there", () => {
    const first = search.answer({ query: "issue", limit: 2 });
    expect(first).toMatch(/here 1–2\. Next: the same query, offset: 2\./);
    const second = search.answer({ query: "issue", limit: 2, offset: 2 });
    expect(second).toMatch(/here 3–4\./);
    const signatures = (page: string) => page.match(/^tracker\.\S+\(/gm) ?? [];
    expect(signatures(second)).toHaveLength(2);
    expect(signatures(first)).not.toContain(signatures(second)[0]);
    expect(answer("issue", 1_000)).toMatch(/there is none from offset 1000 on/);
  });

  it("bears any number", () => {
    for (const odd of [Number.NaN, -5, 0.5, Number.POSITIVE_INFINITY, 1e300])
      expect(search.answer({ query: "issue", limit: odd, offset: odd })).toContain("match");
  });
});

describe("an exact answer", () => {
  it("is one operation", () => {
    const text = answer("issues.update");
    expect(text.startsWith("// 1 operation matches.\n\n// write · PATCH ")).toBe(true);
    expect(text).toContain("body?: NewIssue");
    expect(text).toContain("milestone?: number | null");
  });

  it("gives a type in full", () => {
    const text = answer("type:issue");
    expect(text).toContain("// Issue can contain itself.");
    expect(text).toContain("duplicates?: Issue[]");
    expect(text).toContain('state?: "open" | "closed"');
  });

  it("lists a namespace", () => {
    expect(answer("issues.*")).toContain(
      "tracker.issues.create({ owner, repo, body }) // write · Create an issue",
    );
  });
});

describe("an answer without operations", () => {
  it("says what there is when nothing is asked", () => {
    expect(answer("  ")).toContain(
      `${api.operations.length} operations in 3 namespaces: issues 9, repos 2, search 1.`,
    );
  });

  it("names what is near when nothing matches", () => {
    expect(answer("type:Isue")).toContain("No type matches “Isue”. Nearest: type:Issue");
    expect(answer("qqqq zzzz")).toContain("No operation matches “qqqq zzzz”.");
    expect(answer("qqqq zzzz")).toContain("3 namespaces");
  });
});

describe("presets", () => {
  it("hides a locked argument and makes one with a default optional", () => {
    const operations = api.operations.map((operation) => ({
      ...operation,
      parameters: operation.parameters.map((parameter) =>
        parameter.name === "owner"
          ? { ...parameter, preset: { kind: "locked", value: "octo" } as const }
          : parameter.name === "repo"
            ? { ...parameter, preset: { kind: "default", value: "hello" } as const }
            : parameter,
      ),
    }));
    const text = searchOf({ ...api, operations }).answer({ query: "issues.listForRepo" });
    expect(text).not.toContain("owner: string");
    expect(text).toContain("issues.listForRepo(args?: {");
    expect(text).toContain("repo?: string");
  });
});

describe("find", () => {
  it("gives data", () => {
    const { total, operations, types } = search.find({ query: "create an issue", limit: 1 });
    expect(total).toBeGreaterThan(1);
    expect(operations).toEqual([
      {
        id: "issues.create",
        signature: expect.stringMatching(/^tracker\.issues\.create\(args: .*Promise<Issue>$/s),
        effect: "write",
        summary: "Create an issue",
        route: "POST /repos/{owner}/{repo}/issues",
        suppliers: {},
      },
    ]);
    expect(types.map((type) => type.split(" ")[1])).toEqual(["NewIssue", "Issue"]);
  });
});

it("is TypeScript: every signature and type parses", () => {
  for (const { id } of api.operations) {
    const source = answer(id).replace(/^tracker\.(\w+)\.(\w+)\(/gm, "declare function $1_$2(");
    const { diagnostics } = ts.transpileModule(source, { reportDiagnostics: true });
    expect(
      diagnostics?.map(({ messageText }) => messageText),
      source,
    ).toEqual([]);
  }
});

describe("the budget", () => {
  const queries = [
    ...api.operations.map(({ id }) => id),
    ...api.operations.map(({ summary }) => summary ?? ""),
    ...api.types.map(({ name }) => `type:${name}`),
    "issues.*",
    "",
    "zzz",
    "issue ".repeat(2_000),
    "x".repeat(10_000),
    "漢字".repeat(4_000),
  ];
  it("holds for any query", () => {
    for (const query of queries) expect(exact(answer(query)), query).toBeLessThanOrEqual(1_500);
  });
});
