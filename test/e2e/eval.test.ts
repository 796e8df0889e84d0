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
/** A folder for one test, with the document, its package and golden queries in it. */
let cwd: string;
let packed: string;
let isReport: (value: unknown) => boolean;

const GOLDEN = [
  '{"query":"lend a book to a member","gold":["POST /loans"]}',
  '{"query":"which loans are overdue","gold":["reports.overdue"]}',
  '{"query":"someone brings a book back","gold":["loans/return"],"note":"not its own words"}',
].join("\n");

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "codemode-eval-"));
  packed = join(base, "package");
  expect((await codemodeHere(["compile", FIXTURE, "-o", packed])).exitCode).toBe(0);
  isReport = await reportCheck("eval-report.schema.json");
});
afterAll(() => rm(base, { recursive: true, force: true }));
beforeEach(async () => {
  cwd = await mkdtemp(join(base, "test-"));
  await cp(FIXTURE, join(cwd, "library.yaml"));
  await writeFile(join(cwd, "golden.jsonl"), GOLDEN);
});

const run = (...args: readonly string[]) => codemodeHere(args, { cwd });
const evaluated = (...args: readonly string[]) => run("eval", ...args);
const configured = (value: unknown) =>
  writeFile(join(cwd, "codemode.config.json"), JSON.stringify(value));

describe("eval", () => {
  it("prints the measures, and the same of a package as of its document", async () => {
    const spec = await evaluated("library.yaml", "--queries", "golden.jsonl");
    expect([spec.exitCode, spec.stderr]).toEqual([0, ""]);
    expect(spec.stdout).toContain("golden.jsonl 3 requests for 3 operations");
    for (const label of ["recall@1", "recall@5", "recall@10", "answer", "MRR", "tokens", "latency"])
      expect(spec.stdout).toMatch(new RegExp(`^  ${label} `, "m"));
    expect(spec.stdout).not.toContain("\u001b[");
    const folder = await evaluated(packed, "--queries", "golden.jsonl");
    const shares = (text: string) => text.match(/^ {2}(?:recall|answer|MRR).*$/gm);
    expect(shares(folder.stdout)).toEqual(shares(spec.stdout));
  });

  it("is coloured where that is asked for", async () => {
    const { stdout } = await codemode(["eval", "library.yaml", "--queries", "golden.jsonl"], {
      cwd,
      env: { FORCE_COLOR: "1", NO_COLOR: "" },
    });
    expect(stdout).toContain("\u001b[");
  });

  it("reports as JSON as its schema says, with what was returned instead", async () => {
    await writeFile(
      join(cwd, "golden.jsonl"),
      `${GOLDEN}\n{"query":"the tree of subjects","gold":["members.suspend"]}`,
    );
    const { exitCode, stdout } = await evaluated(
      "library.yaml",
      "--queries",
      "golden.jsonl",
      "--json",
    );
    const report = JSON.parse(stdout);
    expect([exitCode, isReport(report)]).toEqual([0, true]);
    const [{ rows, figures, tokens, misses }] = report.queries;
    expect([rows, tokens.max <= 1_500]).toEqual([4, true]);
    expect(figures["recall@1"]).toBeLessThanOrEqual(figures["recall@10"]);
    expect(misses.at(0)).toMatchObject({
      line: 4,
      missed: [{ operation: "members.suspend", route: "POST /members/{member_id}/suspend" }],
    });
    expect(misses.at(0).returned).toContain("reports.subjectTree");
  });

  it("exits 1 below a minimum and says which, 0 at it", async () => {
    await writeFile(join(cwd, "bad.jsonl"), '{"query":"subjects","gold":["members.suspend"]}');
    const args = ["library.yaml", "--queries", "bad.jsonl", "--min", "recall@10=.5"];
    const { exitCode, stdout } = await evaluated(...args, "--min", "mrr=0");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("✗ bad.jsonl: recall@10 is .000, below the minimum of .500");
    expect(stdout).not.toContain("MRR is");
    const json = await evaluated(...args, "--json");
    expect([json.exitCode, JSON.parse(json.stdout).outcome]).toEqual([1, "below-minimum"]);
    expect(isReport(JSON.parse(json.stdout))).toBe(true);
    expect(
      (await evaluated("library.yaml", "--queries", "bad.jsonl", "--min", "mrr=0")).exitCode,
    ).toBe(0);
  });

  it.each([
    ["no queries", ["library.yaml"], "no golden queries"],
    [
      "no such measure",
      ["library.yaml", "--queries", "golden.jsonl", "--min", "recal@10=1"],
      "recall@10",
    ],
    ["no number", ["library.yaml", "--queries", "golden.jsonl", "--min", "mrr=most"], "mrr=.9"],
    ["more than all", ["library.yaml", "--queries", "golden.jsonl", "--min", "mrr=90"], "0 to 1"],
    ["two modes", ["library.yaml", "--suggest", "--queries", "golden.jsonl"], "--suggest"],
    [
      "a flag of the other mode",
      ["library.yaml", "--queries", "golden.jsonl", "--count", "3"],
      "--suggest",
    ],
    ["no number of rows", ["library.yaml", "--suggest", "--count", "0"], "--count"],
    ["no package", [".", "--queries", "golden.jsonl"], "api.json"],
  ])("exits 2 for wrong usage: %s", async (_, args, said) => {
    const { exitCode, stdout, stderr } = await evaluated(...args);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(said);
  });

  it("exits 3 for files that cannot be used, and names line and nearest operation", async () => {
    await writeFile(join(cwd, "wrong.jsonl"), `${GOLDEN}\n{"query":"a","gold":["loans.creat"]}\n{`);
    const wrong = await evaluated("library.yaml", "--queries", "wrong.jsonl");
    expect(wrong.exitCode).toBe(3);
    expect(wrong.stderr).toContain(
      "wrong.jsonl:4:1: there is no operation loans.creat; did you mean loans.create",
    );
    expect(wrong.stderr).toContain("wrong.jsonl:5:1: this is not JSON");
    const missing = await evaluated("library.yaml", "--queries", "missing.jsonl", "--json");
    expect(missing.exitCode).toBe(3);
    expect(JSON.parse(missing.stdout).diagnostics).toMatchObject([{ code: "queries-unreadable" }]);
    expect((await evaluated("missing.yaml", "--queries", "golden.jsonl")).exitCode).toBe(3);
  });

  it("takes queries and minima from the configuration, and --min goes before them", async () => {
    await writeFile(join(cwd, "bad.jsonl"), '{"query":"subjects","gold":["members.suspend"]}');
    await configured({ queries: ["golden.jsonl", { file: "bad.jsonl", min: { mrr: 0.5 } }] });
    const held = await evaluated("library.yaml");
    expect(held.exitCode).toBe(1);
    expect(held.stdout).toContain("bad.jsonl: MRR is");
    expect((await evaluated("library.yaml", "--min", "mrr=0")).exitCode).toBe(0);
  });
});

