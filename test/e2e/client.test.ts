import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, open, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codemodeHere } from "./cli-here.js";
import { MEDIA_DOCUMENT, type MediaServer, startMediaServer } from "./media-api.js";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const TSC = require.resolve("typescript/bin/tsc");
const MEGABYTE = 1024 * 1024;

let folder = "";
let server: MediaServer;

/** A project that has the generated package installed, as `npm install` would leave it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "codemode-client-"));
  const spec = join(folder, "openapi.json");
  await writeFile(spec, JSON.stringify(MEDIA_DOCUMENT));
  const compiled = await codemodeHere(["compile", spec, "-o", join(folder, "generated")]);
  expect(compiled.exitCode, compiled.stderr).toBe(0);
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@types"), { recursive: true });
  const { stdout } = await run("npm", ["pack", "--json"], { cwd: join(folder, "generated") });
  const [{ filename }] = JSON.parse(stdout);
  await run("tar", ["xzf", join(folder, "generated", filename), "-C", modules]);
  await rm(join(modules, "media-codemode"), { recursive: true, force: true });
  await cp(join(modules, "package"), join(modules, "media-codemode"), { recursive: true });
  const types = join(require.resolve("@types/node/package.json"), "..");
  await symlink(types, join(modules, "@types/node"));
  const undici = join(
    createRequire(join(types, "index.js")).resolve("undici-types/package.json"),
    "..",
  );
  await symlink(undici, join(modules, "undici-types"));
  await cp(join(import.meta.dirname, "media-consumer"), join(folder, "src"), { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "name": "consumer", "type": "module" }');
  server = await startMediaServer();
  expect(await compile("nodenext")).toBe("");
}, 240_000);

afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the compiler says of the program; it is written to `dist/<resolution>`. */
async function compile(resolution: "nodenext" | "bundler"): Promise<string> {
  const flags = [
    ...["--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--types", "node"],
    // The package's declarations are checked, those of TypeScript itself are not.
    "--skipDefaultLibCheck",
    ...["--module", resolution === "nodenext" ? "nodenext" : "esnext"],
    ...["--moduleResolution", resolution, "--outDir", join(folder, "dist", resolution)],
  ];
  const files = ["main", "types", "upload"].map((name) => join(folder, "src", `${name}.ts`));
  return run(process.execPath, [TSC, ...flags, ...files], { cwd: folder }).then(
    () => "",
    ({ stdout }: { stdout: string }) => stdout,
  );
}

describe("a program that installs the package", () => {
  test("compiles for a bundler as it does for Node, with what it must not do refused", async () => {
    expect(await compile("bundler")).toBe("");
  }, 240_000);

  test("streams, uploads, downloads, aborts, retries and is told why a call failed", async () => {
    const main = join(folder, "dist/nodenext/main.js");
    const { stdout, stderr } = await run(process.execPath, [main, server.baseUrl]);
    expect(stderr).toBe("");
    const file = { type: "application/octet-stream", fileName: "file", size: 7 };
    const seen = JSON.parse(stdout);
    expect(seen).toMatchObject({
      deltas: ["Héllo", "!"],
      id: "c1",
      lines: [1, 2, 3],
      sizes: [7, 7, 7],
      file: [0, 255, 10, 13],
      removed: "undefined",
      note: "café",
      feed: [200, "application/xml", "<feed/>"],
      aborted: "Error: changed my mind",
      late: expect.stringMatching(/^TimeoutError: /),
      insisted: 7,
      failed: { status: 418, body: "no tea", requestId: "r1" },
      told: [
        "error tests.wait 1",
        "error tests.wait 1",
        "retry tests.insist 1",
        "error tests.fail 1",
      ],
    });
    expect(seen.parts.filter(({ fileName }: { fileName?: string }) => fileName)).toEqual([
      { name: "file", size: 7, fileName: expect.stringContaining("b"), type: "image/png" },
      ...["thumbnails", "thumbnails", "thumbnails"].map((name) => ({ name, ...file })),
    ]);
    expect(
      seen.parts
        .filter(({ text }: { text?: string }) => text !== undefined)
        .map(({ name, text }: { name: string; text: string }) => [name, text]),
    ).toEqual([
      ["title", "Käse\r\n--x"],
      ["tags", "a"],
      ["tags", "b"],
      ["place", '{"city":"Bern"}'],
    ]);
  });

  // What 200 MB take more than 50 did. Where a body is kept while it is sent, that is 150 MB or more; the rest is what waits to be collected.
  test.each(["stream", "part", "blob", "form"])("sends files in flat memory (%s)", async (way) => {
    const path = join(folder, "large.bin");
    const file = await open(path, "w");
    await file.truncate(200 * MEGABYTE);
    await file.close();
    const { stdout } = await run(process.execPath, [
      join(folder, "dist/nodenext/upload.js"),
      server.baseUrl,
      way,
      path,
      "200",
    ]);
    const { sent, grownBytes } = JSON.parse(stdout);
    expect(sent).toBe(200 * MEGABYTE);
    expect(grownBytes).toBeLessThan(100 * MEGABYTE);
  });
});
