import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configOf, loadConfig, parseConfig } from "../../../src/config/load-config.js";
import { configSchema } from "../../../src/config/schema.js";
import { ConfigurationError, type Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { DEFAULT_LIMITS, DEFAULT_POLICY } from "../../../src/runtime/api/api.js";

const FILE = "codemode.config.json";
const configured = (text: string) => configOf(parseConfig(FILE, text), {});

function mistakes(run: () => unknown): readonly Diagnostic[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.diagnostics;
    throw error;
  }
  return [];
}

describe("a configuration file", () => {
  it("says everything that it may say", () => {
    const config = configured(`{
      // JSON with comments
      "$schema": "./codemode.config.schema.json",
      "name": "github",
      "package": {
        "name": "@acme/github", "version": "1.2.0-rc.1+build", "license": "MIT", "mcpName": "com.acme/github", "author": "Acme",
        "repository": "https://github.com/acme/github.git", "homepage": "https://acme.example/github",
      },
      "include": [{ "tag": "issues" }, { "path": "/repos/**", "method": "GET", "deprecated": false }],
      "exclude": [{ "operationId": "admin*", "x-internal": true }],
      "names": { "GET /user": "users.me" },
      "effects": { "POST /search": "read" },
      "policy": { "write": "allow", "namespaces": { "admin": "deny" }, "operations": { "issues.create": "ask" } },
      "defaults": { "per_page": 100, "account": { "value": "a1", "locked": true }, "filter": { "a": [1] }, "none": null },
      "limits": { "calls": 10 },
      "overlays": ["fixes.yaml"],
      "queries": "golden.jsonl",
      "budgets": { "toolsList": 450, "skill": { "max": 2000, "growth": "2.5%" }, "instructions": { "growth": 20 } },
    }`);
    expect(config).toEqual({
      name: "github",
      package: {
        name: "@acme/github",
        version: "1.2.0-rc.1+build",
        license: "MIT",
        mcpName: "com.acme/github",
        author: "Acme",
        repository: "https://github.com/acme/github.git",
        homepage: "https://acme.example/github",
      },
      include: [{ tag: "issues" }, { path: "/repos/**", method: "GET", deprecated: false }],
      exclude: [{ operationId: "admin*", "x-internal": true }],
      names: { "GET /user": "users.me" },
      effects: { "POST /search": "read" },
      policy: {
        effects: { read: "allow", write: "allow", destructive: "ask" },
        namespaces: { admin: "deny" },
        operations: { "issues.create": "ask" },
      },
      defaults: {
        per_page: { kind: "default", value: 100 },
        account: { kind: "locked", value: "a1" },
        filter: { kind: "default", value: { a: [1] } },
        none: { kind: "default", value: null },
      },
      pagination: {},
      limits: { ...DEFAULT_LIMITS, calls: 10 },
      overlays: ["fixes.yaml"],
      queries: [{ file: "golden.jsonl", min: { "recall@10": 0.9 } }],
      budgets: {
        toolsList: { max: 450 },
        skill: { max: 2000, growth: { kind: "share", share: 0.025 } },
        instructions: { growth: { kind: "tokens", tokens: 20 } },
      },
    });
  });

  it("may say nothing", () => {
    expect(configured("{}")).toEqual({
      package: {},
      include: [],
      exclude: [],
      names: {},
      effects: {},
      policy: DEFAULT_POLICY,
      defaults: {},
      pagination: {},
      limits: DEFAULT_LIMITS,
      overlays: [],
      queries: [],
      budgets: {},
    });
  });

  it.each([
    ['"a.jsonl"', [{ file: "a.jsonl", min: { "recall@10": 0.9 } }]],
    ['{ "file": "a.jsonl", "min": {} }', [{ file: "a.jsonl", min: {} }]],
    [
      '["a.jsonl", { "file": "b.jsonl", "min": { "recall@1": 0.5, "mrr": 1, "answer": 0 } }]',
      [
        { file: "a.jsonl", min: { "recall@10": 0.9 } },
        { file: "b.jsonl", min: { "recall@1": 0.5, mrr: 1, answer: 0 } },
      ],
    ],
  ])("may name golden queries as %s", (queries, expected) => {
    expect(configured(`{"queries": ${queries}}`).queries).toEqual(expected);
  });

  it("does not touch prototypes", () => {
    const { names, defaults } = configured(
      '{"names": {"__proto__": "a.b"}, "defaults": {"__proto__": {"value": {"__proto__": 1}}}}',
    );
    expect(Object.keys(names)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(names)).toBe(Object.prototype);
    expect(JSON.stringify(defaults)).toBe(
      '{"__proto__":{"kind":"default","value":{"__proto__":1}}}',
    );
  });

  it.each([
    ["at the top", '{\n  "polcy": {}\n}', "/polcy", 2, "policy"],
    ["in a group", '{"limits": {\n"wallms": 1}}', "/limits/wallms", 2, "wallMs"],
    ["in a filter", '{"include": [{}, {\n\n"methd": "GET"}]}', "/include/1/methd", 3, "method"],
    [
      "beside `value`",
      '{"defaults": {"a": {"value": 1, "lockd": true}}}',
      "/defaults/a/lockd",
      1,
      "locked",
    ],
    ["for the prototype", '{"constructor": {}}', "/constructor", 1, "known are name"],
    ["of a later version", '{"sandboxes": {}}', "/sandboxes", 1, "known are name"],
  ])("must not have an unknown key %s", (_, text, pointer, line, near) => {
    const found = mistakes(() => configured(text)).find(
      ({ code }) => code === "config-key-unknown",
    );
    expect(found).toMatchObject({ severity: "error", file: FILE, pointer, line });
    expect(found?.message).toContain(near);
  });

  it.each([
    ['{"name": "Promise"}', "config-value"],
    ['{"name": "class"}', "config-value"],
    ['{"name": "search"}', "config-value"],
    ['{"name": "results"}', "config-value"],
    ['{"name": "console"}', "config-value"],
    ['{"name": "my-api"}', "config-value"],
    ['{"name": 1}', "config-type"],
    ['{"name": null}', "config-type"],
    ['{"package": {"name": "Upper"}}', "config-value"],
    ['{"package": {"name": ".hidden"}}', "config-value"],
    ['{"package": {"name": "@scope"}}', "config-value"],
    ['{"package": {"name": "node_modules"}}', "config-value"],
    [`{"package": {"name": "${"a".repeat(215)}"}}`, "config-value"],
    ['{"package": {"version": "1.0"}}', "config-value"],
    ['{"package": {"version": "01.0.0"}}', "config-value"],
    ['{"package": {"mcpName": "github"}}', "config-value"],
    ['{"package": {"mcpName": "com.acme/git hub"}}', "config-value"],
    ['{"package": {"mcpName": "com.acme/a/b"}}', "config-value"],
    ['{"package": {"mcpName": "com.acme_/ab"}}', "config-value"],
    ['{"package": {"mcpName": "com.acme/-b"}}', "config-value"],
    ['{"package": {"mcpName": "com.acme/x"}}', "config-value"],
    [`{"package": {"mcpName": "com.acme/${"a".repeat(192)}"}}`, "config-value"],
    ['{"package": {"repository": "acme/github"}}', "config-value"],
    ['{"package": {"repository": "http://github.com/acme/github"}}', "config-value"],
    ['{"package": {"repository": "https://github.com/acme"}}', "config-value"],
    ['{"package": {"repository": "https://github.com/acme/github/tree/main"}}', "config-value"],
    ['{"package": {"repository": "https://gitlab.com/acme"}}', "config-value"],
    ['{"package": {"repository": "https://me@git.example/acme"}}', "config-value"],
    ['{"package": {"homepage": "http://acme.example"}}', "config-value"],
    ['{"package": {"homepage": "https://acme.example/a b"}}', "config-value"],
    ['{"package": {"homepage": "https://"}}', "config-value"],
    ['{"package": {"author": " "}}', "config-value"],
    ['{"package": []}', "config-type"],
    ['{"include": {}}', "config-type"],
    ['{"include": [{}]}', "config-value"],
    ['{"include": [{"method": "get"}]}', "config-value"],
    ['{"include": [{"deprecated": "yes"}]}', "config-type"],
    ['{"names": {"GET /a": "list"}}', "config-value"],
    ['{"names": {"GET /a": "a.b.c"}}', "config-value"],
    ['{"names": {"GET /a": "a.b-c"}}', "config-value"],
    ['{"effects": {"GET /a": "reads"}}', "config-value"],
    ['{"policy": {"write": "maybe"}}', "config-value"],
    ['{"policy": {"namespaces": {"a": true}}}', "config-type"],
    ['{"defaults": {"a": {"locked": true}}}', "config-value"],
    ['{"defaults": {"a": {"value": 1, "locked": "yes"}}}', "config-type"],
    ['{"limits": {"calls": 0}}', "config-value"],
    ['{"limits": {"calls": 1.5}}', "config-value"],
    ['{"limits": {"calls": "10"}}', "config-type"],
    ['{"limits": {"wallMs": 9999999999}}', "config-value"],
    ['{"queries": 1}', "config-type"],
    ['{"queries": ""}', "config-value"],
    ['{"queries": {}}', "config-value"],
    ['{"queries": [["a.jsonl"]]}', "config-type"],
    ['{"queries": {"file": 1}}', "config-type"],
    ['{"queries": {"file": "a.jsonl", "min": {"recall@3": 0.5}}}', "config-key-unknown"],
    ['{"queries": {"file": "a.jsonl", "min": {"mrr": 1.01}}}', "config-value"],
    ['{"queries": {"file": "a.jsonl", "min": {"mrr": "0.5"}}}', "config-value"],
    ['{"budgets": 1}', "config-type"],
    ['{"budgets": {"tools": 1}}', "config-key-unknown"],
    ['{"budgets": {"skill": "1"}}', "config-type"],
    ['{"budgets": {"skill": []}}', "config-type"],
    ['{"budgets": {"skill": {}}}', "config-value"],
    ['{"budgets": {"skill": 1.5}}', "config-value"],
    ['{"budgets": {"skill": {"max": -1}}}', "config-value"],
    ['{"budgets": {"skill": {"growth": "5"}}}', "config-value"],
    ['{"budgets": {"skill": {"growth": 0.05}}}', "config-value"],
    ['{"budgets": {"skill": {"least": 1}}}', "config-key-unknown"],
    ['{"name": "a", "name": "b"}', "config-key-duplicate"],
    ["[]", "config-type"],
    ["", "config-syntax"],
    ['{"name": }', "config-syntax"],
    ["{} {}", "config-syntax"],
    ["[".repeat(100_000), "config-syntax"],
  ])("must not say %s", (text, code) => {
    const found = mistakes(() => configured(text));
    expect(found.map((mistake) => mistake.code)).toEqual([code]);
    expect(found[0]).toMatchObject({ file: FILE, line: 1, column: expect.any(Number) });
  });

  it("is told all of its mistakes at once", () => {
    const found = mistakes(() => configured('{"nam": 1, "limits": {"calls": -1}, "names": 1}'));
    expect(found.map(({ pointer }) => pointer)).toEqual(["/nam", "/limits/calls", "/names"]);
  });
});

