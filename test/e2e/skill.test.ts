import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slug } from "../../src/emit/slug.js";
import { readVersion } from "../../src/output/assets.js";
import type { Api } from "../../src/runtime/api/api.js";
import { baseUrlVariable } from "../../src/runtime/broker/variables.js";
import { codemodeHere } from "./cli-here.js";
import { playedApi } from "./played-api.js";
import { codeBlocks, examineSkill } from "./skill-rules.js";
import { playedCredentials, runSkill } from "./skill-run.js";

const ROOT = join(import.meta.dirname, "../..");
const BIN = join(ROOT, "bin/codemode.js");
const CASES = join(ROOT, "test/cases");

/** With the number of their snippets: five kinds and the one about errors, less what such an API has no operation for. */
const SNIPPETS: { readonly [document: string]: number } = {
  library: 6,
  basic: 5,
  cycles: 2,
  hostile: 1,
  names: 1,
  "no-operation-ids": 3,
  "openapi-3-1": 1,
};

const DOCUMENTS: readonly (readonly [string, string])[] = [
  ["library", join(ROOT, "fixtures/library.yaml")],
  ...readdirSync(CASES)
    .sort()
    .map((name) => [name, join(CASES, name, "openapi.yaml")] as const),
];

const base = mkdtempSync(join(tmpdir(), "codemode-skill-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe.each(DOCUMENTS)("the skills of %s", (document, file) => {
  const cwd = join(base, document);
  let api: Api;
  let folder = "";
  let shell = "";

  beforeAll(async () => {
    mkdirSync(cwd, { recursive: true });
    const compiled = join(cwd, "compiled");
    const run = await codemodeHere(["compile", file, "-o", compiled]);
    expect(run.exitCode, run.stderr).toBe(0);
    const manifest = JSON.parse(readFileSync(join(compiled, "package.json"), "utf8"));
    folder = join(cwd, "node_modules", manifest.name);
    mkdirSync(join(cwd, "node_modules"));
    cpSync(compiled, folder, { recursive: true });
    api = JSON.parse(readFileSync(join(folder, "api.json"), "utf8"));
    shell = `${slug(api.name)}-shell`;
  });

  it("keep the Agent Skills rules", () => {
    const skills = readdirSync(join(folder, "skills"));
    expect(skills.sort()).toEqual([slug(api.name), shell]);
    for (const skill of skills) {
      expect(examineSkill(join(folder, "skills", skill)).problems, skill).toEqual([]);
    }
  });

  it("hold snippets that pass every check and run", async () => {
    const ran = await runSkill(folder, api);
    expect(ran).toHaveLength(SNIPPETS[document] ?? 0);
    expect(ran.filter(({ isError }) => isError)).toEqual([]);
    expect(ran.filter(({ requests }) => requests === 0)).toEqual([]);
  });

  it("hold commands that run in a shell", async () => {
    const server = createServer(playedApi(api));
    const url = await listening(server);
    const { body } = examineSkill(join(folder, "skills", shell));
    const env = { ...playedCredentials(api), [baseUrlVariable(api)]: url };
    const scripts = codeBlocks(body, "sh");
    expect(scripts.length).toBeGreaterThanOrEqual(2);
    try {
      for (const script of scripts) {
        const own = script.replaceAll(`npx -y codemode@${readVersion()}`, `"$NODE" "$BIN"`);
        expect(own).not.toContain("npx");
        const ran = await inShell(`set -e\n${own}`, cwd, env);
        expect(ran, script).toMatchObject({ exitCode: 0 });
        expect(ran.stdout).not.toBe("");
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

interface ShellRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function inShell(
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<ShellRun> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env, NODE: process.execPath, BIN } };
    execFile("sh", ["-c", script], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}
