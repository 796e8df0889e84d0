import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codemode } from "./cli-process.js";
import { type DeskApi, DOCUMENT, startDeskApi } from "./type-check-api.js";

// A compiled package, its server and TypeScript 7, all real. Without TypeScript beside it, the same server checks the syntax alone.

const folder = mkdtempSync(join(tmpdir(), "codemode-types-"));
const plain = join(folder, "plain");
const typed = join(folder, "typed", "desk");
const NATIVE = dirname(createRequire(import.meta.url).resolve("typescript-native/package.json"));
let desk: DeskApi;
let client: Client;

beforeAll(async () => {
  const document = join(folder, "desk.json");
  writeFileSync(document, JSON.stringify(DOCUMENT));
  for (const output of [plain, typed]) {
    const run = await codemode(["compile", document, "-o", output]);
    expect(run.exitCode, run.stderr).toBe(0);
  }
  mkdirSync(join(folder, "typed", "node_modules"));
  symlinkSync(NATIVE, join(folder, "typed", "node_modules", "typescript-native"), "junction");
  desk = await startDeskApi();
  client = await connect("--check=require", "--allow=write");
});

afterAll(async () => {
  await client.close();
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

async function connect(...flags: string[]): Promise<Client> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(typed, "server.js"), ...flags],
    env: { DESK_BASE_URL: desk.url },
    stderr: "inherit",
  });
  const connected = new Client({ name: "test", version: "1" });
  await connected.connect(transport);
  return connected;
}

interface Ran {
  readonly isError: boolean;
  readonly text: string;
  readonly requests: number;
}

async function execute(code: string, through = client): Promise<Ran> {
  const before = desk.requests;
  const result = await through.callTool({ name: "execute", arguments: { code } });
  const [content] = result.content;
  const text = content?.type === "text" ? content.text : "";
  return { isError: result.isError === true, text, requests: desk.requests - before };
}

describe("code that uses the API wrongly makes no call", () => {
  it.each([
    [
      "a field that the result lacks",
      "const issues = await desk.issues.list();\nreturn issues[0].titel;",
      /line 2: issues\[0\] \(Issue\) has no `titel`; did you mean `title`\?/,
    ],
    [
      "inside a callback",
      "const issues = await desk.issues.list();\nreturn issues.map((i) => i.user.logn);",
      /i\.user \(User\) has no `logn`; did you mean `login`/,
    ],
    [
      "in a pattern",
      "const [first] = await desk.issues.list();\nconst { titel } = first;\nreturn titel;",
      /line 2: first \(Issue\) has no `titel`/,
    ],
    [
      "after a helper",
      "const load = async (number) => desk.issues.get({ number });\nreturn (await load(1)).titel;",
      /line 2: .*has no `titel`/,
    ],
    [
      "with a default in its place",
      'const issues = await desk.issues.list();\nreturn issues.map((i) => i.titel ?? "none");',
      /has no `titel`/,
    ],
    [
      "an envelope of another client",
      "const { data } = await desk.issues.list();\nreturn data;",
      /gives the parsed body itself/,
    ],
    [
      "a list for an object with a list",
      "const issues = await desk.issues.list();\nreturn issues.items.length;",
      /is the list itself/,
    ],
    [
      "an object for a list",
      "const found = await desk.search.issues({ q: 'x' });\nreturn found.map((i) => i.title);",
      /found \(SearchResult\) has no `map`/,
    ],
    [
      "a loop over an object",
      "const found = await desk.search.issues({ q: 'x' });\nfor (const issue of found) console.log(issue);",
      /no list; its lists: `\.items`/,
    ],
    [
      "a promise that is not awaited",
      "const issues = desk.issues.list();\nreturn issues.map((i) => i.title);",
      /issues is a promise, which has no `map`: write `\(await issues\)\.map`/,
    ],
    [
      "pages taken for a list",
      "const pages = desk.paginate(desk.issues.list, {});\nreturn pages.map((i) => i.title);",
      /for await/,
    ],
    [
      "an item of pages",
      "for await (const issue of desk.paginate(desk.issues.list, {})) console.log(issue.titel);",
      /issue \(Issue\) has no `titel`/,
    ],
    [
      "a method that strings lack",
      "const issues = await desk.issues.list();\nreturn issues[0].created_at.getTime();",
      /created_at is a string, which has no `getTime`/,
    ],
    [
      "an argument of a variable's type",
      "const numbers = ['1', '2'];\nreturn Promise.all(numbers.map((number) => desk.issues.get({ number })));",
      /issues\.get: `number` must be an integer, not a string/,
    ],
    [
      "an argument from a result",
      "const issue = await desk.issues.get({ number: 1 });\nreturn desk.files.get({ path: issue.user });",
      /files\.get: `path` must be a string/,
    ],
    [
      "a variable with wrong arguments",
      "const args = { number: 'one' };\nreturn desk.issues.get(args);",
      /issues\.get: `number` must be an integer/,
    ],
    [
      "a body from a result",
      "const issue = await desk.issues.get({ number: 1 });\nreturn desk.issues.create({ body: { title: issue.user } });",
      /`body\.title` must be a string/,
    ],
    [
      "a namespace that is called",
      "const parts = [desk.issues];\nreturn parts[0]();",
      /is a namespace: call one of its operations/,
    ],
    [
      "a body read raw",
      "const { body } = await desk.raw(desk.issues.get, { number: 1 });\nreturn body.titel;",
      /body \(Issue\) has no `titel`/,
    ],
    [
      "a module",
      "export default async function () {\n  return (await desk.issues.list())[0].titel;\n}",
      /line 2: .*has no `titel`/,
    ],
    [
      "behind other alphabets",
      'const x = "\u{1f600}漢字\ud800";\nconst ü = await desk.issues.list();\nreturn ü[0].titel;',
      /line 3: ü\[0\] \(Issue\) has no `titel`/,
    ],
    [
      "a fenced arrow function",
      "```ts\nasync () => {\n  return (await desk.issues.list())[0].titel;\n}\n```",
      /line 3: .*has no `titel`/,
    ],
  ])("%s", async (_, code, message) => {
    const ran = await execute(code);
    expect(ran).toMatchObject({ isError: true, requests: 0 });
    expect(ran.text).toMatch(message);
    expect(ran.text).toContain("no call was made");
  });
});