describe("loadConfig", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "codemode-"));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const specPath = () => join(folder, "openapi.yaml");

  it("finds the file beside the document, and lets flags win", async () => {
    await writeFile(
      join(folder, FILE),
      '\uFEFF{"name": "fromFile", "package": {"license": "MIT"}}',
    );
    expect((await loadConfig({ specPath: specPath(), flags: {} })).name).toBe("fromFile");
    const flagged = await loadConfig({ specPath: specPath(), flags: { name: "fromFlag" } });
    expect(flagged).toMatchObject({ name: "fromFlag", package: { license: "MIT" } });
  });

  it("takes paths in the file from its folder", async () => {
    const text = '{"overlays": ["a.yaml"], "queries": ["q/a.jsonl", "/b.jsonl"]}';
    await writeFile(join(folder, FILE), text);
    const { overlays, queries } = await loadConfig({ specPath: specPath(), flags: {} });
    expect(overlays).toEqual([join(folder, "a.yaml")]);
    expect(queries.map(({ file }) => file)).toEqual([join(folder, "q/a.jsonl"), "/b.jsonl"]);
  });

  it("needs no file, unless one is named", async () => {
    expect(await loadConfig({ specPath: specPath(), flags: {} })).toEqual(configured("{}"));
    const configPath = join(folder, "other.json");
    const loading = loadConfig({ specPath: specPath(), configPath, flags: {} });
    await expect(loading).rejects.toMatchObject({
      diagnostics: [{ code: "config-unreadable", file: configPath }],
    });
    await writeFile(configPath, '{"name": "other"}');
    expect((await loadConfig({ specPath: specPath(), configPath, flags: {} })).name).toBe("other");
  });

  it("refuses a flag as it would refuse the file", () => {
    const found = mistakes(() => configOf({}, { name: "Promise" }));
    expect(found).toMatchObject([{ code: "config-value", file: "--name" }]);
  });
});

describe("the published JSON Schema", () => {
  it("is the one that the declaration makes", async () => {
    await expect(configSchema()).toMatchFileSnapshot(
      "../../../schemas/codemode.config.schema.json",
    );
  });

  it("describes every property", () => {
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== "object" || schema === null) return;
      for (const [key, value] of Object.entries(schema)) {
        if (key === "properties") {
          for (const [name, property] of Object.entries<object>(value)) {
            if (!("description" in property)) undescribed.push(`${path}/${name}`);
          }
        }
        visit(value, `${path}/${key}`);
      }
    };
    visit(JSON.parse(configSchema()), "");
    expect(undescribed).toEqual([]);
  });
});
