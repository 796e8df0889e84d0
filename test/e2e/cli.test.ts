import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import ts from "typescript";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countTokens } from "../../src/budget/tokens.js";
import { codemodeHere } from "./cli-here.js";
import { codemode } from "./cli-process.js";

const FIXTURE = resolve(import.meta.dirname, "../../fixtures/library.yaml");
const BIN = resolve(import.meta.dirname, "../../bin/codemode.js");
const ESCAPE = "\u001b[";

let base: string;
/** A folder for one test, with the fixture as `library.yaml` in it. */
let cwd: string;
/** A package of the fixture that no test changes. */
let library: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "codemode-cli-"));
  library = join(base, "library");
  expect((await codemode(["compile", FIXTURE, "-o", library])).exitCode).toBe(0);
});
afterAll(() => rm(base, { recursive: true, force: true }));
beforeEach(async () => {
  cwd = await mkdtemp(join(base, "test-"));
  await cp(FIXTURE, join(cwd, "library.yaml"));
});

describe("compile", () => {
  it("writes a package named after the API and says what it did", async () => {
    const { exitCode, stdout, stderr } = await codemode(["compile", "library.yaml"], { cwd });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/15\s+operations\s+8 read · 6 write · 1 destructive/);
    expect(stdout).toMatch(/search \+ execute\s+\d{3}\s/);
    expect(stdout).toMatch(/15 separate tools\s+[\d,]+\s/);
    expect(stdout).toMatch(/✓ library-codemode: \d+ files written/);
    expect(stdout).not.toContain(ESCAPE);
    const manifest = JSON.parse(await readFile(join(cwd, "library-codemode/package.json"), "utf8"));
    expect(manifest.bin).toEqual({ "library-mcp": "server.js" });
  });

  it("writes nothing the second time, and --check agrees", async () => {
    await codemodeHere(["compile", "library.yaml"], { cwd });
    const again = await codemodeHere(["compile", "library.yaml", "--json"], { cwd });
    expect(JSON.parse(again.stdout).files).toMatchObject({ created: [], updated: [], deleted: [] });
    const check = await codemodeHere(["compile", "library.yaml", "--check"], { cwd });
    expect(check.exitCode).toBe(0);
    expect(check.stdout).toContain("up to date");
  });

  it("--check exits 1 for a changed document, names the files, and writes nothing", async () => {
    await codemodeHere(["compile", "library.yaml", "-o", "out"], { cwd });
    const before = await snapshot(join(cwd, "out"));
    const spec = join(cwd, "library.yaml");
    await writeFile(spec, (await readFile(spec, "utf8")).replace("Get a loan", "Read a loan"));
    const { exitCode, stdout } = await codemodeHere(
      ["compile", "library.yaml", "-o", "out", "--check"],
      { cwd },
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain("~ api.json");
    expect(await snapshot(join(cwd, "out"))).toEqual(before);
  });

  it("--check exits 1 and makes no folder where there is none", async () => {
    const { exitCode } = await codemode(["compile", "library.yaml", "-o", "out", "--check"], {
      cwd,
    });
    expect(exitCode).toBe(1);
    expect(await readdir(cwd)).toEqual(["library.yaml"]);
  });

  it("--json prints one object, the same for the same state", async () => {
    const run = () => codemodeHere(["compile", FIXTURE, "-o", library, "--json"]);
    const [first, second] = [await run(), await run()];
    expect(second.stdout).toBe(first.stdout);
    const report = JSON.parse(first.stdout);
    expect(report).toMatchObject({
      outcome: "written",
      api: { name: "library", title: "Library API", version: "1.4.0" },
      operations: 15,
      effects: { read: 8, write: 6, destructive: 1 },
      namespaces: { books: 5, loans: 3, members: 5, reports: 2 },
    });
    const lock = JSON.parse(await readFile(join(library, "codemode.lock.json"), "utf8"));
    expect(report.budget).toEqual(lock.budget);
  });

  it("--quiet is silent when all is well, and not when a gate fails", async () => {
    const args = ["compile", "library.yaml", "-o", "out", "--quiet"];
    expect(await codemode(args, { cwd })).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    await writeFile(join(cwd, "out/api.json"), "{}");
    const check = await codemode([...args, "--check"], { cwd });
    expect(check.exitCode).toBe(1);
    expect(check.stdout).toContain("api.json");
  });

  it("--strict exits 1 for a warning and writes nothing", async () => {
    const spec = join(cwd, "library.yaml");
    const broken = (await readFile(spec, "utf8")).replace(
      'items: { $ref: "#/components/schemas/Author" }',
      'items: { $ref: "#/components/schemas/Nobody" }',
    );
    await writeFile(spec, broken);
    const strict = await codemodeHere(["compile", "library.yaml", "-o", "out", "--strict"], {
      cwd,
    });
    expect(strict.exitCode).toBe(1);
    expect(strict.stdout).toContain("[ref-dangling]");
    expect(strict.stdout).toMatch(/library\.yaml:\d+:\d+/);
    expect(await readdir(cwd)).toEqual(["library.yaml"]);
    expect((await codemodeHere(["compile", "library.yaml", "-o", "out"], { cwd })).exitCode).toBe(
      0,
    );
  });

  it("refuses a folder that is not ours, unless forced", async () => {
    await mkdir(join(cwd, "out"));
    await writeFile(join(cwd, "out/thesis.txt"), "years of work");
    const args = ["compile", "library.yaml", "-o", "out"];
    const refused = await codemode(args, { cwd });
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("--force");
    expect(await readdir(join(cwd, "out"))).toEqual(["thesis.txt"]);
    expect((await codemodeHere([...args, "--force"], { cwd })).exitCode).toBe(0);
    expect(await readFile(join(cwd, "out/thesis.txt"), "utf8")).toBe("years of work");
  });

  it("keeps an edited file that is no longer part of the package, and says so", async () => {
    const args = ["compile", "library.yaml", "-o", "out"];
    await codemodeHere(args, { cwd });
    const obsolete = "skills/library/references/reports.md";
    await writeFile(join(cwd, "out", obsolete), "my notes");
    await writeFile(
      join(cwd, "codemode.config.json"),
      '{ "exclude": [{ "tag": "reports" }] } // no reports',
    );
    const { exitCode, stdout } = await codemodeHere(args, { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${obsolete} is no longer part of the package`);
    expect(await readFile(join(cwd, "out", obsolete), "utf8")).toBe("my notes");
    expect(await readdir(join(cwd, "out/dist/schema"))).not.toContain("reports.d.ts");
  });

  it("takes a name from the command line", async () => {
    const { stdout } = await codemodeHere(["compile", "library.yaml", "--name", "shelf"], { cwd });
    expect(stdout).toContain("shelf-codemode");
    expect(await readdir(cwd)).toContain("shelf-codemode");
  });

  it("colours for a person only", async () => {
    const args = ["compile", FIXTURE, "-o", library];
    const coloured = await codemode(args, { env: { FORCE_COLOR: "1" } });
    expect(coloured.stdout).toContain(ESCAPE);
    const plain = await codemodeHere(args, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(plain.stdout).not.toContain(ESCAPE);
  });
});

describe("exit codes", () => {
  it.each([
    [["compile", "missing.yaml"], 3, "[file-missing]"],
    [["compile", "."], 3, "fix:"],
    [["compile"], 2, "missing required argument"],
    [["compil", "library.yaml"], 2, "Did you mean compile?"],
    [["compile", "library.yaml", "--jsn"], 2, "Did you mean --json?"],
    [["compile", "library.yaml", "--name", "class"], 2, "fix:"],
    [["compile", "library.yaml", "-o", "library.yaml"], 2, "is a file, not a folder"],
    [["compile", "library.yaml", "--config", "none.json"], 2, "none.json"],
    [["inspect", "library.yaml", "books.lst"], 2, "Did you mean books.list"],
    [["search", ".", "books"], 2, "no compiled package"],
    [["run", "library.yaml", "missing.ts"], 2, "missing.ts"],
    [["serve", "library.yaml", "--allow", "everything"], 2, "--allow takes"],
    [["serve", "missing.yaml"], 3, "[file-missing]"],
  ])("of %j is %i", async (args, exitCode, message) => {
    const run = await codemodeHere(args, { cwd });
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toMatch(/^\s+at /m);
    expect([run.exitCode, run.stdout]).toEqual([exitCode, ""]);
  });

  it("come with an object on stdout under --json", async () => {
    const { exitCode, stdout } = await codemode(["compile", "missing.yaml", "--json"], { cwd });
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "failed",
      diagnostics: [{ code: "file-missing" }],
    });
  });

  it("are 0 for help, which shows examples, and for the version", async () => {
    for (const command of ["compile", "inspect", "search", "run", "serve"]) {
      const { exitCode, stdout } = await codemode([command, "--help"]);
      expect([exitCode, stdout.includes("Examples:\n  $ ")]).toEqual([0, true]);
    }
    const { exitCode, stdout } = await codemode(["--version"]);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });
});

describe("inspect", () => {
  it("summarises the namespaces", async () => {
    const { stdout } = await codemode(["inspect", FIXTURE]);
    expect(stdout).toContain("15 operations, 4 namespaces");
    expect(stdout).toMatch(/books\s+5\s+2 read\s+2 write\s+1 destructive/);
  });

  it.each(["loans.create", "loans/create", "POST /loans"])(
    "shows the operation %j",
    async (name) => {
      const { stdout } = await codemodeHere(["inspect", FIXTURE, name]);
      expect(stdout).toContain("library.loans.create(args: {");
      expect(stdout).toMatch(/effect\s+write \(ask\)/);
      expect(stdout).toContain("type Loan = {");
      expect(stdout).toContain("type Book = {");
    },
  );

  it("lists effects with reason and decision", async () => {
    const { stdout } = await codemodeHere(["inspect", FIXTURE, "--effects"]);
    expect(stdout.trimEnd().split("\n")).toHaveLength(16);
    expect(stdout).toMatch(
      /destructive\s+DELETE\s+ask\s+books\.delete\s+DELETE \/books\/\{book_id\}/,
    );
    const json = await codemodeHere(["inspect", FIXTURE, "books.delete", "--effects", "--json"]);
    expect(JSON.parse(json.stdout)).toEqual([
      {
        operation: "books.delete",
        route: "DELETE /books/{book_id}",
        effect: "destructive",
        reason: { kind: "method" },
        asks: null,
        decision: "ask",
        by: "effect",
      },
    ]);
  });

  it("prints the IR that the package holds", async () => {
    const { stdout } = await codemodeHere(["inspect", FIXTURE, "--json"]);
    expect(stdout).toBe(await readFile(join(library, "api.json"), "utf8"));
  });
});

describe("search", () => {
  it("answers the same from a package and from its document", async () => {
    const fromPackage = await codemodeHere(["search", library, "overdue", "loans"]);
    const fromDocument = await codemodeHere(["search", FIXTURE, "overdue loans"]);
    expect(fromPackage.stdout).toContain("library.reports.overdue(");
    expect(fromDocument.stdout).toBe(fromPackage.stdout);
  });
});

describe("run", () => {
  let api: Server;
  let env: Record<string, string>;
  const seen: string[] = [];

  beforeAll(async () => {
    api = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify([{ id: "b1", title: "Momo" }]));
    });
    await new Promise<void>((ready) => api.listen(0, "127.0.0.1", ready));
    const address = api.address();
    const port = typeof address === "object" ? address?.port : undefined;
    env = { LIBRARY_BASE_URL: `http://127.0.0.1:${port}`, LIBRARY_TOKEN: "s3cret-token" };
  });
  afterAll(() => api.close());

  it.each([
    ["a package", () => library],
    ["a document", () => FIXTURE],
  ])("runs a file against %s", async (_, target) => {
    await writeFile(
      join(cwd, "titles.ts"),
      "const books = await library.books.list({ available: true });\nreturn books.map((book) => book.title as string);",
    );
    seen.length = 0;
    const run = await codemode(["run", target(), "titles.ts"], { cwd, env });
    expect(run.stderr).toBe("");
    expect(run.stdout).toContain('"Momo"');
    expect(run.stdout).not.toContain("s3cret-token");
    expect(run.exitCode).toBe(0);
    expect(seen).toEqual(["GET /books?available=true Bearer s3cret-token"]);
  });

  it("reads a snippet from standard input", async () => {
    const child = spawn(process.execPath, [BIN, "run", library, "-"], {
      env: { ...process.env, ...env },
    });
    let stdout = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stdin.end("return 6 * 7");
    const exitCode = await new Promise((done) => child.on("close", done));
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining("42")]);
  });

  it("needs --allow for a write, and names it", async () => {
    await writeFile(join(cwd, "return.ts"), 'return library.loans.return({ loan_id: "l1" });');
    seen.length = 0;
    const refused = await codemode(["run", library, "return.ts"], { cwd, env });
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("--allow write");
    expect(seen).toEqual([]);
    const allowed = await codemode(["run", library, "return.ts", "--allow", "write"], { cwd, env });
    expect(allowed.exitCode).toBe(0);
    expect(seen).toEqual(["POST /loans/l1/return Bearer s3cret-token"]);
  });

  it("exits 1 when the snippet fails", async () => {
    await writeFile(join(cwd, "bad.ts"), 'const x: number = 1;\nthrow new Error("no " + x);');
    const { exitCode, stderr, stdout } = await codemode(["run", library, "bad.ts"], { cwd, env });
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("no 1");
  });
});

