import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codemodeHere } from "./cli-here.js";
import { codemode } from "./cli-process.js";
import { reportCheck } from "./report-schema.js";

const ROOT = resolve(import.meta.dirname, "../..");
const FIXTURE = join(ROOT, "fixtures/library.yaml");

let base: string;
/** A folder for one test, with the document and its package in it. */
let cwd: string;
let packed: string;
let isReport: (value: unknown) => boolean;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "codemode-budget-"));
  packed = join(base, "package");
  expect((await codemodeHere(["compile", FIXTURE, "-o", packed])).exitCode).toBe(0);
  isReport = await reportCheck("budget-report.schema.json");
});
afterAll(() => rm(base, { recursive: true, force: true }));
beforeEach(async () => {
  cwd = await mkdtemp(join(base, "test-"));
  await cp(FIXTURE, join(cwd, "library.yaml"));
  await cp(packed, join(cwd, "out"), { recursive: true });
});

const run = (...args: readonly string[]) => codemodeHere(args, { cwd });
const budget = (...args: readonly string[]) => run("budget", ...args);
const configured = (value: unknown) =>
  writeFile(join(cwd, "codemode.config.json"), JSON.stringify(value));
/** Changes a figure in the lock of `out`. */
async function rewriteLock(figure: string, tokens: number): Promise<void> {
  const path = join(cwd, "out/codemode.lock.json");
  const lock = JSON.parse(await readFile(path, "utf8"));
  lock.budget[figure] = tokens;
  await writeFile(path, `${JSON.stringify(lock, undefined, 2)}\n`);
}

