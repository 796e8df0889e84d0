import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { load as parseYaml } from "js-yaml";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Action, type Job, readAction, runAction } from "../e2e/action-steps.js";
import { codemode } from "../e2e/cli-process.js";

const ROOT = resolve(import.meta.dirname, "../..");
const FIXTURE = join(ROOT, "fixtures/library.yaml");
const NEXT: { readonly changes: readonly (readonly [from: string, to: string])[] } = JSON.parse(
  readFileSync(join(ROOT, "fixtures/library-next.json"), "utf8"),
);
/** Rows of a terminal that nobody has made larger. */
const SCREEN = 40;
/** A run of the action is up to seven processes, one after the other. */
const SLOW = { timeout: 180_000 };

let base: string;
let action: Action;
/** A repository: the package of `openapi.yaml` is compiled, reviewed and committed. */
let repository: string;
/** The same, for one test, with a folder for temporary files beside it. */
let cwd: string;
let temp: string;

function git(...args: readonly string[]): string {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...author, ...args], { cwd, encoding: "utf8" }).trim();
}

const run = (...args: readonly string[]) => codemode(args, { cwd });

async function newVersion(file = "openapi.yaml"): Promise<void> {
  const path = join(cwd, file);
  let text = await readFile(path, "utf8");
  for (const [from, to] of NEXT.changes) {
    expect(text).toContain(from);
    text = text.replace(from, () => to);
  }
  await writeFile(path, text);
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "codemode-ci-"));
  action = await readAction();
  repository = join(base, "repository");
  cwd = repository;
  await mkdir(cwd);
  await cp(FIXTURE, join(cwd, "openapi.yaml"));
  git("init", "--quiet", "--initial-branch=main");
  expect((await run("init", "openapi.yaml", "--policy")).exitCode).toBe(0);
  expect((await run("compile", "openapi.yaml")).exitCode).toBe(0);
  expect((await run("compile", "openapi.yaml", "--check")).exitCode).toBe(0);
  git("add", ".");
  git("commit", "--quiet", "--message", "The first version");
}, SLOW.timeout);
afterAll(() => rm(base, { recursive: true, force: true }));
beforeEach(async () => {
  const folder = await mkdtemp(join(base, "test-"));
  cwd = join(folder, "checkout");
  temp = join(folder, "runner");
  await cp(repository, cwd, { recursive: true });
  await mkdir(join(temp, "bin"), { recursive: true });
  await symlink(join(ROOT, "test/e2e/fake-gh.mjs"), join(temp, "bin/gh"));
});

/** The steps of the action, as the workflow that `init` wrote runs them. */
async function runWorkflow(given: Partial<Job> = {}): Promise<ReadonlyMap<string, string>> {
  const workflow = parseYaml(await readFile(join(cwd, ".github/workflows/codemode.yml"), "utf8"));
  const inputs = inputsOf(workflow);
  process.env["GH_COMMENTS"] = join(temp, "comments.json");
  const job = { workspace: cwd, temp, path: [join(temp, "bin")], inputs, ...given };
  const runs = await runAction(action, job);
  return new Map(
    Array.from(runs, ([name, { exitCode, log }]) => [name, `exit ${exitCode}\n${log}`]),
  );
}

function inputsOf(workflow: unknown): Readonly<Record<string, string>> {
  const { jobs } = workflow as {
    jobs: { codemode: { steps: readonly { with?: Readonly<Record<string, string>> }[] } };
  };
  return jobs.codemode.steps.at(-1)?.with ?? {};
}

const comments = async (): Promise<readonly { id: number; body: string }[]> =>
  JSON.parse(await readFile(join(temp, "comments.json"), "utf8"));