describe("eval --suggest", () => {
  it("writes rows that eval reads, and both say that they are easy", async () => {
    const made = await evaluated("library.yaml", "--suggest", "--count", "5");
    const rows = made.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(5);
    expect(rows.every(({ source }) => source === "summary")).toBe(true);
    expect(made.stderr).toContain("easy");
    await writeFile(join(cwd, "easy.jsonl"), made.stdout);
    const { stdout } = await evaluated("library.yaml", "--queries", "easy.jsonl");
    expect(stdout).toContain("! All of them are the document's own words, and easy.");
  });

  it("keeps a file that exists, unless --force says otherwise", async () => {
    const args = ["library.yaml", "--suggest", "-o", "golden.jsonl"];
    expect(await evaluated(...args)).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await readFile(join(cwd, "golden.jsonl"), "utf8")).toBe(GOLDEN);
    const forced = await evaluated(...args, "--force");
    expect(forced.exitCode).toBe(0);
    expect(forced.stderr).toContain("golden.jsonl replaced");
    expect(await readFile(join(cwd, "golden.jsonl"), "utf8")).toContain('"source":"summary"');
  });
});

describe("compile --check with golden queries", () => {
  const check = (...more: readonly string[]) =>
    run("compile", "library.yaml", "-o", "out", "--check", ...more);

  it("passes when the folder is fresh and every minimum is reached", async () => {
    await configured({ queries: { file: "golden.jsonl", min: { mrr: 0.1 } } });
    expect((await run("compile", "library.yaml", "-o", "out")).exitCode).toBe(0);
    const { exitCode, stdout } = await check();
    expect(exitCode).toBe(0);
    expect(stdout).toContain("✓ 3 golden queries: every minimum is reached.");
  });

  it("exits 1 below a minimum, and says which and what to do, --quiet or not", async () => {
    await writeFile(join(cwd, "bad.jsonl"), '{"query":"subjects","gold":["members.suspend"]}');
    await configured({ queries: ["bad.jsonl"] });
    await run("compile", "library.yaml", "-o", "out");
    for (const flags of [[], ["--quiet"]]) {
      const { exitCode, stdout } = await check(...flags);
      expect(exitCode).toBe(1);
      expect(stdout).toContain("out is up to date");
      expect(stdout).toContain("recall@10 is .000, below the minimum of .900");
      expect(stdout).toContain("codemode eval");
    }
    const { outcome, gates } = JSON.parse((await check("--json")).stdout);
    expect([outcome, gates]).toMatchObject(["fresh", [{ name: "queries", passed: false }]]);
  });

  it("exits 3 when an operation of the queries is gone", async () => {
    await configured({ queries: ["golden.jsonl"] });
    await run("compile", "library.yaml", "-o", "out");
    const spec = await readFile(FIXTURE, "utf8");
    await writeFile(join(cwd, "library.yaml"), spec.replaceAll("/reports/overdue", "/late"));
    await writeFile(join(cwd, "golden.jsonl"), '{"query":"late","gold":["GET /reports/overdue"]}');
    const { exitCode, stderr } = await check();
    expect(exitCode).toBe(3);
    expect(stderr).toContain("golden.jsonl:1:1: there is no operation GET /reports/overdue");
  });

  it("does not measure without --check", async () => {
    await configured({ queries: ["missing.jsonl"] });
    expect((await run("compile", "library.yaml", "-o", "out")).exitCode).toBe(0);
    expect((await check()).exitCode).toBe(3);
  });
});
