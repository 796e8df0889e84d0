import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codemodeHere } from "./cli-here.js";
import { codemode } from "./cli-process.js";

const ROOT = resolve(import.meta.dirname, "../..");
const FIXTURE = join(ROOT, "fixtures/library.yaml");

/** A repository with two commits, tagged v1 and v2; the working directory has the third version. */
let repository: string;
let isReport: (value: unknown) => void;

const run = (...args: readonly string[]) => codemodeHere(["diff", ...args], { cwd: repository });
const write = (path: string, text: string) => writeFile(join(repository, path), text);
const git = (...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    cwd: repository,
  });

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), "codemode-diff-"));
  const schema = JSON.parse(await readFile(join(ROOT, "schemas/diff-report.schema.json"), "utf8"));
  const validate = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
    schema,
  );
  isReport = (value) => {
    validate(value);
    expect(validate.errors).toBeNull();
  };
  git("init", "--quiet", "--initial-branch=main");
  await mkdir(join(repository, "api/parts"), { recursive: true });
  await cp(FIXTURE, join(repository, "library.yaml"));
  await write("api/parts/book.yaml", "type: object\nproperties: { isbn: { type: string } }\n");
  await write("api/openapi.yaml", SPLIT);
  await write("api/codemode.config.json", '{ "names": { "GET /books": "shelf.all" } }');
  git("add", "-A");
  git("commit", "--quiet", "-m", "one");
  git("tag", "v1");
  await write("api/parts/book.yaml", "type: object\nproperties: { title: { type: string } }\n");
  await write("api/codemode.config.json", '{ "names": { "GET /books": "shelf.list" } }');
  const compiled = await codemodeHere(["compile", "library.yaml", "-o", "package"], {
    cwd: repository,
  });
  expect(compiled.exitCode).toBe(0);
  git("add", "-A");
  git("commit", "--quiet", "-m", "two");
  git("tag", "v2");
  const text = await readFile(FIXTURE, "utf8");
  await write(
    "renamed.yaml",
    text.replace("operationId: books/get", "operationId: books/read-one"),
  );
  await mkdir(join(repository, "snippets"));
  await write("snippets/one.ts", "return await library.books.get({ book_id: '1' });");
  await write("snippets/two.js", "return library.books.list();");
}, 120_000);
afterAll(() => rm(repository, { recursive: true, force: true }));

const SPLIT = `openapi: 3.1.0
info: { title: Split, version: 1.0.0 }
paths:
  /books:
    get:
      responses:
        "200": { description: Fine., content: { application/json: { schema: { $ref: "./parts/book.yaml" } } } }
`;

