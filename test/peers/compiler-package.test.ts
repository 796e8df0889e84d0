import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CACHE } from "./corpus.js";
import { packed, type Tarball } from "./packed.js";
import { openSession } from "./server-session.js";

// The compiler as somebody gets it who installs it: packed, and installed in an empty folder.

const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = join(CACHE, "compiler-package");
const PROJECT = join(FOLDER, "project");

describe("the compiler, packed", () => {
  let tarball: Tarball;

  beforeAll(() => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(PROJECT, { recursive: true });
    tarball = packed(ROOT, FOLDER);
    writeFileSync(join(PROJECT, "package.json"), '{ "private": true }\n');
    const install = ["install", "--no-audit", "--no-fund", tarball.file];
    execFileSync("npm", install, { cwd: PROJECT, stdio: "pipe" });
    cpSync(join(ROOT, "fixtures/library.yaml"), join(PROJECT, "library.yaml"));
  });

  it("holds what it needs and nothing else", () => {
    const { size, files } = tarball;
    process.stdout.write(`${files.length} files, ${(size / 1024 / 1024).toFixed(1)} MiB packed\n`);
    const wanted =
      /^(bin|dist|templates|schemas)\/|^(package\.json|action\.yml|README\.md|LICENSE)$/;
    const unwanted = /\.(tsbuildinfo|map|test\.[jt]s|tgz)$|(^|\/)(node_modules|test|\.[^/]+)(\/|$)/;
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => !wanted.test(path) || unwanted.test(path))).toEqual([]);
  });

  it("holds no path of the machine that made it", () => {
    const own = join(PROJECT, "node_modules/codemode");
    const tells = tarball.files
      .map(({ path }) => path)
      .filter((path) => readFileSync(join(own, path)).includes(ROOT));
    expect(tells).toEqual([]);
  });

  it("explains itself and knows its version", () => {
    expect(codemode("--version").trim()).toBe(tarball.version);
    const help = codemode("--help");
    for (const command of ["compile", "serve", "run", "search", "diff", "init"])
      expect(help).toContain(`\n  ${command} `);
  });

  it("compiles, and the server that it makes runs", async () => {
    codemode("compile", "library.yaml", "-o", "library", "--quiet");
    const session = await openSession(join(PROJECT, "library"));
    const found = await session.call("search", { query: "books" });
    expect(found).toMatchObject({ isError: false, text: expect.stringContaining("books.") });
    const ran = await session.call("execute", { code: "const one: number = 1; return one + 1;" });
    await session.close();
    expect(ran).toMatchObject({ isError: false, text: expect.stringContaining("2") });
  });
});

function codemode(...args: readonly string[]): string {
  const npx = ["--no-install", "codemode", ...args];
  return execFileSync("npx", npx, { cwd: PROJECT, encoding: "utf8" });
}
