import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type FirstSettings, firstConfig } from "../../../src/cli/init-config.js";
import type { Compilation } from "../../../src/compile.js";
import { parseConfig } from "../../../src/config/load-config.js";
import type { Operation } from "../../../src/runtime/api/api.js";
import { apiOf, operationOf, PACKAGE } from "../emit/api-of.js";
import { HOSTILE } from "../emit/everything-api.js";

const TEMPLATE = readFileSync(
  join(import.meta.dirname, "../../../templates/codemode.config.json.template"),
  "utf8",
);

const FIGURES = { "recall@1": 0.2, "recall@5": 0.5, "recall@10": 1, answer: 0.93, mrr: 0.3 };

function compilationOf(operations: readonly Operation[]): Compilation {
  return {
    api: apiOf({ operations }),
    package: PACKAGE,
    files: [],
    budget: {
      tokenizer: "o200k_base",
      toolsList: 400,
      instructions: 1,
      skillListing: 50,
      skill: 1_001,
      oneToolPerOperation: { tokens: 1, exact: true },
      namespaces: {},
    },
    diagnostics: [],
  };
}

function configOf(operations: readonly Operation[], settings: Partial<FirstSettings> = {}): string {
  const all = { queries: undefined, overlays: [], ...settings };
  return firstConfig(compilationOf(operations), all, TEMPLATE);
}

const search = (path: string): Operation => ({
  ...operationOf("things.search", "POST /x"),
  path: `/${path}/search`,
});

describe("a first configuration", () => {
  it("is one, and demands a little less than what holds", () => {
    const text = configOf([operationOf("things.list", "GET /things")], {
      queries: { file: "golden.jsonl", figures: FIGURES },
      overlays: ["../fixes.yaml"],
    });
    expect(parseConfig("codemode.config.json", text)).toEqual({
      $schema: expect.stringContaining("codemode.config.schema.json"),
      name: "things",
      package: { name: "things-codemode" },
      overlays: ["../fixes.yaml"],
      queries: [{ file: "golden.jsonl", min: { "recall@10": 0.95, answer: 0.9 } }],
      budgets: {
        toolsList: { max: 500 },
        instructions: { max: 50 },
        skillListing: { max: 100 },
        skill: { max: 1_250 },
      },
      policy: { read: "allow", write: "ask", destructive: "ask" },
    });
  });

  it("never demands less than nothing", () => {
    const figures = { ...FIGURES, "recall@10": 0, answer: 0.01 };
    const text = configOf([], { queries: { file: "golden.jsonl", figures } });
    expect(text).toContain('{ "recall@10": 0, "answer": 0 }');
  });

  it("offers candidates as comments that a document cannot break out of", () => {
    const paths = ["a", HOSTILE, "x\n}", "*/ // \u2028\u202e", '", "name": "x'];
    const text = configOf(paths.map(search));
    expect(parseConfig("codemode.config.json", text).effects).toEqual({});
    const lowered = text.replaceAll("    // ", "    ");
    expect(parseConfig("codemode.config.json", lowered).effects).toEqual(
      Object.fromEntries(paths.map((path) => [`POST /${path}/search`, "read"])),
    );
    expect(text).not.toMatch(/[\u2028\u202e]/);
  });

  it("names no more candidates than somebody reads", () => {
    const text = configOf(Array.from({ length: 300 }, (_, at) => search(`${at}`)));
    expect(text).toContain("and 260 more: codemode inspect --effects");
    expect(text.split("\n").length).toBeLessThan(60);
  });
});
