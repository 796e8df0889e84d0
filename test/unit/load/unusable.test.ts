import { readFileSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalog } from "../../../src/diagnostics/catalog.js";
import { type Diagnostic, UnusableInput } from "../../../src/diagnostics/diagnostic.js";
import { load, parseDocument } from "../../../src/load/load.js";

function refusal(text: string | Uint8Array, file = "openapi.yaml"): Diagnostic {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  try {
    parseDocument(file, bytes);
  } catch (error) {
    if (error instanceof UnusableInput) return error.diagnostic;
    throw error;
  }
  throw new Error("the document was accepted");
}

/** Runs something and gives its result with the time and memory it took. */
function measured<T>(run: () => T): { result: T; ms: number; mebibytes: number } {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const result = run();
  const ms = performance.now() - started;
  return { result, ms, mebibytes: (process.memoryUsage().rss - before) / 1024 / 1024 };
}

const MINIMAL = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n";
const fixture = (name: string) =>
  readFileSync(new URL(`../../../fixtures/bad/${name}`, import.meta.url));

describe("a text that is no document", () => {
  it.each([
    ["empty", fixture("empty.yaml"), { code: "file-empty" }],
    ["white space", " \r\n\t\n", { code: "file-empty" }],
    ["a byte order mark", "\uFEFF", { code: "file-empty" }],
    ["comments", "# nothing\n---\n# here\n", { code: "file-empty" }],
    ["HTML", fixture("page.yaml"), { code: "file-is-markup" }],
    ["XML", '\n <?xml version="1.0"?><a/>', { code: "file-is-markup" }],
    ["gzip", new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), { code: "file-not-text" }],
    ["YAML syntax", fixture("syntax.yaml"), { code: "yaml-syntax", line: 4, column: 11 }],
    [
      "YAML with a tab",
      "openapi: 3.1.0\ninfo:\n\ttitle: T\n",
      { code: "yaml-syntax", line: 3, column: 1 },
    ],
    ["an unknown alias", `${MINIMAL}x: *nowhere\n`, { code: "yaml-syntax", line: 4 }],
    ["an unknown tag", `${MINIMAL}x: !include other.yaml\n`, { code: "yaml-syntax", line: 4 }],
    ["an array", "- a\n- b\n", { code: "root-not-object" }],
    ["a string", "404 page not found\n", { code: "root-not-object" }],
    ["null", "null", { code: "root-not-object" }],
    ["no openapi", fixture("no-openapi.yaml"), { code: "openapi-missing" }],
    [
      "an object inherited from the prototype",
      '{"__proto__": {"openapi": "3.1.0"}}',
      { code: "openapi-missing" },
    ],
    [
      "AsyncAPI",
      "asyncapi: 3.0.0\n",
      { code: "openapi-missing", message: expect.stringContaining("AsyncAPI") },
    ],
    ["Swagger 1", 'swagger: "1.2"\n', { code: "swagger-unsupported" }],
    [
      "Swagger 1 as a number",
      "swagger: 1.20\n",
      { code: "swagger-unsupported", message: expect.stringContaining("1.20") },
    ],
    ["OpenAPI 4", "openapi: 4.0.0\n", { code: "openapi-unsupported" }],
    [
      "OpenAPI 3.10",
      "openapi: 3.10\n",
      { code: "openapi-unsupported", message: expect.stringContaining("3.10") },
    ],
    ["an openapi of the wrong type", "openapi: { a: 1 }\n", { code: "openapi-unsupported" }],
  ])("%s", (_, text, expected) => {
    expect(refusal(text)).toMatchObject({ severity: "error", file: "openapi.yaml", ...expected });
  });

  it.each([
    ["a missing comma", fixture("syntax.json"), 3, 26],
    ["a trailing comma", '{"openapi": "3.1.0",\n}', 2, 1],
    ["a comment", '{\n// no\n"openapi": "3.1.0"}', 2, 1],
    ["an end that is missing", '{"openapi": "3.1.0"', 1, 20],
    ["an open string", '{"openapi": "3.1.0\n}', 1, 13],
    ["two values", '{"openapi": "3.1.0"}\n{}', 2, 1],
    ["a leading zero", '{"openapi": 01}', 1, 14],
  ])("JSON with %s", (_, text, line, column) => {
    expect(refusal(text, "openapi.json")).toMatchObject({ code: "json-syntax", line, column });
  });

  it("names the offending text without the whole line", () => {
    const found = refusal(`{"a": ${"x".repeat(100_000)}}`, "openapi.json");
    expect(found.message.length).toBeLessThan(200);
    expect(found.message).toContain("xxx");
  });
});

