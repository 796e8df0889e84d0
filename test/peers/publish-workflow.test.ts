import { execFileSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { load as parseYaml } from "js-yaml";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ActionStep, runAction } from "../e2e/action-steps.js";
import { codemode } from "../e2e/cli-process.js";

// The workflow that `init` writes for releases, its shell steps run as a runner would: with our own command line, and stand-ins for what it
// talks to, which write down what they are asked.

const ROOT = resolve(import.meta.dirname, "../..");
const WORKFLOW = ".github/workflows/codemode-publish.yml";
const NPM = execFileSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).trim();

interface WorkflowJob {
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string;
  readonly defaults: { readonly run: Readonly<Record<string, string>> };
  readonly steps: readonly Partial<ActionStep & { readonly uses: string }>[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: { readonly check: WorkflowJob; readonly publish: WorkflowJob };
}

/** What a release and its repository are like. */
interface Release {
  readonly tag?: string;
  readonly owner?: string;
  readonly privateKey?: string;
}

let base: string;
let original: string;
/** A repository with a document in `api/`, its package compiled and committed. */
let cwd: string;
/** The runner's folder for temporary files, with the stand-ins and what they wrote down. */
let temp: string;

const STAND_INS: Readonly<Record<string, string>> = {
  npm: `case "$1" in
  install)
    echo "npm $*" >> "$STAND_INS/log"
    bin="$RUNNER_TEMP/codemode/node_modules/.bin"
    mkdir -p "$bin"
    printf '#!/bin/sh\\nexec node "${join(ROOT, "bin/codemode.js")}" "$@"\\n' > "$bin/codemode"
    chmod +x "$bin/codemode" ;;
  pack) "${NPM}" "$@" ;;
  view) cat "$STAND_INS/published" 2>/dev/null ;;
  *) echo "npm $*" >> "$STAND_INS/log" ;;
esac`,
  npx: `echo "npx $2 $3" >> "$STAND_INS/log"; test -f "$4/manifest.json" && echo bundle > "$5"`,
  curl: `tar --create --gzip --directory "$STAND_INS" mcp-publisher`,
  gh: `echo "gh $1 $2 $3 $(basename "$4") $5" >> "$STAND_INS/log"`,
  "mcp-publisher": `echo "mcp-publisher $*" >> "$STAND_INS/log"; test "$1" != validate || test ! -f "$STAND_INS/invalid"`,
};

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "codemode-publish-"));
  original = join(base, "original");
  await mkdir(join(original, ".git"), { recursive: true });
  await mkdir(join(original, "api"));
  await cp(join(ROOT, "fixtures/library.yaml"), join(original, "api/library.yaml"));
  const init = await codemode(["init", "api/library.yaml", "--policy"], { cwd: original });
  expect(init.exitCode).toBe(0);
  await configure("https://github.com/Acme/library", original);
});
afterAll(() => rm(base, { recursive: true, force: true }));
beforeEach(async () => {
  const folder = await mkdtemp(join(base, "test-"));
  cwd = join(folder, "checkout");
  temp = join(folder, "runner");
  await cp(original, cwd, { recursive: true });
  await mkdir(temp);
  for (const [name, script] of Object.entries(STAND_INS)) {
    await writeFile(join(temp, name), `#!/bin/bash\n${script}\n`);
    await chmod(join(temp, name), 0o755);
  }
});