describe("code that only looks careless runs", () => {
  it.each([
    ["the escape", "const issues = await desk.issues.list();\nreturn (issues[0] as any).titel;"],
    [
      "counting into an empty object",
      "const issues = await desk.issues.list();\nreturn issues.reduce((n, i) => { n[i.user.login] = (n[i.user.login] || 0) + 1; return n; }, {});",
    ],
    [
      "adding up drafts, of which nothing is required",
      "const drafts = [await desk.issues.draft({ number: 1 })];\nconst sum = drafts.reduce((s, d) => { s.total = (s.total ?? 0) + d.words; return s; }, {});\nreturn sum.total;",
    ],
    [
      "an error's message",
      "try { await desk.issues.list(); } catch (e) { return e.message + e.status; }\nreturn 1;",
    ],
    [
      "arithmetic with dates",
      "const issues = await desk.issues.list();\nreturn issues.sort((a, b) => new Date(b.created_at) - new Date(a.created_at))[0].title;",
    ],
    [
      "a helper without types",
      "const pick = (o, ...names) => names.map((n) => o[n]);\nreturn pick((await desk.issues.list())[0], 'title', 'other');",
    ],
    [
      "defaults in patterns",
      "const { title = 'x', user: { login } = {}, ...rest } = (await desk.issues.list())[0];\nreturn [title, login, rest.number];",
    ],
    ["an object filled later", "const args = {};\nargs.number = 1;\nreturn desk.issues.get(args);"],
    [
      "a string for an enum",
      "let state = 'open';\nreturn (await desk.issues.list({ state })).length;",
    ],
    [
      "an object with a string for an enum",
      "const options = { state: 'open', page: 1 };\nreturn (await desk.issues.list(options)).length;",
    ],
    [
      "one of several results",
      "const found = await desk.files.get({ path: 'x' });\nreturn Array.isArray(found) ? found.map((e) => e.name) : found.content;",
    ],
    [
      "one of several results, unasked",
      "const found = await desk.files.get({ path: 'x' });\nreturn atob(found.content);",
    ],
    [
      "a result that nobody describes",
      "const found = await desk.files.anything();\nreturn found.whatever?.it ?? 'is';",
    ],
    [
      "a label that is a name or an object",
      "const issues = await desk.issues.list();\nreturn issues.flatMap((i) => i.labels.map((l) => l.name || l));",
    ],
    [
      "two shapes tried",
      "const found = await desk.issues.list();\nconst list = found.items ?? found.data ?? found;\nreturn list.length;",
    ],
    [
      "one variable for two results",
      "let found = await desk.issues.list();\nfound = await desk.search.issues({ q: 'x' });\nreturn found.items.length;",
    ],
    [
      "a field added to a result",
      "const issues = await desk.issues.list();\nfor (const i of issues) i.score = i.comments * 2;\nreturn issues.map((i) => i.score);",
    ],
    [
      "asking before using",
      "const issue = await desk.issues.get({ number: 1 });\nif (issue.titel) return issue.titel;\nreturn 'none';",
    ],
    [
      "a failure made a value",
      "const issue = await desk.issues.get({ number: 1 }).catch((e) => ({ error: e.message }));\nreturn issue.error || issue.title;",
    ],
    [
      "settled promises",
      "const all = await Promise.allSettled([desk.issues.get({ number: 1 })]);\nreturn all.filter((r) => r.value).map((r) => r.value.title);",
    ],
    [
      "pages of an object",
      "const all = await desk.paginate(desk.issues.list, {}, { pages: 1 }).toArray();\nreturn all.map((i) => i.title);",
    ],
    [
      "fields given to a result",
      "const [issue] = await desk.issues.list();\nObject.assign(issue, { age: 1 });\nissue['rank'] = 2;\nreturn issue.age + issue.rank;",
    ],
    [
      "promises replaced by their values",
      "const jobs = { list: desk.issues.list() };\nfor (const name of Object.keys(jobs)) jobs[name] = await jobs[name];\nreturn jobs.list.length;",
    ],
    [
      "operations in a list",
      "const results = await Promise.all([desk.issues.list, desk.search.issues].map((f) => f({})));\nreturn results.length;",
    ],
  ])("%s", async (_, code) => {
    const ran = await execute(code);
    expect(ran.text).not.toContain("Not run");
    expect(ran.isError, ran.text).toBe(false);
    expect(ran.requests).toBeGreaterThan(0);
  });
});

