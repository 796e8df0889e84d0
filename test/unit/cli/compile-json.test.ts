import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProgram } from "../../../src/cli/program.js";
import { createTerminal } from "../../../src/cli/terminal.js";

const ROOT = resolve(import.meta.dirname, "../../..");
const LIBRARY = join(ROOT, "fixtures/library.yaml");

const schema = JSON.parse(readFileSync(join(ROOT, "schemas/compile-report.schema.json"), "utf8"));
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "codemode-json-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `compile <args> --json` prints, parsed. */
async function reportOf(...args: readonly string[]): Promise<Record<string, unknown>> {
  let text = "";
  const out = {
    write(part: string) {
      text += part;
    },
  };
  const terminal = createTerminal(out, { write() {} }, {});
  await runProgram(["compile", ...args, "--json"], terminal, {});
  return JSON.parse(text);
}

/** A library whose description of a parameter is wrong in a small way: it gives warnings. */
function flawedLibrary(): string {
  const file = join(folder, "flawed.yaml");
  writeFileSync(file, readFileSync(LIBRARY, "utf8").replace('/schemas/Loan"', '/schemas/Lost"'));
  return file;
}

describe("the report of compile --json", () => {
  it.each([
    ["written", () => reportOf(LIBRARY, "-o", join(folder, "out"))],
    ["fresh", () => reportOf(LIBRARY, "-o", join(folder, "out"), "--check")],
    ["stale", () => reportOf(LIBRARY, "-o", join(folder, "none"), "--check")],
    ["held-back", () => reportOf(flawedLibrary(), "-o", join(folder, "none"), "--strict")],
    ["failed", () => reportOf(join(folder, "missing.yaml"))],
    ["failed", () => reportOf(LIBRARY, "-o", LIBRARY)],
    ["failed", () => reportOf(join(ROOT, "fixtures/bad/no-operations.yaml"))],
  ])("is as its JSON Schema says: %s", async (outcome, run) => {
    const report = await run();
    expect(report["outcome"]).toBe(outcome);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  });

  it("tells of a document without operations what is wrong with its parts first", async () => {
    const file = join(folder, "parts.yaml");
    const parameter = "{ name: a, in: query, schema: {}, example: 1, examples: {} }";
    const text = `openapi: 3.2.0\ninfo: { title: Parts, version: 1.0.0 }\ncomponents:\n  parameters:\n    A: ${parameter}\n`;
    writeFileSync(file, text);
    const { diagnostics } = await reportOf(file);
    expect(diagnostics).toMatchObject([
      { code: "object-invalid", file, line: 5 },
      { code: "security-undeclared" },
      { code: "document-without-operations" },
    ]);
  });

  it("is refused with a field more, a field less or a severity that is none", async () => {
    const report = await reportOf(flawedLibrary(), "-o", join(folder, "none"), "--check");
    const [diagnostic] = Array.isArray(report["diagnostics"]) ? report["diagnostics"] : [];
    expect(diagnostic).toBeDefined();
    const { budget, ...less } = report;
    expect(budget).toBeDefined();
    const odd = { ...diagnostic, severity: "fatal" };
    for (const wrong of [{ ...report, more: 1 }, less, { ...report, diagnostics: [odd] }])
      expect(validate(wrong)).toBe(false);
  });
});
