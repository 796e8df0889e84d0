import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emitSchema } from "../../src/emit/schema/schema.js";
import { rowOf } from "../../src/runtime/api/row.js";
import { PACKAGE } from "../unit/emit/api-of.js";
import { everythingApi, HOSTILE } from "../unit/emit/everything-api.js";

const TSC = createRequire(import.meta.url).resolve("typescript/bin/tsc");

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "codemode-schema-"));
  const manifest = {
    path: "package.json",
    content: '{ "name": "things-codemode", "type": "module" }',
  };
  const files = [manifest, ...emitSchema({ api: everythingApi, package: PACKAGE })];
  for (const { path, content } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What the real compiler prints for the package's own settings, less what it would say of its own libraries, and for `text` as one more module of it. */
async function diagnosticsOf(text?: string): Promise<string> {
  const project = join(folder, "tsconfig.check.json");
  const extra = join(folder, "check.ts");
  if (text !== undefined) await writeFile(extra, text);
  const include = text === undefined ? ["schema/**/*.ts", "dist/**/*.d.ts"] : ["check.ts"];
  const compilerOptions = { skipDefaultLibCheck: true };
  await writeFile(
    project,
    JSON.stringify({ extends: "./tsconfig.json", compilerOptions, include }),
  );
  const run = promisify(execFile)(process.execPath, [TSC, "-p", project], { cwd: folder });
  return run.then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );
}

describe("the emitted schema", () => {
  test("compiles under strict settings without any library but ECMAScript's", async () => {
    expect(await diagnosticsOf()).toBe("");
  });

  test("has its tables as values", async () => {
    const schema: unknown = await import(pathToFileURL(join(folder, "dist/schema/index.js")).href);
    const rows = (namespace: string) =>
      Object.fromEntries(
        everythingApi.operations
          .filter((operation) => operation.namespace === namespace)
          .map((operation) => [operation.name, rowOf(operation, everythingApi.security)]),
      );
    expect(schema).toMatchObject({
      api: { title: HOSTILE, security: [{ key: [] }] },
      operations: { operations_: rows("operations_"), things: rows("things") },
    });
  });

  test("types calls and results", async () => {
    const source = `
import { operations } from "./dist/schema/index.js";
import type { Bag, ThingsClient, Tree } from "./dist/schema/index.js";
import type { Bag as SourceBag } from "./schema/index.js";

declare const client: ThingsClient;

export async function right(): Promise<void> {
  const thing = await client.things.get({ id: 1, versionInPath: "v1" });
  const parent: number | undefined = thing.parent?.id;
  const things = await client.things.list();
  const created: { created: boolean } | undefined = await client.things.create({ body: new Uint8Array() });
  const bag: Bag = { name: "x", more: [{ name: "y" }] };
  const sourceBag: SourceBag = bag;
  const tree: Tree = ["a", ["b"]];
  const http: "GET /things" = operations.things.list.http;
  const nothing: undefined = await client.operations_.ping();
  void [parent, things?.[0]?.id, created, sourceBag, tree, http, nothing];
}

export async function wrong(): Promise<void> {
  // @ts-expect-error a missing argument
  await client.things.get({ id: 1 });
  // @ts-expect-error no argument at all
  await client.things.get();
  // @ts-expect-error an argument of another type
  await client.things.get({ id: "1", versionInPath: "v1" });
  // @ts-expect-error an unknown argument
  await client.things.list({ stat: "open" });
  // @ts-expect-error a locked argument
  await client.things.get({ id: 1, versionInPath: "v1", locale: "en" });
  // @ts-expect-error a value that is not listed
  await client.things.list({ state: "opened" });
  // @ts-expect-error an unknown operation
  await client.things.fetch();
  const thing = await client.things.get({ id: 1, versionInPath: "v1" });
  // @ts-expect-error an unknown property of a result
  void thing.title;
  // @ts-expect-error a property of a result that may be absent
  void thing.parent.id;
  // @ts-expect-error a result that may be empty
  void (await client.things.list()).length;
}
`;
    expect(await diagnosticsOf(source)).toBe("");
  });

  test("refuses a table that does not belong to its interface", async () => {
    const source = `
import type { Operations, Routes } from "./schema/operations.js";

interface Things {
  get(args: { id: string; page?: number }): Promise<string>;
  root(): Promise<void>;
}

export const right = {
  get: { http: "GET /things/{id}", effect: "read" },
  root: { http: "GET /", effect: "read" },
} as const satisfies Operations<Things>;
right satisfies Routes<Things, typeof right>;

export const renamed = {
  get: { http: "GET /{tenant}/{key}", effect: "read", parameters: { id: { name: "key" }, tenant: { locked: "x" } } },
  root: { http: "GET /", effect: "read" },
} as const satisfies Operations<Things>;
renamed satisfies Routes<Things, typeof renamed>;

export const unbound = {
  get: { http: "GET /things/{id}/{part}", effect: "read" },
  root: { http: "GET /", effect: "read" },
} as const satisfies Operations<Things>;
// @ts-expect-error {part} is no argument
unbound satisfies Routes<Things, typeof unbound>;

export const unboundWithoutArguments = {
  get: { http: "GET /things", effect: "read" },
  root: { http: "GET /{part}", effect: "read" },
} as const satisfies Operations<Things>;
// @ts-expect-error {part} is no argument
unboundWithoutArguments satisfies Routes<Things, typeof unboundWithoutArguments>;

// @ts-expect-error a missing method
export const missing = { root: { http: "GET /", effect: "read" } } as const satisfies Operations<Things>;

export const surplus = {
  ...right,
  // @ts-expect-error a row without a method
  put: { http: "GET /", effect: "read" },
} as const satisfies Operations<Things>;

export const misspelt = {
  ...right,
  // @ts-expect-error no method and path
  root: { http: "GET-/", effect: "read" },
} as const satisfies Operations<Things>;

export const unknownEffect = {
  ...right,
  // @ts-expect-error no effect
  root: { http: "GET /", effect: "delete" },
} as const satisfies Operations<Things>;
`;
    expect(await diagnosticsOf(source)).toBe("");
  });
});
