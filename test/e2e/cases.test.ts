import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { codemodeHere } from "./cli-here.js";
import { filesOf } from "./package-files.js";
import { typeErrors } from "./type-errors.js";

// A case is a folder: openapi.yaml, perhaps a codemode.config.json, diagnostics.txt and expected/**.
// `UPDATE=1` rewrites what is expected; read the difference before you commit it.

const CASES = join(import.meta.dirname, "../cases");
const OUTPUT = join(import.meta.dirname, "../../.tmp/cases");
const UPDATE = process.env["UPDATE"] === "1";

/** A character for each byte, since the archives of skills are no text. */
const BYTES = "latin1";

/** Copies of our own runtime, and what is in them: the same in every package, so that `expected` does without their bytes. */
const BUNDLES: readonly string[] = [
  "THIRD-PARTY-NOTICES",
  "dist/runtime/client.d.ts",
  "dist/runtime/client.js",
  "guest.snapshot.br",
  "quickjs.wasm",
  "sbom.cdx.json",
  ...[
    "checker",
    "connection",
    "host",
    "http",
    "mcp",
    "sandbox",
    "server",
    "stdio",
    "typescript",
    "worker",
  ].map((name) => `${name}.js`),
];

describe.each(readdirSync(CASES).sort())("case %s", (name) => {
  const folder = join(CASES, name);
  const output = join(OUTPUT, name);
  const expected = join(folder, "expected");
  let diagnostics = "";

  beforeAll(async () => {
    rmSync(output, { recursive: true, force: true });
    const run = await codemodeHere(["compile", "openapi.yaml", "-o", output, "--json"], {
      cwd: folder,
    });
    expect(run.stderr).toBe("");
    expect(run.exitCode).toBe(0);
    diagnostics = diagnosticLines(run.stdout);
    if (UPDATE) update(folder, output, diagnostics);
  });

  it("reports these diagnostics", () => {
    expect(diagnostics).toBe(readFileSync(join(folder, "diagnostics.txt"), "utf8"));
  });

  it("writes these files and no others", () => {
    const files = filesOf(output);
    expect(files.filter((file) => BUNDLES.includes(file)).sort()).toEqual([...BUNDLES].sort());
    expect(files.filter((file) => !BUNDLES.includes(file))).toEqual(filesOf(expected));
  });

  it("writes these bytes", () => {
    for (const file of filesOf(expected)) {
      const wanted = readFileSync(join(expected, file), BYTES);
      expect(withoutBundles(file, readFileSync(join(output, file), BYTES)), file).toBe(wanted);
    }
  });

  it("type-checks", () => {
    expect(typeErrors(output)).toEqual([]);
  });

  it("can be imported, and its client offers every operation", async () => {
    const client: unknown = await import(pathToFileURL(join(output, "dist/client.js")).href);
    const api: unknown = JSON.parse(readFileSync(join(output, "api.json"), "utf8"));
    const made = createClient(client);
    const missing = operationIds(api).filter((id) => typeof memberOf(made, id) !== "function");
    expect(missing).toEqual([]);
  });
});

/** One diagnostic a line, `severity code pointer: message`, in the order of the report. */
function diagnosticLines(report: string): string {
  const { diagnostics }: { diagnostics: Record<string, string>[] } = JSON.parse(report);
  return diagnostics
    .map(
      (found) => `${found["severity"]} ${found["code"]} ${found["pointer"]}: ${found["message"]}\n`,
    )
    .join("");
}

function update(folder: string, output: string, diagnostics: string): void {
  const expected = join(folder, "expected");
  rmSync(expected, { recursive: true, force: true });
  for (const file of filesOf(output)) {
    if (BUNDLES.includes(file)) continue;
    mkdirSync(dirname(join(expected, file)), { recursive: true });
    const text = readFileSync(join(output, file), BYTES);
    writeFileSync(join(expected, file), withoutBundles(file, text), BYTES);
  }
  writeFileSync(join(folder, "diagnostics.txt"), diagnostics);
}

/** The lock lists the bundles' hashes, which change with our runtime and not with the case. */
function withoutBundles(file: string, text: string): string {
  if (file !== "codemode.lock.json") return text;
  const lines = text.split("\n");
  return lines
    .filter((line) => !BUNDLES.some((bundle) => line.includes(`"${bundle}": `)))
    .join("\n");
}

function createClient(module: unknown): unknown {
  const create = property(module, "createClient");
  if (typeof create !== "function") throw new Error("client.js exports no createClient");
  return create({ baseUrl: "https://localhost" });
}

function operationIds(api: unknown): string[] {
  const operations = property(api, "operations");
  if (!Array.isArray(operations)) throw new Error("api.json has no operations");
  return operations.map((operation) => String(property(operation, "id")));
}

function memberOf(client: unknown, id: string): unknown {
  const [namespace = "", method = ""] = id.split(".");
  return property(property(client, namespace), method);
}

function property(value: unknown, name: string): unknown {
  if (value === null || (typeof value !== "object" && typeof value !== "function"))
    return undefined;
  return Reflect.get(value, name);
}