describe("a new version of the document, on a person's machine", () => {
  it("compile --check says on one screen what does not hold", async () => {
    await newVersion();
    const { exitCode, stdout } = await run("compile", "openapi.yaml", "--check");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("✗ library-codemode is out of date");
    expect(stdout).toContain("✗ 1 operation new since the last review.\n  books.reserve: write\n");
    expect(stdout.split("\n").length).toBeLessThanOrEqual(SCREEN);
  });

  it("diff says what changes for callers, for agents and in tokens", async () => {
    await newVersion();
    const { exitCode, stdout } = await run(
      "diff",
      "HEAD:openapi.yaml",
      "openapi.yaml",
      "--fail-on",
      "breaking",
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain("books.list");
    expect(stdout).toContain("branch");
    expect(stdout).toContain("available");
    expect(stdout).toContain("POST /books/{book_id}/reserve");
    expect((await run("diff", "HEAD:openapi.yaml", "openapi.yaml")).exitCode).toBe(0);
  });

  it("diff has one line for the same version", async () => {
    const { exitCode, stdout } = await run(
      "diff",
      "HEAD:openapi.yaml",
      "openapi.yaml",
      "--fail-on",
      "any",
    );
    expect(exitCode).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(1);
  });

  it("compile, review and commit make it hold again", async () => {
    await newVersion();
    expect((await run("review", "openapi.yaml", "--accept")).exitCode).toBe(0);
    expect((await run("compile", "openapi.yaml")).exitCode).toBe(0);
    const { exitCode, stdout } = await run("compile", "openapi.yaml", "--check");
    expect(stdout).toContain("none is new since the last review");
    expect(exitCode).toBe(0);
    expect(git("diff", "--unified=0", "--", "codemode.policy.json").split("\n").slice(4)).toEqual([
      expect.stringMatching(/^@@/),
      '+    "POST /books/{book_id}/reserve": { "effect": "write" },',
    ]);
  });
});

describe("compile --check", () => {
  it("fits on a screen, whatever fails", async () => {
    await newVersion();
    const spec = await readFile(join(cwd, "openapi.yaml"), "utf8");
    const paths = Array.from(
      { length: 60 },
      (_, at) => `  /gates/${at}:\n    post: { tags: [gate${at}], responses: { "204": {} } }\n`,
    );
    const anonymous = spec
      .replaceAll(/^ *summary: .*\n/gm, "")
      .replace("#/components/schemas/Author", "#/components/schemas/Nobody");
    await writeFile(
      join(cwd, "openapi.yaml"),
      anonymous.replace("  /members:\n", () => `${paths.join("")}  /members:\n`),
    );
    const figures = "toolsList instructions searchAnswer operationAnswer error skill skillListing";
    const budgets = Object.fromEntries(figures.split(" ").map((figure) => [figure, 1]));
    const queries = {
      file: "golden.jsonl",
      min: { "recall@1": 1, "recall@5": 1, answer: 1, mrr: 1 },
    };
    await writeFile(join(cwd, "codemode.config.json"), JSON.stringify({ budgets, queries }));
    const { exitCode, stdout } = await run("compile", "openapi.yaml", "--check");
    expect(exitCode).toBe(1);
    expect(stdout.match(/^✗ .*$/gm)).toEqual([
      expect.stringContaining("is out of date"),
      expect.stringContaining("minima of the golden queries missed"),
      "✗ 7 token budgets exceeded.",
      "✗ 61 operations new since the last review.",
    ]);
    expect(stdout).toMatch(/1 warning( and \d+ notes?)? about the document/);
    expect(stdout.split("\n").length).toBeLessThanOrEqual(SCREEN);
  });
});

describe("the action", () => {
  const pullRequest = () => ({ number: 7, base: git("rev-parse", "HEAD") });

  it("lets nothing of a workflow into a script", () => {
    for (const { name, run: script, shell } of action.runs.steps) {
      expect([name, shell, script.includes("${{")]).toEqual([name, "bash", false]);
      expect(script.startsWith("set -euo pipefail\n")).toBe(true);
      const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
      expect([name, status, stderr]).toEqual([name, 0, ""]);
    }
  });

  it("belongs to the package on npm, and its workflow has every input right", async () => {
    const manifest = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    expect(manifest.files).toContain("action.yml");
    const workflow = parseYaml(await readFile(join(cwd, ".github/workflows/codemode.yml"), "utf8"));
    for (const input of Object.keys(inputsOf(workflow)))
      expect(action.inputs).toHaveProperty(input);
  });

  it("passes a push of what holds, and compares nothing", SLOW, async () => {
    const steps = await runWorkflow();
    expect([...steps.keys()]).not.toContain("Comment on the pull request");
    expect(steps.get("Compare the document with its base")).toContain("Nothing to compare with");
    expect(steps.get("Say whether it may be merged")).toBe("exit 0\n");
  });

  it(
    "fails a pull request that breaks callers, and keeps one comment up to date",
    SLOW,
    async () => {
      const at = pullRequest();
      await newVersion();
      git("commit", "--quiet", "--all", "--message", "The second version");
      const steps = await runWorkflow({ pullRequest: at });
      expect(steps.get("Hold the package to its document")).toMatch(
        /^exit 0\n::stop-commands::([0-9a-f]{32})\n[\s\S]*✗ 1 operation new since the last review[\s\S]*\n::\1::\n$/,
      );
      expect(steps.get("Compare the document with its base")).toMatch(/^::error .*branch/m);
      expect(await readFile(join(temp, "summary.md"), "utf8")).toContain("books.reserve");
      expect(steps.get("Say whether it may be merged")).toMatch(
        /^exit 1\n::error::codemode compile --check says no \(exit code 1\)\.\n::error::codemode diff says no/,
      );
      const [first, ...others] = await comments();
      expect(others).toEqual([]);
      expect(first?.body).toMatch(/^<!-- codemode [0-9a-f]{40} -->\n/);
      expect(first?.body).toContain("books.reserve");
      expect(first?.body).toContain("`codemode compile --check` says no");
      await run("review", "openapi.yaml", "--accept");
      await run("compile", "openapi.yaml");
      const again = await runWorkflow({ pullRequest: at });
      expect(again.get("Say whether it may be merged")).not.toContain("--check");
      const second = await comments();
      expect(second.map(({ id }) => id)).toEqual([first?.id]);
      expect(second[0]?.body).not.toContain("says no");
    },
  );

  it("warns where the token may only read, and writes no comment when told so", SLOW, async () => {
    const at = pullRequest();
    process.env["GH_READ_ONLY"] = "1";
    try {
      const steps = await runWorkflow({ pullRequest: at });
      expect(steps.get("Comment on the pull request")).toMatch(
        /^exit 0\n.*[\s\S]*::warning::The comment/,
      );
      expect(steps.get("Say whether it may be merged")).toBe("exit 0\n");
    } finally {
      delete process.env["GH_READ_ONLY"];
    }
    const inputs = { spec: "openapi.yaml", comment: "false" };
    expect(
      (await runWorkflow({ pullRequest: at, inputs })).has("Comment on the pull request"),
    ).toBe(false);
  });

  it(
    "takes a document in a folder, new documents, and names that a shell would read otherwise",
    SLOW,
    async () => {
      const at = pullRequest();
      const odd = "a$(touch owned)'b.yaml";
      await mkdir(join(cwd, "apis"));
      await cp(FIXTURE, join(cwd, "apis", odd));
      await run("compile", join("apis", odd), "-o", "apis/library-codemode");
      const inputs = { spec: odd, "working-directory": "apis", output: "library-codemode" };
      const added = await runWorkflow({ pullRequest: at, inputs });
      expect(added.get("Compare the document with its base")).toContain("The document is new");
      expect(added.get("Say whether it may be merged")).toBe("exit 0\n");
      git("add", ".");
      git("commit", "--quiet", "--message", "Another document");
      const same = await runWorkflow({ pullRequest: pullRequest(), inputs });
      expect(same.get("Say whether it may be merged")).toBe("exit 0\n");
      expect(git("status", "--porcelain")).toBe("");
      await newVersion(join("apis", odd));
      const broken = await runWorkflow({ pullRequest: pullRequest(), inputs });
      expect(broken.get("Compare the document with its base")).toMatch(/^::error file=apis\/a/m);
    },
  );

  it("says so when the base is not there, or the document is broken", SLOW, async () => {
    const missing = await runWorkflow({ pullRequest: { number: 7, base: "0".repeat(40) } });
    expect(missing.get("Compare the document with its base")).toMatch(
      /^exit 2\n[\s\S]*fetch-depth/,
    );
    await writeFile(join(cwd, "openapi.yaml"), "{");
    const broken = await runWorkflow({ pullRequest: pullRequest() });
    expect(broken.get("Say whether it may be merged")).toMatch(/exit code 3[\s\S]*exit code 3/);
    expect((await comments())[0]?.body).toContain("could not be compared");
    const odd = await runWorkflow({ inputs: { spec: "openapi.yaml", version: "1; id" } });
    expect(odd.get("Find codemode")).toMatch(/^exit 2\n/);
  });
});
