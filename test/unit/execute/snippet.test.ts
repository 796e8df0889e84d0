import { describe, expect, it } from "vitest";
import { readSnippet } from "../../../src/runtime/execute/snippet.js";
import { stripTypes } from "../../../src/runtime/execute/strip-types.js";

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;

function read(code: string) {
  return readSnippet(code, async (typed) => stripTypes(typed), new AbortController().signal);
}

/** Runs the body that a snippet becomes, as the sandbox does. */
async function resultOf(code: string): Promise<unknown> {
  const snippet = await read(code);
  if (snippet.kind === "refused") throw new Error(snippet.message);
  return new AsyncFunction("api", snippet.code)({ get: async (n: number) => n * 10 });
}

describe("readSnippet", () => {
  it.each([
    ["a body", "const x = await api.get(2);\nreturn x + 1;", 21],
    [
      "TypeScript",
      "const x: number = (await api.get(2)) as number;\nreturn x satisfies number;",
      20,
    ],
    ["type arguments on a call", "const f = <T,>(x: T): T => x;\nreturn f<number>(3);", 3],
    [
      "type arguments without any other type",
      "const f = (x) => x; const T = 1;\nreturn f<T>(3);",
      3,
    ],
    [
      "an interface and an enum",
      "interface A { n: number }\nenum E { One = 1 }\nconst a: A = { n: E.One };\nreturn a.n;",
      1,
    ],
    ["an arrow function", "async () => {\n  return await api.get(4);\n}", 40],
    ["an arrow function with a semicolon", "async () => api.get(4);", 40],
    ["a parenthesised arrow function", "(async () => {\n  return api.get(4);\n});", 40],
    ["an arrow function called", "(async () => api.get(4))()", 40],
    ["a typed arrow function", "async (): Promise<number> => api.get(4)", 40],
    ["an anonymous function", "async function () {\n  return api.get(5);\n}", 50],
    [
      "a declaration alone",
      "async function main(): Promise<number> {\n  return api.get(5);\n}",
      50,
    ],
    [
      "a declaration and its call",
      "async function main() { return api.get(5); }\nawait main();",
      50,
    ],
    [
      "a default export",
      "const n = 6;\nexport default async function main() {\n  return api.get(n);\n}",
      60,
    ],
    ["an anonymous default export", "export default async () => api.get(6);", 60],
    [
      "an anonymous exported function",
      "export default async function () { return api.get(6); }",
      60,
    ],
    [
      "a default export by name",
      "async function main() { return api.get(6); }\nexport { main as default };",
      60,
    ],
    ["a value as default export", "export const a = 1;\nexport default a + 1;", 2],
    ["an object literal", "{ a: 1, b: 2 }", { a: 1, b: 2 }],
    ["one expression", "await api.get(7)", 70],
    ["an expression at the end", "const a = await api.get(1);\na + 1; // the sum", 11],
    ["a block", "{ const a = 1; return a; }", 1],
    ["a Markdown fence", "```typescript\nconst a: number = 8;\nreturn a;\n```\n", 8],
    ["a fence within the code", "/*\n```js\n*/\nreturn 8;\n/*\n```\n*/", 8],
    [
      "an unused type import",
      "import type { Issue } from './schema';\nconst i: Issue | number = 1;\nreturn i;",
      1,
    ],
    ["a string that looks like an import", 'return "import x from y";', "import x from y"],
    ["nothing returned", "const a = 1;", undefined],
  ])("runs %s", async (_, code, expected) => {
    expect(await resultOf(code)).toEqual(expected);
  });

  it.each([
    ["an import", "import fs from 'node:fs';\nreturn fs;", 1],
    ["a dynamic import", "const a = 1;\nconst fs = await import('node:fs');", 2],
    ["a module's own address", "const a = 1;\nreturn import.meta.url;", 2],
    ["a re-export", "export * from 'node:fs';", 1],
    ["require", "return 1 +\n  require('fs').length;", 2],
  ])("refuses %s", async (_, code, line) => {
    const snippet = await read(code);
    expect(snippet).toMatchObject({ kind: "refused", line });
    expect(snippet).toHaveProperty("message", expect.stringContaining("Imports are not available"));
  });

  it.each([
    ["JavaScript", "const a = 1;\nconst b = ;", 2],
    ["TypeScript", "const a: number = 1;\n\nconst b: = 2;", 3],
    ["code in a fence", "```ts\nconst a = 1;\nconst b = ;\n```", 3],
    ["a name declared twice", "const a = 1;\nconst a = 2;", 2],
    ["a body that would close the function", "}); evil(); (async () => {", 1],
  ])("tells the line of a syntax error in %s", async (_, code, line) => {
    const snippet = await read(code);
    expect(snippet).toMatchObject({ kind: "refused", line });
    expect(snippet).not.toHaveProperty("code");
  });

  it("keeps the lines of a failing statement in every form", async () => {
    const forms = [
      "interface A {\n  n: number;\n}\nthrow new Error('here');",
      "```ts\nconst a: number = 1;\n\nthrow new Error('here');\n```",
      "export const a = 1;\nexport default async function (\n) {\n  throw new Error('here');\n}",
    ];
    for (const code of forms) {
      const snippet = await read(code);
      if (snippet.kind === "refused") throw new Error(snippet.message);
      const line = snippet.code.split("\n").findIndex((text) => text.includes("throw"));
      expect(line, code).toBe(3);
    }
  });

  it.each([
    ["brackets", "[".repeat(90_000)],
    ["parentheses", `return ${"(".repeat(40_000)}1${")".repeat(40_000)}`],
    ["type parameters", `const a: ${"A<".repeat(30_000)}`],
    ["template literals", "`${".repeat(30_000)],
  ])("refuses endless nesting of %s", async (_, code) => {
    expect(await read(code)).toMatchObject({ kind: "refused" });
  });

  it("has a message for no code at all", async () => {
    expect(await read("  \n")).toEqual({ kind: "refused", message: "There is no code" });
  });
});