const BOMB = `type Walk<T extends string> = T extends \`\${infer A}\${infer Rest}\` ? Walk<Rest> | Walk<\`\${Rest}\${A}\`> : never;
const found: Walk<"abcdefghijklmnopqrstuvwxyz"> = null as any;
return (await desk.issues.list()).length;`;

describe("types made to take long", () => {
  it("are refused where checks are required, and the next code is checked again", async () => {
    const ran = await execute(BOMB);
    expect(ran).toMatchObject({ isError: true, requests: 0 });
    expect(ran.text).toContain("the types could not be checked");
    expect(await execute("return (await desk.issues.list())[0].titel;")).toMatchObject({
      isError: true,
      requests: 0,
    });
    expect(await execute("return (await desk.issues.list()).length;")).toMatchObject({
      isError: false,
    });
  });

  it("run unchecked where they are not", async () => {
    const lenient = await connect("--check=auto");
    const ran = await execute(BOMB, lenient);
    await lenient.close();
    expect(ran).toMatchObject({ isError: false, requests: 1 });
  });
});

describe("the mode", () => {
  const run = (server: string, ...flags: string[]) =>
    spawnSync(process.execPath, [join(server, "server.js"), ...flags], { encoding: "utf8" });

  it("is named by --version", () => {
    expect(run(typed, "--version").stdout).toMatch(
      /^1\.0\.0\nchecked: types \(TypeScript 7\.0\.2\)\n/,
    );
    expect(run(typed, "--version", "--check=off").stdout).toMatch(/^1\.0\.0\nchecked: syntax\n/);
    expect(run(plain, "--version").stdout).toMatch(/^1\.0\.0\nchecked: syntax\n/);
  });

  it("cannot be to require what is not installed", () => {
    const { status, stdout, stderr } = run(plain, "--check=require");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("npm install typescript-native@npm:typescript@7.0.2");
    expect(run(plain, "--check=sometimes")).toMatchObject({ status: 2 });
  });

  it("leaves another version of TypeScript alone", () => {
    const other = join(folder, "plain", "node_modules", "typescript");
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, "package.json"), '{ "name": "typescript", "version": "7.0.3" }');
    expect(run(plain, "--version").stdout).toMatch(/^1\.0\.0\nchecked: syntax\n/);
  });

  it("works for a document that was never compiled", async () => {
    const snippet = join(folder, "wrong.ts");
    writeFileSync(snippet, "const issues = await desk.issues.list();\nreturn issues[0].titel;\n");
    const before = desk.requests;
    const flags = ["--base-url", desk.url, "--check=require"];
    const ran = await codemode(["run", join(folder, "desk.json"), snippet, ...flags]);
    expect(ran.stderr).toMatch(/line 2: issues\[0\] \(Issue\) has no `titel`/);
    expect(ran.exitCode).toBe(1);
    expect(desk.requests).toBe(before);
    const unchecked = await codemode([
      "run",
      join(folder, "desk.json"),
      snippet,
      ...flags,
      "--check=off",
    ]);
    expect(unchecked).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("undocumented"),
    });
  });
});

describe("the checker's process", () => {
  const running = () =>
    execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes(join(typed, "checker.js"))).length;

  it("ends with its server", async () => {
    const own = await connect("--check=require");
    expect((await execute("return 1;", own)).isError).toBe(false);
    const before = running();
    await own.close();
    await expect.poll(running, { timeout: 10_000 }).toBe(before - 1);
  });

  it("ends even when the server is killed in the middle of a check", async () => {
    const own = await connect("--check=require");
    await execute("return 1;", own);
    const before = running();
    void execute(BOMB, own).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { transport } = own;
    if (!(transport instanceof StdioClientTransport) || transport.pid === null) {
      throw new Error("the server has no process");
    }
    process.kill(transport.pid, "SIGKILL");
    await expect.poll(running, { timeout: 10_000 }).toBe(before - 1);
  });
});
