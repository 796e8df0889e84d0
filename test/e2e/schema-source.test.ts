import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codemodeHere } from "./cli-here.js";
import { type CliRun, codemode } from "./cli-process.js";
import { filesOf } from "./package-files.js";
import { typeErrors } from "./type-errors.js";

// The schema of a package is a source: compiled as it is it gives the same package, edited it gives the edited one.

const SPEC = join(import.meta.dirname, "../../fixtures/library.yaml");

let folder = "";
let original = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "codemode-source-"));
  original = join(folder, "library");
  const config = join(folder, "codemode.config.json");
  writeFileSync(
    config,
    JSON.stringify({
      package: {
        name: "@library/client",
        license: "MIT",
        mcpName: "com.acme/library",
        repository: "https://github.com/acme/library.git",
        author: "Acme",
        homepage: "https://acme.example/library",
      },
      defaults: { per_page: { value: 50 } },
      policy: { operations: { "loans.create": "allow" } },
      limits: { calls: 20 },
    }),
  );
  const run = await codemode(["compile", SPEC, "-o", original, "--config", config]);
  expect(run.stderr).toBe("");
  rmSync(config);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Change = readonly [file: string, from: string | RegExp, to: string];

/** A copy of the package whose schema is changed; `run` compiles it in place. */
async function edit(
  name: string,
  changes: readonly Change[],
): Promise<{ path: string; run: CliRun }> {
  const path = join(folder, name);
  cpSync(original, path, { recursive: true });
  for (const [file, from, to] of changes) {
    const full = join(path, "schema", file);
    const text = readFileSync(full, "utf8");
    const changed = text.replace(from, () => to);
    expect(changed, `${file}: ${from}`).not.toBe(text);
    writeFileSync(full, changed);
  }
  return { path, run: await codemodeHere(["compile", join(path, "schema"), "--json"]) };
}

interface Operation {
  readonly id: string;
  readonly effect: string;
  readonly effectReason: unknown;
}

function operations(path: string): ReadonlyMap<string, Operation> {
  const api: { operations: Operation[] } = JSON.parse(readFileSync(join(path, "api.json"), "utf8"));
  return new Map(api.operations.map((operation) => [operation.id, operation]));
}

function lineOf(text: string, part: string): number {
  return (text.split(part, 1)[0] ?? "").split("\n").length;
}

function declarations(path: string, namespace: string): string {
  return readFileSync(join(path, `dist/schema/${namespace}.d.ts`), "utf8");
}

describe("an untouched schema", () => {
  test("gives the same package, byte for byte, in another folder", async () => {
    const again = join(folder, "again");
    const run = await codemodeHere(["compile", join(original, "schema"), "-o", again, "--json"]);
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toMatchObject({ diagnostics: [] });
    expect(filesOf(again)).toEqual(filesOf(original));
    for (const file of filesOf(original)) {
      const same = readFileSync(join(again, file)).equals(readFileSync(join(original, file)));
      expect(same, file).toBe(true);
    }
  });

  test("is up to date where it stands, without -o", async () => {
    const run = await codemodeHere(["compile", join(original, "schema"), "--check"]);
    expect(run.exitCode).toBe(0);
  });

  test("can be inspected and searched like a document", async () => {
    const inspected = await codemodeHere(["inspect", join(original, "schema"), "loans.create"]);
    expect(inspected.stdout).toMatch(/source +.*loans\.ts:\d+/);
    const found = await codemodeHere(["search", join(original, "schema"), "lend a book"]);
    expect(found.stdout).toContain("library.loans.create(");
  });
});

