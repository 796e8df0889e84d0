import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import {
  createTypeChecker,
  type TypeChecker,
} from "../../../src/runtime/node/type-check/type-checker.js";

// The process is a script that answers as a test says; with TypeScript in it, it is tested end to end.

const folder = mkdtempSync(join(tmpdir(), "codemode-checker-"));
const open: TypeChecker[] = [];
let scripts = 0;

afterEach(() => {
  for (const checker of open.splice(0)) checker.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A checker whose process runs `body` for each line after the first, which it answers with `ready`. */
function checkerWith(body: string, mode: "auto" | "require", first = READY): TypeChecker {
  scripts += 1;
  const script = join(folder, `checker-${scripts}.mjs`);
  writeFileSync(
    script,
    `import { createInterface } from "node:readline";
let lines = 0;
const answer = (value) => process.stdout.write(JSON.stringify(value) + "\\n");
for await (const line of createInterface({ input: process.stdin })) {
  lines += 1;
  if (lines === 1) { ${first} } else { ${body} }
}`,
  );
  const checker = createTypeChecker({
    checkerUrl: pathToFileURL(script),
    mode,
    opening: async () => ({
      typescript: "file:///none",
      declarations: { kind: "files", files: {} },
      name: "shop",
      typeName: "Shop",
    }),
  });
  open.push(checker);
  return checker;
}

const READY = 'answer({ kind: "ready" });';
const snippet = (source: string) => ({ source, form: "body" as const });
const signal = new AbortController().signal;

describe("createTypeChecker", () => {
  it("asks one process, one snippet after the other", async () => {
    const checker = checkerWith(
      `const at = lines; setTimeout(() => answer({ kind: "checked", findings: [
        { kind: "call", line: at, object: String(process.pid), owner: { kind: "client", name: "", members: [] } } ] }), 20);`,
      "require",
    );
    checker.warmUp();
    const verdicts = await Promise.all(
      ["a", "b", "c"].map((one) => checker.check(snippet(one), signal)),
    );
    const findings = verdicts.flatMap((one) => (one.kind === "checked" ? one.findings : []));
    expect(findings.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(new Set(findings.map((one) => (one.kind === "call" ? one.object : ""))).size).toBe(1);
  });

  it("gives the process no environment", async () => {
    const checker = checkerWith(
      'answer({ kind: "checked", findings: Object.keys(process.env).length === 0 ? [] : [{}] });',
      "require",
    );
    expect(await checker.check(snippet(""), signal)).toEqual({ kind: "checked", findings: [] });
  });

  it("starts one other process after each that died, however many", async () => {
    const started = join(folder, "started");
    const checker = checkerWith(
      'if (line.includes("die")) process.exit(1); answer({ kind: "checked", findings: [] });',
      "require",
      `(await import("node:fs")).appendFileSync(${JSON.stringify(started)}, "."); ${READY}`,
    );
    const kinds = await Promise.all(
      ["die", "live", "die", "die", "die", "live"].map(async (source) => {
        return (await checker.check(snippet(source), signal)).kind;
      }),
    );
    expect(kinds).toEqual(["refused", "checked", "refused", "refused", "refused", "checked"]);
    expect(readFileSync(started, "utf8")).toBe(".....");
  });

  it.each([
    ["require", { kind: "refused", message: "the type checker does not start (--check=require)" }],
    ["auto", { kind: "checked", findings: [] }],
  ] as const)("gives up when no process starts: %s", async (mode, verdict) => {
    const checker = checkerWith("", mode, "process.exit(1);");
    for (let at = 0; at < 4; at += 1)
      expect(await checker.check(snippet(""), signal)).toEqual(verdict);
  });

  it("takes an answer that is none for a death", async () => {
    const checker = checkerWith('process.stdout.write("nonsense\\n");', "require");
    expect(await checker.check(snippet(""), signal)).toMatchObject({ kind: "refused" });
  });

  it("asks nothing for a run that was cancelled", async () => {
    const checker = checkerWith("process.exit(1);", "require");
    expect(await checker.check(snippet(""), AbortSignal.abort())).toEqual({
      kind: "checked",
      findings: [],
    });
  });
});
