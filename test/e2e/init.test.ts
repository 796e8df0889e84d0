import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { load as parseYaml } from "js-yaml";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codemodeHere } from "./cli-here.js";
import { codemode } from "./cli-process.js";

const FIXTURE = resolve(import.meta.dirname, "../../fixtures/library.yaml");
const WORKFLOW = ".github/workflows/codemode.yml";

let base: string;
/** The top of a repository, with the fixture as `api/library.yaml` in it. */
let cwd: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "codemode-init-"));
});
afterAll(() => rm(base, { recursive: true, force: true }));
beforeEach(async () => {
  cwd = await mkdtemp(join(base, "test-"));
  await mkdir(join(cwd, ".git"));
  await mkdir(join(cwd, "api"));
  await cp(FIXTURE, join(cwd, "api/library.yaml"));
});

const text = (file: string) => readFile(join(cwd, file), "utf8");
const compile = (...flags: readonly string[]) =>
  codemodeHere(["compile", "library.yaml", ...flags], { cwd: join(cwd, "api") });

describe("init", () => {
  it("writes files that hold at once", async () => {
    const { exitCode, stdout, stderr } = await codemode(["init", "api/library.yaml"], { cwd });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("+  api/codemode.config.json");
    expect(stdout).toContain("codemode compile api/library.yaml -o api/library-codemode");
    expect((await compile("--strict")).exitCode).toBe(0);
    const check = await compile("--check");
    expect(check.stdout).toContain("✓ 15 golden queries: every minimum is reached");
    expect(check.stdout).toMatch(/✓ .*(budget|limit)/i);
    expect(check.exitCode).toBe(0);
    const rows = (await text("api/golden.jsonl")).trim().split("\n");
    expect(rows.map((row) => JSON.parse(row).source)).toEqual(new Array(15).fill("summary"));
  });

  it("writes a workflow at the top of the repository, with the least permissions", async () => {
    await codemodeHere(["init", "library.yaml"], { cwd: join(cwd, "api") });
    const workflow: unknown = parseYaml(await text(WORKFLOW));
    expect(workflow).toMatchObject({
      permissions: { contents: "read", "pull-requests": "write" },
      jobs: {
        codemode: {
          steps: [
            { uses: "actions/checkout@v5", with: { "fetch-depth": 0 } },
            { uses: "actions/setup-node@v5" },
            { run: expect.stringContaining("codemode@") },
            {
              with: {
                "working-directory": "api",
                spec: "library.yaml",
                output: "library-codemode",
              },
            },
          ],
        },
      },
    });
  });

  it("never touches what is there, and says so", async () => {
    await writeFile(join(cwd, "api/codemode.config.json"), '{ "name": "shelf" }');
    await writeFile(join(cwd, "api/golden.jsonl"), '{"query":"x","gold":["books.list"]}\n');
    const { exitCode, stdout } = await codemodeHere(["init", "api/library.yaml"], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /=\s+api\/codemode\.config\.json\s+is there already, and was left alone/,
    );
    expect(stdout).toMatch(/=\s+api\/golden\.jsonl\s+is there already/);
    expect(stdout).toContain(`+  ${WORKFLOW}`);
    expect(await text("api/codemode.config.json")).toBe('{ "name": "shelf" }');
    expect(await text("api/golden.jsonl")).toBe('{"query":"x","gold":["books.list"]}\n');
    expect(await text(WORKFLOW)).toContain("shelf-codemode");
    const before = await text(WORKFLOW);
    await codemodeHere(["init", "api/library.yaml", "--policy"], { cwd });
    expect(await text(WORKFLOW)).toBe(before);
    expect(JSON.parse(await text("api/codemode.policy.json")).newReads).toBe("allow");
  });

  it("keeps what the command line says: the configuration's place, its name, overlays", async () => {
    const overlay = {
      overlay: "1.0.0",
      info: { title: "x", version: "1" },
      actions: [{ target: "$.paths['/loans']", remove: true }],
    };
    await writeFile(join(cwd, "fixes.yaml"), JSON.stringify(overlay));
    const flags = ["--config", "ci/shelf.json", "--name", "shelf", "--overlay", "fixes.yaml"];
    expect((await codemodeHere(["init", "api/library.yaml", ...flags], { cwd })).exitCode).toBe(0);
    expect(await text("ci/shelf.json")).toContain('"overlays": ["../fixes.yaml"]');
    expect(await text(WORKFLOW)).toContain('\n          config: "../ci/shelf.json"\n');
    const run = (...more: readonly string[]) =>
      codemodeHere(["compile", "api/library.yaml", "--config", "ci/shelf.json", ...more], { cwd });
    expect(JSON.parse((await run("--json")).stdout)).toMatchObject({
      operations: 14,
      output: "shelf-codemode",
    });
    expect((await run("--check")).exitCode).toBe(0);
  });

  it("offers writes that may read as comments, which work when they are uncommented", async () => {
    const spec = await text("api/library.yaml");
    const post = (path: string, id: string) =>
      `  ${path}:\n    post:\n      operationId: ${id}\n      tags: [books]\n      summary: Do ${id}\n      responses: { "204": { description: Done. } }\n`;
    const searching = `${post('"/books/search"', "books/search")}${post('"/books/\\u2028/query"', "books/query")}`;
    await writeFile(
      join(cwd, "api/library.yaml"),
      spec.replace("  /members:\n", `${searching}  /members:\n`),
    );
    const { stdout } = await codemodeHere(["init", "api/library.yaml"], { cwd });
    expect(stdout).toContain("2 writes may only read");
    const config = await text("api/codemode.config.json");
    expect(config).toContain('    // "POST /books/search": "read", // “search”\n');
    expect((await compile()).exitCode).toBe(0);
    await writeFile(
      join(cwd, "api/codemode.config.json"),
      config.replaceAll('    // "POST', '    "POST'),
    );
    const { exitCode, stdout: json } = await compile("--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(json).effects).toEqual({ read: 10, write: 6, destructive: 1 });
  });

  it("leaves out queries where the document says nothing to ask for", async () => {
    const spec = {
      openapi: "3.1.0",
      info: { title: "Bare", version: "1.0.0" },
      paths: { "/a": { get: {} } },
    };
    await writeFile(join(cwd, "api/bare.json"), JSON.stringify(spec));
    expect((await codemodeHere(["init", "api/bare.json"], { cwd })).exitCode).toBe(0);
    expect(await text("api/codemode.config.json")).not.toContain("queries");
    const run = (...flags: readonly string[]) =>
      codemodeHere(["compile", "api/bare.json", ...flags], { cwd });
    expect((await run()).exitCode).toBe(0);
    expect((await run("--check")).exitCode).toBe(0);
  });

  it("writes no workflow for a path that GitHub would evaluate, and needs a folder", async () => {
    const odd = join(cwd, `api/$${"{{ github.token }}"}.yaml`);
    await cp(FIXTURE, odd);
    const { exitCode } = await codemodeHere(["init", odd], { cwd });
    expect(exitCode).toBe(0);
    await expect(text(WORKFLOW)).rejects.toThrow("ENOENT");
    const remote = await codemodeHere(["init", "https://127.0.0.1:9/openapi.yaml"], { cwd });
    expect(remote.exitCode).toBe(2);
    expect(remote.stderr).toContain("in no folder");
  });
});
