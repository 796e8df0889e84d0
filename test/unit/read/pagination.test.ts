import { describe, expect, it } from "vitest";
import { type Api, DEFAULT_POLICY } from "../../../src/runtime/api/api.js";
import { DOCUMENT } from "../client/paged-api.js";
import { lowered } from "../ir/lowered.js";
import { edited, json, reading, schemaFiles } from "./schema-files.js";

const api: Api = { ...lowered(DOCUMENT).api, policy: DEFAULT_POLICY };
const files = schemaFiles(api);
const paginationOf = (read: Api, name: string) =>
  read.operations.find((operation) => operation.name === name)?.pagination;

describe("pagination in a schema", () => {
  it("stands in the row of its operation", () => {
    const text = files.get("things.ts") ?? "";
    expect(text).toContain('paginate: "link"');
    expect(text).toMatch(
      /paginate: \{\s*kind: "cursor",\s*items: "\/things",\s*argument: "\/body\/after"/,
    );
  });

  it("is read back", () => {
    const { schema, findings } = reading(files);
    expect(findings).toEqual([]);
    expect(json(schema.api)).toBe(json(api));
    expect(schema.api.operations.filter(({ pagination }) => pagination !== undefined)).toHaveLength(
      8,
    );
  });

  it("may be written by hand", () => {
    const hand = edited(files, "things.ts", [
      'http: "GET /all", effect: "read", operationId: "things/all"',
      'http: "GET /all", effect: "read", operationId: "things/all", paginate: { kind: "link", items: "" }',
    ]);
    const { schema, findings } = reading(hand);
    expect(findings).toEqual([]);
    expect(paginationOf(schema.api, "all")).toEqual({ kind: "link", items: "" });
  });

  it.each([
    ["another word", '"next"'],
    ["an unknown kind", '{ kind: "scroll", items: "" }'],
    ["a key that is missing", '{ kind: "nextUrl", items: "/results" }'],
    ["a key of another kind", '{ kind: "link", items: "", next: "/next" }'],
    ["a number as a place", '{ kind: "nextUrl", items: 1, next: "/next" }'],
  ])("is reported with %s", (_, value) => {
    const wrong = edited(files, "things.ts", ['paginate: "link"', `paginate: ${value}`]);
    const { schema, findings } = reading(wrong);
    expect(findings.join("\n")).toContain("schema-row-value");
    expect(paginationOf(schema.api, "byLink")).toBeUndefined();
  });

  it("is reported where it refers to nothing", () => {
    const wrong = edited(files, "things.ts", ['next: "/next"', 'next: "/nextt"']);
    const { schema, findings } = reading(wrong);
    expect(findings.join("\n")).toMatch(/things\.ts:\d+ schema-pagination-unfitting: .*"\/nextt"/);
    expect(paginationOf(schema.api, "byUrl")).toBeUndefined();
  });
});
