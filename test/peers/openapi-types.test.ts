import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codemode } from "../e2e/cli-process.js";
import { typeErrors } from "../e2e/type-errors.js";

const LIBRARY = resolve(import.meta.dirname, "../../fixtures/library.yaml");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "codemode-openapi-types-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("--emit openapi-types", () => {
  it("adds an entry point with the paths of the document", async () => {
    const output = join(folder, "out");
    const compile = ["compile", LIBRARY, "-o", output, "--emit", "openapi-types"];
    expect(await codemode(compile)).toMatchObject({ exitCode: 0, stderr: "" });
    const manifest = JSON.parse(readFileSync(join(output, "package.json"), "utf8"));
    expect(manifest.exports["./openapi"]).toEqual({ types: "./dist/openapi.d.ts" });
    expect(readFileSync(join(output, "dist/openapi.d.ts"), "utf8")).toContain('"/books/{book_id}"');
    expect(typeErrors(output)).toEqual([]);
    expect((await codemode([...compile, "--check"])).exitCode).toBe(0);
    expect((await codemode(["compile", LIBRARY, "-o", output, "--check"])).stdout).toContain(
      "- dist/openapi.d.ts",
    );
  });

  it("says what to install where the peer is missing", async () => {
    const hook = `export const resolve = (specifier, context, next) => {
      if (specifier !== "openapi-typescript") return next(specifier, context);
      throw Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
    };`;
    const register = `import { register } from "node:module";
      register("data:text/javascript," + ${JSON.stringify(encodeURIComponent(hook))});`;
    const preload = join(folder, "without-peer.mjs");
    writeFileSync(preload, register);
    const run = await codemode(
      ["compile", LIBRARY, "-o", join(folder, "none"), "--emit", "openapi-types"],
      { env: { NODE_OPTIONS: `--import ${preload}` } },
    );
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain("npm install --save-dev openapi-typescript");
  });

  it("is refused for a schema, which is no OpenAPI document", async () => {
    const schema = join(folder, "out/schema");
    const run = await codemode(["compile", schema, "--emit", "openapi-types"]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain("needs the OpenAPI document");
  });
});