describe("diff", () => {
  it("says in one line that nothing changed, whatever the two are", async () => {
    const line = /^Nothing changed: 15 operations, \d+ types\.\n$/;
    const inputs = [
      "library.yaml",
      "package",
      "package/schema",
      "v1:library.yaml",
      "v2:package",
      "v2:package/schema",
      "HEAD~1:./library.yaml",
    ];
    for (const before of inputs) {
      const found = await run(before, "library.yaml");
      expect([before, found.exitCode, found.stderr]).toEqual([before, 0, ""]);
      expect(found.stdout).toMatch(line);
    }
    for (const format of ["markdown", "github"]) {
      expect((await run("package", "v1:library.yaml", "--format", format)).stdout).toMatch(line);
    }
  });

  it("reads a document of a revision with its own files and its own configuration", async () => {
    const { stdout } = await run("v1:api/openapi.yaml", "api/openapi.yaml");
    expect(stdout).toContain("`shelf.all` is called `shelf.list` now");
    expect(stdout).toContain("isbn");
    const between = await run("v1:api/openapi.yaml", "v2:api/openapi.yaml");
    expect(between.stdout).toContain("`shelf.all` is called `shelf.list` now");
    expect((await run("v2:api/openapi.yaml", "api/openapi.yaml")).stdout).toMatch(/^Nothing/);
  });

  it("fails on what it is told to fail on", async () => {
    const both = ["library.yaml", "renamed.yaml"];
    expect((await run(...both)).exitCode).toBe(0);
    for (const gate of ["breaking", "agent", "any", "budget,agent"]) {
      expect([gate, (await run(...both, "--fail-on", gate)).exitCode]).toEqual([gate, 1]);
    }
    expect((await run(...both, "--fail-on", "budget")).exitCode).toBe(0);
    const wrong = await run(...both, "--fail-on", "everything");
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      2,
      expect.stringContaining("there is no everything"),
    ]);
  });

  it("prints JSON as its schema says, the same each time", async () => {
    const first = await run("library.yaml", "renamed.yaml", "--json", "--snippets", "snippets");
    const report = JSON.parse(first.stdout);
    isReport(report);
    expect(report).toMatchObject({
      outcome: "passed",
      differs: "api",
      counts: { agents: { breaking: 2 } },
      snippets: { checked: 2, broken: [{ file: "one.ts", errors: [{ line: 1 }] }] },
    });
    const again = await run("library.yaml", "renamed.yaml", "--json", "--snippets", "snippets");
    expect(again.stdout).toBe(first.stdout);
    isReport(JSON.parse((await run("library.yaml", "package", "--json")).stdout));
  });

  it("accepts what the ignore file beside the new version names", async () => {
    const both = ["library.yaml", "renamed.yaml"];
    const { findings } = JSON.parse((await run(...both, "--json")).stdout);
    const entries = findings.map((finding: { fingerprint: string }) => ({
      change: finding.fingerprint,
      reason: "agreed",
    }));
    await write("accepted.json", JSON.stringify([...entries, { change: "gone", reason: "old" }]));
    const found = await run(...both, "--ignore", "accepted.json", "--fail-on", "any", "--json");
    expect([found.exitCode, found.stderr]).toEqual([
      0,
      expect.stringContaining("accepted, but not there (any more): gone"),
    ]);
    const report = JSON.parse(found.stdout);
    isReport(report);
    expect(report.findings).toEqual([]);
    expect(report.accepted).toHaveLength(findings.length);
    await cp(join(repository, "accepted.json"), join(repository, "codemode.ignore.json"));
    expect((await run(...both, "--fail-on", "any")).exitCode).toBe(0);
    await rm(join(repository, "codemode.ignore.json"));
  });

  it("measures golden queries of the new version, named as either version does", async () => {
    await mkdir(join(repository, "golden"));
    await cp(join(repository, "renamed.yaml"), join(repository, "golden/library.yaml"));
    await write(
      "golden/queries.jsonl",
      '{"query":"get a book","gold":["books.get"]}\n{"query":"sell a book","gold":["books.sell"]}\n',
    );
    await write("golden/codemode.config.json", '{ "queries": "queries.jsonl" }');
    const report = JSON.parse((await run("library.yaml", "golden/library.yaml", "--json")).stdout);
    isReport(report);
    expect(report.queries).toMatchObject([
      { rows: 1, missing: [{ line: 2, gold: "books.sell", from: "both" }] },
    ]);
  });

  it("holds the new version to its budgets", async () => {
    await mkdir(join(repository, "budget"));
    await cp(FIXTURE, join(repository, "budget/library.yaml"));
    await write(
      "budget/codemode.config.json",
      '{ "budgets": { "toolsList": { "max": 10 }, "operationAnswer": { "max": 10 } } }',
    );
    const both = ["renamed.yaml", "budget/library.yaml"];
    const found = await run(...both, "--json", "--fail-on", "budget");
    expect(found.exitCode).toBe(1);
    const report = JSON.parse(found.stdout);
    isReport(report);
    expect(report.counts.tokens.breaking).toBe(2);
  });

  it("annotates the new document, and appends the report to the step's summary", async () => {
    const summary = join(repository, "summary.md");
    const { stdout } = await codemode(
      ["diff", "library.yaml", "renamed.yaml", "--format", "github"],
      { cwd: repository, env: { GITHUB_STEP_SUMMARY: summary } },
    );
    const at = (await readFile(FIXTURE, "utf8")).split("\n").indexOf("  /books/{book_id}:") + 1;
    const line = Number(/^::error file=renamed\.yaml,line=(\d+),/m.exec(stdout)?.[1]);
    expect(line).toBeGreaterThan(at);
    expect(line).toBeLessThan(at + 15);
    expect(await readFile(summary, "utf8")).toContain("### Library API");
  });

  it("writes a JUnit report", async () => {
    const { stdout } = await run("library.yaml", "renamed.yaml", "--format", "junit");
    expect(stdout).toMatch(/^<\?xml version="1\.0"/);
    expect(stdout).toContain('name="GET /books/{book_id}"');
  });

  it.each([
    [["nothing:library.yaml", "library.yaml"], 2, "git knows no revision"],
    [["v1:nothing.yaml", "library.yaml"], 2, "v1 has no nothing.yaml"],
    [["--output=x:library.yaml", "library.yaml"], 2, "unknown option"],
    [["--", "-p:library.yaml", "library.yaml"], 2, "git knows no revision"],
    [["v1:../library.yaml", "library.yaml"], 2, "v1 has no ../library.yaml"],
    [["nothing.yaml", "library.yaml"], 3, "file-missing"],
    [["C:\\nothing.yaml", "library.yaml"], 3, "file-missing"],
    [["v1:api", "library.yaml"], 2, "holds neither api.json nor index.ts"],
    [["library.yaml", "library.yaml", "--json", "--format", "text"], 2, "contradict"],
    [["library.yaml", "library.yaml", "--format", "html"], 2, "html"],
    [["library.yaml", "library.yaml", "--snippets", "api"], 2, "holds no snippet"],
  ])("refuses %j", async (args, exitCode, said) => {
    const found = await run(...args);
    expect([found.exitCode, found.stderr]).toEqual([exitCode, expect.stringContaining(said)]);
  });

  it("takes a file on disk before a revision, and needs no repository for files", async () => {
    await write("v1:library.yaml", await readFile(join(repository, "renamed.yaml"), "utf8"));
    const { stdout } = await run("v1:library.yaml", "library.yaml");
    await rm(join(repository, "v1:library.yaml"));
    expect(stdout).toContain("`books.readOne` is called `books.get` now");
    const outside = await mkdtemp(join(tmpdir(), "codemode-outside-"));
    const found = await codemodeHere(["diff", FIXTURE, FIXTURE], { cwd: outside });
    expect(found.stdout).toMatch(/^Nothing changed/);
    const revision = await codemode(["diff", "v1:library.yaml", FIXTURE], {
      cwd: outside,
      env: { GIT_CEILING_DIRECTORIES: tmpdir() },
    });
    expect([revision.exitCode, revision.stderr]).toEqual([
      2,
      expect.stringContaining("in no git repository"),
    ]);
    await rm(outside, { recursive: true });
  });
});
