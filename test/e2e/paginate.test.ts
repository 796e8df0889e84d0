import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DOCUMENT, type PagedApi, startPagedApi, THINGS } from "../unit/client/paged-api.js";
import { codemode } from "./cli-process.js";

const TSC = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const KINDS = [
  "byLink",
  "byUrl",
  "byCursor",
  "byLastId",
  "byPage",
  "byPageFrom0",
  "byOffset",
  "search",
];

let folder = "";
let server: PagedApi;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "codemode-paginate-"));
  server = await startPagedApi();
  await writeFile(join(folder, "openapi.json"), JSON.stringify(DOCUMENT));
  const { exitCode, stderr } = await codemode(["compile", "openapi.json", "-o", "package"], {
    cwd: folder,
  });
  expect(stderr).not.toContain("error");
  expect(exitCode).toBe(0);
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** What strict TypeScript says of a module that uses the package as its consumers do. */
async function typeErrors(text: string): Promise<string> {
  await writeFile(join(folder, "use.ts"), text);
  const options = {
    strict: true,
    noEmit: true,
    skipDefaultLibCheck: true,
    target: "ES2022",
    module: "NodeNext",
    lib: ["ES2022", "DOM"],
    types: [],
  };
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, include: ["use.ts"] }),
  );
  return promisify(execFile)(process.execPath, [TSC, "-p", folder]).then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );
}

describe("a compiled package", () => {
  test.each(KINDS)("follows the pages of %s", async (name) => {
    const { createClient } = await import(
      pathToFileURL(join(folder, "package/dist/client.js")).href
    );
    const client = createClient({ baseUrl: server.url });
    const found: unknown[] = [];
    for await (const item of client.paginate(client.things[name], {})) found.push(item);
    expect(found).toEqual(THINGS);
  });

  test("types the items, and refuses what has no pages", async () => {
    const errors = await typeErrors(`
import { createClient, type Thing } from "./package/dist/client.js";

const client = createClient();

export async function right(): Promise<void> {
  for await (const thing of client.paginate(client.things.byLink, {})) {
    const id: string = thing.id;
    void id;
  }
  const found: AsyncIterable<Thing>[] = [
    client.paginate(client.things.byUrl, { limit: 10 }, { pages: 2 }),
    client.paginate(client.things.byCursor, undefined),
    client.paginate(client.things.byLastId, {}),
    client.paginate(client.things.byPage, { per_page: 10 }),
    client.paginate(client.things.byOffset, {}),
    client.paginate(client.things.search, { body: { word: "x" } }, { timeoutMs: 1 }),
  ];
  void [found, await client.things.all(), await client.raw(client.things.byLink, {})];
}

export async function wrong(): Promise<void> {
  for await (const thing of client.paginate(client.things.byCursor, {})) {
    // @ts-expect-error a property that items have not
    void thing.name;
    // @ts-expect-error a property of another type
    thing.size satisfies string;
  }
  // @ts-expect-error an operation without pages
  void client.paginate(client.things.all, {});
  // @ts-expect-error an argument that there is not
  void client.paginate(client.things.byCursor, { curser: "x" });
  // @ts-expect-error an option that there is not
  void client.paginate(client.things.byCursor, {}, { page: 2 });
}
`);
    expect(errors).toBe("");
  });

  test("says so in its skill, its README and in what people and agents are told of an operation", async () => {
    expect(await readFile(join(folder, "package/skills/paged/SKILL.md"), "utf8")).toMatch(
      /for await \(const item of paged\.paginate\(paged\.things\.\w+, args\)\)/,
    );
    expect(await readFile(join(folder, "package/README.md"), "utf8")).toMatch(
      /for await \(const item of client\.paginate\(client\.things\.\w+, args\)\)/,
    );
    const inspected = await codemode(["inspect", "openapi.json", "things.byCursor"], {
      cwd: folder,
    });
    expect(inspected.stdout).toContain(
      'cursor: items="/data" argument="/cursor" next="/meta/next_cursor"',
    );
    const searched = await codemode(["search", "openapi.json", "things.byCursor"], { cwd: folder });
    expect(searched.stdout).toContain(
      "// paginate: paged.paginate(paged.things.byCursor, args) yields Thing",
    );
  });
});