describe("a document that is made to hurt", () => {
  it("an alias bomb ends before it is expanded", () => {
    const { result, ms, mebibytes } = measured(() => refusal(fixture("alias-bomb.yaml")));
    expect(result).toMatchObject({ code: "yaml-alias-expansion", line: 13 });
    expect(ms).toBeLessThan(1_000);
    expect(mebibytes).toBeLessThan(100);
  });

  it("so does one made of merge keys, of mappings, of long strings, and of deep aliases", () => {
    const doubling = Array.from(
      { length: 60 },
      (_, at) => `x-${at + 1}: &a${at + 1} { l: *a${at}, r: *a${at} }\n`,
    ).join("");
    expect(refusal(`${MINIMAL}x-0: &a0 {}\n${doubling}`).code).toBe("yaml-alias-expansion");
    const long = `x-0: &a ${"a".repeat(100_000)}\nx-1: [${"*a, ".repeat(100_000)}]\n`;
    expect(refusal(MINIMAL + long).code).toBe("yaml-alias-expansion");
    const keys = Array.from({ length: 2_000 }, (_, at) => `  k${at}: 1\n`).join("");
    const merging = Array.from({ length: 2_000 }, (_, at) => `x-${at}: { <<: *m }\n`).join("");
    expect(refusal(`${MINIMAL}x-m: &m\n${keys}${merging}`).code).toBe("yaml-alias-expansion");
    const nested = Array.from({ length: 600 }, (_, at) => `x-${at + 1}: &a${at + 1} [*a${at}]\n`);
    expect(refusal(`${MINIMAL}x-0: &a0 []\n${nested.join("")}`).code).toBe("nesting-too-deep");
  });

  it("an alias cycle has a code of its own", () => {
    expect(refusal(fixture("alias-cycle.yaml"))).toMatchObject({
      code: "yaml-alias-cycle",
      line: 4,
      column: 10,
    });
  });

  it.each([
    [
      "JSON arrays",
      "openapi.json",
      `{"openapi": "3.1.0", "x": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    ],
    ["JSON objects", "openapi.json", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["unclosed JSON", "openapi.json", "[".repeat(100_000)],
    ["YAML flow", "openapi.yaml", `x: ${"[".repeat(100_000)}`],
    ["YAML sequences", "openapi.yaml", "- ".repeat(100_000)],
    ["YAML keys", "openapi.yaml", "? ".repeat(100_000)],
    [
      "YAML mappings",
      "openapi.yaml",
      Array.from({ length: 3_000 }, (_, at) => `${" ".repeat(at)}k:\n`).join(""),
    ],
  ])("100,000-deep nesting: %s", (_, file, text) => {
    const { result, ms } = measured(() => refusal(text, file));
    expect(result).toMatchObject({ code: "nesting-too-deep", line: expect.any(Number) });
    expect(ms).toBeLessThan(2_000);
  });

  it("takes what is nested as deep as it may be", () => {
    const deep = `{"openapi": "3.1.0", "x": ${"[".repeat(499)}${"]".repeat(499)}}`;
    expect(parseDocument("a.json", new TextEncoder().encode(deep)).format).toBe("json");
    const yaml = `openapi: 3.1.0\nx: ${"[".repeat(499)}${"]".repeat(499)}`;
    expect(parseDocument("a.yaml", new TextEncoder().encode(yaml)).format).toBe("yaml");
  });

  it("too many values end before memory does", () => {
    const { result, ms } = measured(() => refusal(`[${"0,".repeat(10_000_000)}0]`, "openapi.json"));
    expect(result.code).toBe("values-too-many");
    expect(ms).toBeLessThan(5_000);
    expect(refusal("- a\n".repeat(10_000_000)).code).toBe("values-too-many");
  });
});

describe("a file that cannot be read", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "codemode-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const codeOf = async (path: string): Promise<string> => {
    const error: unknown = await load(path).catch((reason: unknown) => reason);
    if (!(error instanceof UnusableInput)) throw error;
    expect(error.diagnostic.file).toBe(path);
    return error.diagnostic.code;
  };

  it("is missing, or below a file", async () => {
    expect(await codeOf(join(folder, "nothing.yaml"))).toBe("file-missing");
    await writeFile(join(folder, "file"), "");
    expect(await codeOf(join(folder, "file", "nothing.yaml"))).toBe("file-missing");
  });

  it("is a directory", async () => {
    expect(await codeOf(folder)).toBe("file-is-directory");
  });

  it("may not be read", async () => {
    const path = join(folder, "secret.yaml");
    await writeFile(path, MINIMAL);
    await chmod(path, 0);
    // Root may read everything: for this one read the process is nobody.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(await codeOf(path)).toBe("file-unreadable");
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  it.skipIf(process.platform === "win32")("never ends", async () => {
    expect(await codeOf("/dev/zero")).toBe("file-too-large");
  });
});

it("every code says why and what to do", () => {
  for (const entry of Object.values(catalog)) {
    expect(entry.title).toMatch(/^[A-Z`$].*[^.]$/s);
    expect(entry.cause).toMatch(/\.$/);
    expect(entry.fix).toMatch(/\.$/);
  }
});