describe("budget", () => {
  it("prints every surface, the alternatives and what is expensive, without colour", async () => {
    const { exitCode, stdout, stderr } = await budget("library.yaml");
    expect([exitCode, stderr]).toEqual([0, ""]);
    for (const label of [
      "tools list",
      "description of search",
      "description of execute",
      "server instructions",
      "search answer",
      "answer to an operation",
      "typical error",
      "skill, listed",
      "SKILL.md",
      "skill references",
      "one tool per operation",
      "the document itself",
      "two untyped tools, as Cloudflare published",
    ])
      expect(stdout).toMatch(new RegExp(`^  ${label} `, "m"));
    expect(stdout).toMatch(/^ {2}one tool per operation +[\d,]+ +[\d.]+× +█/m);
    expect(stdout).toMatch(/^ {2}tools list .*✓ at most 500 tokens$/m);
    expect(stdout).toContain("✓ Every limit of clients holds");
    expect(stdout).not.toContain("\u001b[");
  });

  it("says the same of a package as of its document, but for the document itself", async () => {
    const [spec, folder] = await Promise.all([
      budget("library.yaml", "--json"),
      budget("out", "--json"),
    ]);
    const [ofSpec, ofFolder] = [JSON.parse(spec.stdout), JSON.parse(folder.stdout)];
    expect(isReport(ofSpec) && isReport(ofFolder)).toBe(true);
    expect(ofFolder.surfaces).toEqual(ofSpec.surfaces);
    expect(ofFolder.namespaces).toEqual(ofSpec.namespaces);
    expect(ofFolder.alternatives.slice(2)).toEqual(ofSpec.alternatives.slice(2));
    expect(ofFolder.alternatives[0]).toMatchObject({ name: "document", kind: "not-applicable" });
    expect(ofSpec.alternatives[0].size.characters).toBe((await readFile(FIXTURE, "utf8")).length);
  });

  it("prints equal bytes for equal runs", async () => {
    const [first, second] = await Promise.all([
      budget("library.yaml", "--json"),
      budget("library.yaml", "--json"),
    ]);
    expect(first.stdout).toBe(second.stdout);
  });

  it("is coloured where that is asked for", async () => {
    const env = { FORCE_COLOR: "1", NO_COLOR: "" };
    const { stdout } = await codemode(["budget", "library.yaml"], { cwd, env });
    expect(stdout).toContain("\u001b[");
  });

  it("asks golden queries where the configuration names some", async () => {
    await writeFile(join(cwd, "golden.jsonl"), '{"query":"lend a book","gold":["POST /loans"]}');
    await configured({ queries: "golden.jsonl" });
    const { stdout } = await budget("library.yaml", "--json");
    const report = JSON.parse(stdout);
    expect(report.queries).toBe("golden");
    const answers = report.surfaces.find(({ name }: { name: string }) => name === "searchAnswer");
    expect(answers.texts).toMatchObject({ measured: 1, of: 1 });
  });

  it("exits 1 when a limit is broken, and names the line", async () => {
    await configured({ budgets: { toolsList: 100, skill: 5_000, searchAnswer: { max: 10 } } });
    const { exitCode, stdout } = await budget("library.yaml");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^✗ tools list: \d+ tokens, \d+ over its limit of 100 \(budgets\.toolsList\.max\)$/m,
    );
    expect(stdout).toMatch(/^✗ search answer, p95: .*\(budgets\.searchAnswer\.max\)$/m);
    expect(stdout).toMatch(/^✓ SKILL\.md: .* within its limit of 5,000/m);
    const json = await budget("library.yaml", "--json");
    expect(isReport(JSON.parse(json.stdout))).toBe(true);
    expect([json.exitCode, JSON.parse(json.stdout).outcome]).toEqual([1, "exceeded"]);
  });

  it("counts growth from the lock in the output folder, or from what --against names", async () => {
    await configured({ budgets: { toolsList: { growth: "5%" } } });
    expect((await budget("library.yaml", "-o", "out")).exitCode).toBe(0);
    await rewriteLock("toolsList", 300);
    const grown = await budget("library.yaml", "-o", "out");
    expect(grown.exitCode).toBe(1);
    expect(grown.stdout).toMatch(
      /✗ tools list: \d+ tokens after 300, \+\d+ \([\d.]+%\); it may grow by 5%/,
    );
    expect((await budget("library.yaml", "--against", "out")).exitCode).toBe(1);
    expect((await budget("library.yaml", "--against", "out/codemode.lock.json")).exitCode).toBe(1);
    expect((await budget("library.yaml", "--against", packed)).exitCode).toBe(0);
    const first = await budget("library.yaml");
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toContain("library-codemode has no codemode.lock.json");
  });

  it("counts growth from a git revision", async () => {
    await configured({ budgets: { toolsList: { growth: 0 } } });
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], {
        cwd,
        stdio: "ignore",
      });
    git("init", "-q");
    await rewriteLock("toolsList", 300);
    git("add", ".");
    git("commit", "-qm", "first");
    await cp(packed, join(cwd, "out"), { recursive: true });
    const against = await budget("library.yaml", "-o", "out", "--against", "HEAD", "--json");
    expect(against.exitCode).toBe(1);
    expect(JSON.parse(against.stdout)).toMatchObject({
      against: "HEAD",
      limits: [{ figure: "toolsList", rule: "growth", before: 300, met: false }],
    });
    expect((await budget("library.yaml", "-o", "out")).exitCode).toBe(0);
    const check = await run("compile", "library.yaml", "-o", "out", "--check", "--against", "HEAD");
    expect(check.stdout).toContain("budgets.toolsList.growth");
    expect(check.exitCode).toBe(1);
    expect((await budget("library.yaml", "--against", "v9")).exitCode).toBe(2);
  });

  it("measures of an earlier package what its lock does not hold, or says that it cannot", async () => {
    await configured({ budgets: { operationAnswer: { growth: 0 } } });
    expect((await budget("library.yaml", "--against", "out")).exitCode).toBe(0);
    const lock = await budget("library.yaml", "--against", "out/codemode.lock.json");
    expect(lock.exitCode).toBe(2);
    expect(lock.stderr).toContain("budgets.operationAnswer.growth cannot be counted");
    await writeFile(
      join(cwd, "codemode.config.json"),
      '{"exclude": [{"method": "POST"}], "budgets": {}}',
    );
    await run("compile", "library.yaml", "-o", "small");
    await configured({ budgets: { references: { growth: 0 } } });
    const grown = await budget("library.yaml", "--against", "small");
    expect(grown.exitCode).toBe(1);
    expect(grown.stdout).toContain("budgets.references.growth");
  });

  it("writes Markdown whose tables are whole", async () => {
    const { exitCode, stdout } = await budget("library.yaml", "--markdown");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("### Token budget of Library API 1.4.0");
    const rows = stdout.split("\n").filter((line) => line.startsWith("|"));
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) expect([6, 5]).toContain(row.split("|").length - 1);
  });

  it("annotates in GitHub Actions, and adds to the summary of the job", async () => {
    await configured({ budgets: { toolsList: 100 } });
    const summary = join(cwd, "summary.md");
    await writeFile(summary, "before\n");
    const env = { GITHUB_STEP_SUMMARY: summary };
    const { exitCode, stdout } = await codemode(["budget", "library.yaml", "--github"], {
      cwd,
      env,
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^::error file=library\.yaml,title=Token budget::tools list: .*\n$/);
    const written = await readFile(summary, "utf8");
    expect(written.startsWith("before\n### Token budget")).toBe(true);
    expect(written).toContain("❌");
    await configured({});
    const fine = await run("budget", "library.yaml", "--github");
    expect(fine.stdout).toMatch(/^::notice file=library\.yaml,/);
  });

  it("cannot be made to say anything else by a document", async () => {
    const text = await readFile(FIXTURE, "utf8");
    const title = '"A\\u001b[31m | b\\n::error::x `c` <img src=x>"';
    await writeFile(
      join(cwd, "library.yaml"),
      text.replace(/^ {2}title: .*$/m, `  title: ${title}`),
    );
    for (const format of [[], ["--markdown"], ["--github"]]) {
      const { exitCode, stdout } = await budget("library.yaml", ...format);
      expect(exitCode).toBe(0);
      expect(stdout).not.toContain("\u001b");
      expect(stdout).not.toMatch(/^::error/m);
      if (format.length > 0) expect(stdout).not.toMatch(/(?<!\\)<img/);
    }
  });

  it.each([
    ["two formats", ["library.yaml", "--json", "--markdown"], "three formats of the same report"],
    ["no number", ["library.yaml", "--top", "many"], "no number of operations"],
    ["a folder that is no package", ["."], "no api.json"],
    ["a folder without a lock", ["library.yaml", "--against", "."], "holds no codemode.lock.json"],
    [
      "a file that is no lock",
      ["library.yaml", "--against", "library.yaml"],
      "no lock of codemode",
    ],
  ])("exits 2 for %s", async (_, args, message) => {
    const { exitCode, stderr } = await budget(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("compile --check", () => {
  it("holds a package to its budgets, measuring what a limit asks for", async () => {
    await configured({ budgets: { skill: 5_000, operationAnswer: 1_500, error: 500 } });
    const fine = await run("compile", "library.yaml", "-o", "out", "--check");
    expect(fine.stdout).toContain("3 token budgets: within their limits");
    expect(fine.exitCode).toBe(0);
    await configured({ budgets: { operationAnswer: 20 } });
    const broken = await run("compile", "library.yaml", "-o", "out", "--check");
    expect(broken.exitCode).toBe(1);
    expect(broken.stdout).toContain("1 token budget exceeded");
    expect(broken.stdout).toContain("(budgets.operationAnswer.max)");
  });

  it("counts growth from the package that it would replace", async () => {
    await configured({ budgets: { instructions: { growth: 0 } } });
    await rewriteLock("instructions", 1);
    const { exitCode, stdout } = await run("compile", "library.yaml", "-o", "out", "--check");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("tokens after 1,");
  });

  it("alone takes --against", async () => {
    const { exitCode, stderr } = await run("compile", "library.yaml", "--against", "out");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Add --check");
  });
});
