import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bigSpec } from "../big-spec/big-spec.mjs";
import { codemode } from "./cli-process.js";
import { filesOf, hashesOf } from "./package-files.js";

const FOLDER = join(import.meta.dirname, "../../.tmp/determinism");

describe.each(["3.0", "3.1"])("a document of 300 operations, OpenAPI %s", (version) => {
  const folder = join(FOLDER, version);
  const spec = join(folder, "openapi.json");
  const first = join(folder, "first");

  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(spec, JSON.stringify(bigSpec(300, version)));
    const run = await codemode(["compile", "openapi.json", "-o", "first"], { cwd: folder });
    expect(run).toMatchObject({ exitCode: 0 });
    expect(filesOf(first)).toContain("codemode.lock.json");
  });

  it("gives the same bytes in another time zone, locale and folder", async () => {
    const second = join(folder, "somewhere/else");
    const env = { TZ: "Pacific/Chatham", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
    const run = await codemode(["compile", spec, "-o", second], { cwd: tmpdir(), env });
    expect(run).toMatchObject({ exitCode: 0 });
    expect(hashesOf(second)).toEqual(hashesOf(first));
  });

  it("touches no file when nothing changed", async () => {
    const before = modificationTimes(first);
    const run = await codemode(["compile", "openapi.json", "-o", "first"], { cwd: folder });
    expect(run).toMatchObject({ exitCode: 0 });
    expect(modificationTimes(first)).toEqual(before);
  });

  it("holds no path of this machine and no line end but LF", () => {
    for (const file of filesOf(first)) {
      const text = readFileSync(join(first, file), "latin1");
      expect(text.includes(folder), file).toBe(false);
      if (!/\.(br|js|wasm|zip)$/.test(file)) expect(text.includes("\r"), file).toBe(false);
    }
  });
});

describe("the generated document", () => {
  it.each([1, 300, 3000])(
    "has exactly %i operations, each once, and no dangling reference",
    (count) => {
      const document = bigSpec(count);
      const text = JSON.stringify(document);
      const refs = new Set(
        Array.from(text.matchAll(/"\$ref":"#\/([^"]+)"/g), (match) => match[1] ?? ""),
      );
      const dangling = [...refs].filter((ref) => at(document, ref.split("/")) === undefined);
      const paths = Object.values(at(document, ["paths"]) ?? {});
      expect(dangling).toEqual([]);
      expect(paths.flatMap((item) => Object.keys(item ?? {}))).toHaveLength(count);
    },
  );
});

function at(value: unknown, path: readonly string[]): object | undefined {
  const [name, ...rest] = path;
  if (value === null || typeof value !== "object") return undefined;
  return name === undefined ? value : at(Reflect.get(value, name), rest);
}

function modificationTimes(folder: string): Record<string, number> {
  return Object.fromEntries(
    filesOf(folder).map((file) => [file, statSync(join(folder, file)).mtimeMs]),
  );
}
