import { describe, expect, expectTypeOf, test } from "vitest";
import { emitClient } from "../../../src/emit/client/client.js";
import { emitSchema } from "../../../src/emit/schema/schema.js";
import type * as runtime from "../../../src/runtime/api/row.js";
import type * as emitted from "../../../templates/schema/operations.js";
import { apiOf, model, operationOf, PACKAGE } from "./api-of.js";

const api = apiOf({
  name: "tracker",
  typeName: "Tracker",
  namespaces: [
    {
      name: "issues",
      typeName: "Issues",
      module: "issues",
      description: "Issues of a repository.",
    },
  ],
  types: [
    model("Issue", {
      kind: "object",
      properties: [{ name: "id", type: { kind: "integer" }, required: true }],
    }),
  ],
  operations: [
    {
      ...operationOf("issues.listForRepo", "GET /repos/{owner}/issues"),
      summary: "List repository issues",
      deprecated: true,
      parameters: [
        { name: "owner", wireName: "owner", in: "path", required: true, type: { kind: "string" } },
        {
          name: "token",
          wireName: "token",
          in: "query",
          required: true,
          type: { kind: "string" },
          preset: { kind: "locked", value: "x" },
        },
      ],
      result: { type: { kind: "array", items: { kind: "ref", name: "Issue" } }, mayBeEmpty: false },
    },
    {
      ...operationOf("issues.search", "GET /issues"),
      description: "Only a description.",
      parameters: [
        { name: "q", wireName: "q", in: "query", required: false, type: { kind: "string" } },
      ],
    },
  ],
});

const files = new Map(
  [...emitSchema({ api, package: PACKAGE }), ...emitClient({ api, package: PACKAGE })].map(
    ({ path, content }) => [path, String(content)],
  ),
);

describe("emitSchema", () => {
  test("writes these files", () => {
    expect([...files.keys()].sort()).toEqual([
      "dist/client.d.ts",
      "dist/client.js",
      "dist/schema/index.d.ts",
      "dist/schema/index.js",
      "dist/schema/issues.d.ts",
      "dist/schema/issues.js",
      "dist/schema/models/m.d.ts",
      "dist/schema/operations.d.ts",
      "schema/index.ts",
      "schema/issues.ts",
      "schema/models/m.ts",
      "schema/operations.ts",
      "tsconfig.json",
    ]);
  });

  test("writes a namespace as a good engineer would", () => {
    expect(files.get("schema/issues.ts")).toBe(`import type { Issue } from "./models/m.js";
import type { Operations, Routes } from "./operations.js";

/** Issues of a repository. */
export interface Issues {
  /**
   * List repository issues
   *
   * @deprecated
   */
  listForRepo(args: { owner: string }): Promise<Issue[]>;
  /**
   * @remarks
   * Only a description.
   */
  search(args?: { q?: string }): Promise<undefined>;
}

export const issues = {
  listForRepo: {
    http: "GET /repos/{owner}/issues",
    effect: "read",
    parameters: { token: { locked: "x" } },
  },
  search: { http: "GET /issues", effect: "read" },
} as const satisfies Operations<Issues>;

issues satisfies Routes<Issues, typeof issues>;
`);
  });

  test("gives the package tables without types, and types with the values of the tables", () => {
    expect(files.get("dist/schema/issues.js")).not.toContain("satisfies");
    expect(files.get("dist/schema/issues.d.ts")).toContain(
      'readonly search: { readonly http: "GET /issues"; readonly effect: "read" };',
    );
    expect(files.get("dist/schema/issues.d.ts")).not.toContain("Routes");
  });

  test("gives the same bytes again", () => {
    const again = emitSchema({ api: structuredClone(api), package: PACKAGE });
    for (const { path, content } of again) expect(content).toBe(files.get(path));
  });

  test("types its rows as the run time does", () => {
    expectTypeOf<emitted.OperationRow>().toEqualTypeOf<runtime.OperationRow>();
    expectTypeOf<emitted.ApiRow>().toEqualTypeOf<runtime.ApiRow>();
  });
});

describe("emitClient", () => {
  test("types the client with the interface of the API", () => {
    expect(files.get("dist/client.d.ts")).toContain(
      "export type Client = ClientOf<Tracker, typeof tables>;",
    );
  });
});
