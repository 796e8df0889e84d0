import { readFileSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codemodeHere } from "./cli-here.js";
import { codemode } from "./cli-process.js";

const FIXTURE = resolve(import.meta.dirname, "../../fixtures/library.yaml");
const FILE = "codemode.policy.json";

const NEW_WRITE = `
  /books/{book_id}/lend:
    parameters:
      - $ref: "#/components/parameters/BookId"
    post:
      operationId: books/lend
      tags: [books]
      summary: Lend a copy
      responses:
        "204": { description: Lent. }
  /books/{book_id}/copies:
    parameters:
      - $ref: "#/components/parameters/BookId"
    get:
      operationId: books/copies
      tags: [books]
      summary: List the copies of a book
      responses:
        "204": { description: None. }
`;

const SCHEMA = resolve(import.meta.dirname, "../../schemas/review-report.schema.json");
const validate = new Ajv({ strict: true, allErrors: true }).compile(
  JSON.parse(readFileSync(SCHEMA, "utf8")),
);

let base: string;
/** A folder for one test, with the fixture as `library.yaml` in it. */
let cwd: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "codemode-review-"));
});
afterAll(() => rm(base, { recursive: true, force: true }));
beforeEach(async () => {
  cwd = await mkdtemp(join(base, "test-"));
  await cp(FIXTURE, join(cwd, "library.yaml"));
});

const review = (...flags: readonly string[]) =>
  codemodeHere(["review", "library.yaml", ...flags], { cwd });
const reviewFile = () => readFile(join(cwd, FILE), "utf8");

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(cwd, file);
  const text = await readFile(path, "utf8");
  const changed = text.replace(from, () => to);
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
}

/** The document grows by a read and a write after it was reviewed. */
async function grow(): Promise<void> {
  expect((await review("--accept")).exitCode).toBe(0);
  await edit("library.yaml", "\n  /members:\n", `${NEW_WRITE}  /members:\n`);
}