describe("the budget", () => {
  it.each([
    ["the generated server", () => [join(library, "server.js")]],
    ["serve", () => [BIN, "serve", FIXTURE]],
  ])("counts exactly what %s sends", async (_, args) => {
    const lock = JSON.parse(await readFile(join(library, "codemode.lock.json"), "utf8"));
    const result = await request(args(), "tools/list");
    expect(countTokens(JSON.stringify(result))).toBe(lock.budget.toolsList);
  });
});

describe("the documents of a package", () => {
  it("hold examples that type-check against it", async () => {
    const skill = await readFile(join(library, "skills/library/SKILL.md"), "utf8");
    const readme = await readFile(join(library, "README.md"), "utf8");
    const snippets = blocks(skill, "ts").map((code) => `async () => {\n${code}\n};`);
    expect(snippets.length).toBeGreaterThanOrEqual(4);
    const client = JSON.stringify("library-codemode");
    const files = {
      "skill.ts": `import { createClient } from ${client};\nconst library = createClient();\n${snippets.join("\n")}`,
      "readme.ts": blocks(readme, "ts").join("\n"),
    };
    const modules = join(cwd, "node_modules/library-codemode");
    await cp(library, modules, { recursive: true });
    for (const [name, code] of Object.entries(files)) await writeFile(join(cwd, name), code);
    await writeFile(join(cwd, "package.json"), '{ "type": "module" }');
    const program = ts.createProgram(
      Object.keys(files).map((name) => join(cwd, name)),
      {
        strict: true,
        noEmit: true,
        skipDefaultLibCheck: true,
        module: ts.ModuleKind.NodeNext,
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
        types: [],
      },
    );
    const errors = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    expect(errors).toEqual([]);
  });

  it("lead to files that exist", async () => {
    const skill = await readFile(join(library, "skills/library/SKILL.md"), "utf8");
    const links = Array.from(skill.matchAll(/\]\((references\/[^)]+)\)/g), ([, path = ""]) => path);
    expect(links).toHaveLength(4);
    expect((await readdir(join(library, "skills/library/references"))).sort()).toEqual(
      links.map((link) => link.replace("references/", "")).sort(),
    );
  });
});

/** Path → content of every file in a folder. */
async function snapshot(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.map(async (path): Promise<[string, string]> => [path, await readFile(path, "latin1")]),
  );
  return new Map(contents);
}

/** The result of one MCP request of revision 2026-07-28 over stdio, exactly as it was sent. */
async function request(args: readonly string[], method: string): Promise<unknown> {
  const child = spawn(process.execPath, [...args], { stdio: ["pipe", "pipe", "inherit"] });
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": { name: "test", version: "1.0.0" },
  };
  child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { _meta } })}\n`);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      return JSON.parse(line).result;
    }
    throw new Error("the server said nothing");
  } finally {
    child.stdin.end();
    child.kill();
  }
}

/** What stands in fenced code blocks of a language. */
function blocks(markdown: string, language: string): readonly string[] {
  return Array.from(markdown.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm))
    .filter(([, name]) => name === language)
    .map(([, , code = ""]) => code);
}