/** Sets `package.repository`, and compiles again. */
async function configure(repository: string, folder = cwd): Promise<void> {
  const file = join(folder, "api/codemode.config.json");
  const text = await readFile(file, "utf8");
  const setting = `"package": { "repository": "${repository}", `;
  const changed = text.replace(/"package": \{ (?:"repository": "[^"]*", )?/, setting);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
  const run = await codemode(["compile", "library.yaml"], { cwd: join(folder, "api") });
  expect(run).toMatchObject({ exitCode: 0 });
}

const workflow = async (): Promise<Workflow> =>
  parseYaml(await readFile(join(cwd, WORKFLOW), "utf8")) as Workflow;

const asked = async (): Promise<readonly string[]> =>
  (await readFile(join(temp, "log"), "utf8")).trim().split("\n");

/** Runs both jobs, the second only after the first; gives the step that failed. */
async function publish({
  tag = "v1.4.0",
  owner = "acme",
  privateKey = "",
}: Release = {}): Promise<string | undefined> {
  const { jobs } = await workflow();
  for (const { env, defaults, steps } of [jobs.check, jobs.publish]) {
    const known: Readonly<Record<string, string>> = {
      ...env,
      STAND_INS: temp,
      GITHUB_REF_NAME: tag,
      GITHUB_REPOSITORY: `${owner}/library`,
      GITHUB_REPOSITORY_OWNER: owner,
    };
    const own = steps.flatMap(({ name, run, env: more }): ActionStep[] => {
      if (name === undefined || run === undefined) return [];
      const secrets = more && "MCP_PRIVATE_KEY" in more && { MCP_PRIVATE_KEY: privateKey };
      return [{ ...defaults.run, name, run, shell: "bash", env: { ...known, ...secrets } }];
    });
    const action = { inputs: {}, runs: { using: "composite", steps: own } };
    const job = { workspace: cwd, temp, inputs: {}, path: [temp] };
    for (const [name, { exitCode, log }] of await runAction(action, job)) {
      if (exitCode !== 0) return `${name}: ${log}`;
    }
  }
  return undefined;
}

describe("the workflow for releases", () => {
  it("gives the right to publish to the job alone that runs after every check", async () => {
    const { on, permissions, jobs } = await workflow();
    expect(on).toEqual({ release: { types: ["published"] } });
    expect(permissions).toEqual({ contents: "read" });
    expect(jobs.check.permissions).toBeUndefined();
    expect(jobs.publish).toMatchObject({
      needs: "check",
      permissions: { contents: "write", "id-token": "write" },
    });
    expect(jobs.check.env).toEqual({ SPEC: "library.yaml", OUTPUT: "library-codemode" });
    expect(jobs.check.defaults.run["working-directory"]).toBe("api");
    // Nothing of the event reaches a shell but by its environment.
    for (const { run = "" } of [...jobs.check.steps, ...jobs.publish.steps]) {
      expect(run).not.toContain("${".concat("{"));
    }
  });

  it("checks everything, then publishes to npm, to the registry, and attaches the bundle", async () => {
    expect(await publish()).toBeUndefined();
    expect(await asked()).toEqual([
      expect.stringMatching(/^npm install .*codemode@\d/),
      "npx @anthropic-ai/mcpb@2.1.2 pack",
      "mcp-publisher validate release/server.json",
      "mcp-publisher login github-oidc",
      "npm publish ./library-codemode-1.4.0.tgz --provenance --access public --tag latest",
      "mcp-publisher publish",
      "gh release upload v1.4.0 library-codemode.mcpb --clobber",
    ]);
  });

  it("publishes nothing when the registry's tool says no", async () => {
    await writeFile(join(temp, "invalid"), "");
    expect(await publish()).toMatch(/^Ask the MCP registry's own tool/);
    expect((await asked()).filter((line) => /publish |upload|login/.test(line))).toEqual([]);
  });

  it("publishes nothing that is out of date, or another version than the release", async () => {
    expect(await publish({ tag: "v1.5.0" })).toMatch(/has the version 1\.4\.0/);
    await writeFile(join(cwd, "api/library-codemode/server.json"), "{}");
    expect(await publish()).toMatch(/^Hold the package to its document: [\s\S]*out of date/);
    expect(await asked()).toEqual(Array(2).fill(expect.stringMatching(/^npm install/)));
  });

  it("takes part in the registry as the owner of a domain, with its key alone", async () => {
    await configure("https://gitlab.com/acme/library");
    expect(await publish()).toBeUndefined();
    const without = await asked();
    expect(without).toContainEqual(expect.stringMatching(/^npm publish/));
    expect(without.filter((line) => /^mcp-publisher (?:login|publish)/.test(line))).toEqual([]);
    expect(await publish({ privateKey: "a-key" })).toBeUndefined();
    expect((await asked()).slice(without.length)).toContain(
      "mcp-publisher login dns --domain library.example --private-key a-key",
    );
  });

  it("goes on where an earlier run stopped", async () => {
    await writeFile(join(temp, "published"), "1.4.0\n");
    expect(await publish()).toBeUndefined();
    const lines = await asked();
    expect(lines.filter((line) => line.startsWith("npm publish"))).toEqual([]);
    expect(lines).toContain("mcp-publisher publish");
  });
});