describe("review", () => {
  it("explains itself where nothing was reviewed, writes nothing, and fails --check", async () => {
    const { exitCode, stdout, stderr } = await codemode(["review", "library.yaml"], { cwd });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(`there is no ${FILE} yet`);
    expect(stdout).toMatch(/destructive 1\n\s+books\.delete\s+ask\s+DELETE/);
    expect(stdout).toContain("codemode review library.yaml --accept");
    expect(stdout.split("\n").length).toBeLessThan(28);
    expect((await review("--check")).exitCode).toBe(1);
    expect(await readdir(cwd)).toEqual(["library.yaml"]);
  });

  it("accepts everything, and then finds nothing", async () => {
    const { exitCode, stdout } = await review("--accept");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("15 operations accepted");
    expect(JSON.parse(await reviewFile()).operations["DELETE /books/{book_id}"]).toEqual({
      effect: "destructive",
    });
    const check = await review("--check");
    expect(check.exitCode).toBe(0);
    expect(check.stdout).toContain("nothing is new");
    expect((await review("--accept")).stdout).toContain("Nothing was written");
    expect(await readdir(cwd)).toEqual([FILE, "library.yaml"]);
  });

  it("denies a write that came later until it is accepted, and compile --check says so", async () => {
    await grow();
    const { stdout } = await review();
    expect(stdout).toContain("2 operations new since the last review");
    expect(stdout).toMatch(/books\.lend\s+deny → ask\s+POST\s+POST \/books\/\{book_id\}\/lend/);
    expect(stdout).toMatch(/books\.copies\s+allow\s/);
    await codemodeHere(["compile", "library.yaml", "-o", "out"], { cwd });
    const check = await codemodeHere(["compile", "library.yaml", "-o", "out", "--check"], { cwd });
    expect(check.exitCode).toBe(1);
    expect(check.stdout).toContain("is up to date");
    expect(check.stdout).toContain(
      "✗ 2 operations new since the last review.\n  books.lend: write\n",
    );
    expect(check.stdout).toContain("`codemode review`");
    await writeFile(join(cwd, "lend.ts"), 'return await library.books.lend({ book_id: "1" });');
    const run = await codemodeHere(["run", "out", "lend.ts", "--allow", "write,destructive"], {
      cwd,
    });
    expect(run.exitCode).toBe(1);
    expect(run.stdout + run.stderr).toContain(
      "books.lend is a write, which is new since the last review",
    );
    expect((await review("--accept")).stdout).toContain("2 operations accepted");
    await codemodeHere(["compile", "library.yaml", "-o", "out"], { cwd });
    expect(
      (await codemodeHere(["compile", "library.yaml", "-o", "out", "--check"], { cwd })).exitCode,
    ).toBe(0);
  });

  it("takes patterns and decisions, and keeps comments", async () => {
    await grow();
    await edit(FILE, '"newReads"', '// as agreed\n  "newReads"');
    const { exitCode, stdout } = await review(
      "--deny",
      "POST /books/**",
      "--accept",
      "books.copies",
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain("2 operations accepted");
    const text = await reviewFile();
    expect(text).toContain("// as agreed");
    expect(text).toContain(
      '"POST /books/{book_id}/lend": { "effect": "write", "decision": "deny" }',
    );
    expect((await review("--check")).exitCode).toBe(0);
  });

  it("shows what has a higher effect and what is gone", async () => {
    await review("--accept");
    await edit(
      FILE,
      '"PATCH /books/{book_id}": { "effect": "write" }',
      '"PATCH /books/{book_id}": { "effect": "read" }',
    );
    await edit(FILE, '"GET /books":', '"GET /journals": { "effect": "read" },\n    "GET /books":');
    const { stdout } = await review();
    expect(stdout).toMatch(/books\.update\s+deny → ask\s+PATCH, was read/);
    expect(stdout).toMatch(/gone 1\n\s+GET \/journals/);
    const json = JSON.parse((await review("--json")).stdout);
    expect(json).toMatchObject({
      file: FILE,
      exists: true,
      newReads: "allow",
      reviewed: 14,
      new: [
        {
          operation: "books.update",
          route: "PATCH /books/{book_id}",
          effect: "write",
          reason: { kind: "method" },
          was: "read",
          decision: "deny",
          onceAccepted: "ask",
        },
      ],
      gone: ["GET /journals"],
    });
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    const accepted = JSON.parse((await review("--accept", "--json")).stdout);
    expect(validate(accepted)).toBe(true);
    expect(accepted).toMatchObject({ reviewed: 15, new: [], gone: [] });
    expect(await reviewFile()).not.toContain("journals");
  });

  it("fits on one screen, unless all is asked for", async () => {
    const paths = Array.from(
      { length: 200 },
      (_, at) => `  /many/${at}:\n    delete: { responses: { "204": { description: Gone. } } }\n`,
    );
    await edit("library.yaml", "\n  /members:\n", `\n${paths.join("")}  /members:\n`);
    const { stdout } = await review();
    expect(stdout.split("\n").length).toBeLessThan(28);
    expect(stdout).toContain("and 203 more: --all");
    const all = await review("--all");
    expect(all.stdout.split("\n").length).toBeGreaterThan(215);
  });

  it("replaces what a symbolic link leads to, and leaves nothing behind", async () => {
    await writeFile(join(cwd, "shared.json"), "{}");
    await symlink("shared.json", join(cwd, FILE));
    await review("--accept");
    expect(JSON.parse(await readFile(join(cwd, "shared.json"), "utf8")).operations).toHaveProperty([
      "GET /books",
    ]);
    expect((await readdir(cwd)).sort()).toEqual([FILE, "library.yaml", "shared.json"]);
  });

  it("refuses wrong usage", async () => {
    const failures = [
      [["--accept", "book.list"], "Did you mean books.list"],
      [["--allow", "books.*", "--deny", "books.list"], "--allow and --deny both name books.list"],
      [["--check", "--accept"], "--check writes nothing"],
    ] as const;
    for (const [flags, message] of failures) {
      const { exitCode, stderr } = await review(...flags);
      expect([exitCode, stderr.includes(message)]).toEqual([2, true]);
    }
    await writeFile(join(cwd, FILE), '{ "operations": { "GET /books": {} } }');
    const broken = await review();
    expect(broken.exitCode).toBe(2);
    expect(broken.stderr).toContain(`${FILE}:1:33`);
    expect((await codemodeHere(["compile", "library.yaml"], { cwd })).exitCode).toBe(2);
  });
});