describe("an edited schema", () => {
  test("renames a method everywhere", async () => {
    const { path, run } = await edit("renamed", [
      ["loans.ts", "  create(args: {", "  lend(args: {"],
      ["loans.ts", "  create: {", "  lend: {"],
      ["index.ts", '"loans.create": "allow"', '"loans.lend": "allow"'],
    ]);
    expect(run.exitCode).toBe(0);
    expect(typeErrors(path)).toEqual([]);
    expect([...operations(path).keys()]).toContain("loans.lend");
    expect([...operations(path).keys()]).not.toContain("loans.create");
    expect(declarations(path, "loans")).toContain("lend(args: {");
    const answer = await codemodeHere(["search", path, "loans.lend"]);
    expect(answer.stdout).toContain("library.loans.lend(");
  });

  test("hides an operation", async () => {
    const { path, run } = await edit("hidden", [
      ["reports.ts", / {2}\/\*\*\n {3}\* The tree of subjects[\s\S]*?Promise<Subject>;\n/, ""],
      ["reports.ts", / {2}subjectTree: \{[\s\S]*?\},\n/, ""],
      ["reports.ts", 'import type { Subject } from "./models/s.js";\n', ""],
    ]);
    expect(run.exitCode).toBe(0);
    expect(typeErrors(path)).toEqual([]);
    expect(operations(path).has("reports.subjectTree")).toBe(false);
    expect(declarations(path, "reports")).not.toContain("subjectTree");
    expect(filesOf(path)).toContain("schema/reports.ts");
  });

  test("changes a type and an effect", async () => {
    const { path, run } = await edit("changed", [
      ["loans.ts", "get(args: { loan_id: string })", "get(args: { loan_id: `L` | number })"],
      [
        "loans.ts",
        /(http: "POST \/loans\/\{loan_id\}\/return",\s+effect: )"write"/,
        'http: "POST /loans/{loan_id}/return", effect: "destructive"',
      ],
    ]);
    expect(run.exitCode).toBe(0);
    expect(typeErrors(path)).toEqual([]);
    expect(declarations(path, "loans")).toContain(
      'get(args: { loan_id: "L" | number }): Promise<Loan>;',
    );
    expect(operations(path).get("loans.return")).toMatchObject({
      effect: "destructive",
      effectReason: { kind: "configured" },
    });
  });

  test("has an operation that no document ever had", async () => {
    const { path, run } = await edit("added", [
      [
        "loans.ts",
        "/**\n * Who has",
        "export interface Renewal {\n  days: number;\n}\n\n/**\n * Who has",
      ],
      [
        "loans.ts",
        "export interface Loans {\n",
        `export interface Loans {
  /**
   * Renew a loan
   *
   * @throws {Problem} 409 application/problem+json
   */
  renew(args: { loan_id: string; body: Renewal; "X-Desk"?: string }): Promise<Loan>;
`,
      ],
      [
        "loans.ts",
        "export const loans = {\n",
        `export const loans = {
  renew: {
    http: "POST /loans/{loan_id}/renew",
    effect: "write",
    parameters: { "X-Desk": { in: "header" } },
  },
`,
      ],
    ]);
    expect(run.exitCode).toBe(0);
    expect(typeErrors(path)).toEqual([]);
    expect(operations(path).get("loans.renew")).toMatchObject({
      effect: "write",
      parameters: [
        { name: "loan_id", in: "path", required: true },
        { name: "X-Desk", in: "header", required: false },
      ],
      responses: [{ status: "200" }, { status: "409" }],
    });
    expect(declarations(path, "loans")).toContain("renew(args: {");
    const answer = await codemodeHere(["search", path, "renew"]);
    expect(answer.stdout).toContain("library.loans.renew(");
  });

  test("whose table and interface disagree is refused by tsc and by the compiler, and stays as it is", async () => {
    const { path, run } = await edit("broken", [
      ["loans.ts", "  create(args: {", "  lend(args: {"],
      ["loans.ts", "get(args: { loan_id: string })", "get(args: { loan: string })"],
    ]);
    const file = join(path, "schema/loans.ts");
    expect(run.exitCode).toBe(1);
    const report: { outcome: string; diagnostics: readonly object[] } = JSON.parse(run.stdout);
    expect(report.outcome).toBe("protected");
    const text = readFileSync(file, "utf8");
    expect(report.diagnostics).toMatchObject([
      { code: "schema-method-without-row", file, line: lineOf(text, "lend("), column: 3 },
      { code: "schema-path-argument-missing", file },
      { code: "schema-row-without-method", file },
    ]);
    expect(text).toContain("lend(args: {");
    const found = typeErrors(path).join("\n");
    expect(found).toMatch(/schema\/loans\.ts TS.*create/);
    expect(found).toMatch(/schema\/loans\.ts TS.*loan_id/);
  });

  test("that is not understood whole is still compiled into another folder", async () => {
    const output = join(folder, "elsewhere");
    const run = await codemodeHere(["compile", join(folder, "broken/schema"), "-o", output]);
    expect(run.exitCode).toBe(0);
    const text = readFileSync(join(folder, "broken/schema/loans.ts"), "utf8");
    expect(run.stdout).toContain(`schema/loans.ts:${lineOf(text, "lend(")}:3`);
    expect([...operations(output).keys()]).not.toContain("loans.lend");
  });
});

test("a folder that is no schema is told what one is", async () => {
  const run = await codemodeHere(["compile", join(original, "dist")]);
  expect(run.exitCode).not.toBe(0);
  expect(run.stderr).not.toContain("bug");
});
