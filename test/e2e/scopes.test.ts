import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codemode } from "./cli-process.js";

const folder = mkdtempSync(join(tmpdir(), "codemode-scopes-"));
const SPEC = join(folder, "shop.json");

function operation(operationId: string, security: readonly object[]) {
  return { operationId, security, responses: { 200: { description: "" } } };
}

const TOKEN_FLOW = { tokenUrl: "https://auth.test/token", scopes: {} };

beforeAll(() => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1.0.0" },
    servers: [{ url: "https://shop.test" }],
    components: {
      securitySchemes: {
        oauth: { type: "oauth2", flows: { clientCredentials: TOKEN_FLOW } },
        key: { type: "apiKey", in: "header", name: "X-Key" },
        app: { type: "apiKey", in: "header", name: "X-App" },
      },
    },
    paths: {
      "/orders": {
        get: operation("orders/list", [{ oauth: ["orders:read"] }, { oauth: ["all", "audit"] }]),
        post: operation("orders/create", [
          { oauth: ["orders:write"] },
          { oauth: ["all", "audit"] },
        ]),
      },
      "/orders/{id}": {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        delete: operation("orders/delete", [
          { oauth: ["orders:delete"] },
          { oauth: ["all", "audit"] },
        ]),
      },
      "/items": { get: operation("items/list", [{ key: [], app: [] }, { oauth: ["items:read"] }]) },
      "/health": { get: operation("health/get", []) },
    },
  };
  writeFileSync(SPEC, JSON.stringify(document));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inspect = (...args: readonly string[]) => codemode(["inspect", SPEC, "--scopes", ...args]);

describe("inspect --scopes", () => {
  it("says what all operations need, and groups them by what they ask for", async () => {
    const { stdout, exitCode } = await inspect();
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`For all 5 operations you need:
  oauth (OAuth 2.0) with 3 scopes:
    all
    audit
    items:read

nothing · 1 operation
  health.get

key + app or oauth: items:read · 1 operation
  items.list

oauth: orders:read or oauth: all, audit · 1 operation
  orders.list

oauth: orders:write or oauth: all, audit · 1 operation
  orders.create

oauth: orders:delete or oauth: all, audit · 1 operation
  orders.delete
`);
  });

  it.each<[readonly string[], string]>([
    [
      ["orders.list"],
      "For orders.list you need:\n  oauth (OAuth 2.0) with 1 scope:\n    orders:read\n",
    ],
    [
      ["GET /orders", "orders/create"],
      "For 2 operations you need:\n  oauth (OAuth 2.0) with 2 scopes:\n",
    ],
    [
      ["orders.*"],
      "For 3 operations you need:\n  oauth (OAuth 2.0) with 2 scopes:\n    all\n    audit\n",
    ],
    [
      ["items.list"],
      "For items.list you need one of these 2:\n  oauth (OAuth 2.0) with 1 scope:\n    items:read\n  or\n  key (API key)\n  app (API key)\n",
    ],
    [["health.get"], "For health.get no credential is needed.\n"],
  ])("finds the least for %j", async (names, expected) => {
    const { stdout, exitCode } = await inspect(...names);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(expected);
  });

  it("gives the same as JSON", async () => {
    const { stdout } = await inspect("items.list", "orders.list", "--json");
    expect(JSON.parse(stdout)).toEqual({
      operations: [
        {
          operation: "items.list",
          route: "GET /items",
          security: [{ key: [], app: [] }, { oauth: ["items:read"] }],
        },
        {
          operation: "orders.list",
          route: "GET /orders",
          security: [{ oauth: ["orders:read"] }, { oauth: ["all", "audit"] }],
        },
      ],
      least: [{ scopes: { oauth: ["items:read", "orders:read"] }, exact: true }],
    });
  });

  it.each([
    ["orders.lst", "There is no operation orders.lst", "orders.list"],
    ["order.*", "There is no namespace order", "orders.*"],
  ])("names the nearest of %s", async (name, problem, near) => {
    const { exitCode, stderr, stdout } = await inspect(name);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(problem);
    expect(stderr).toContain(`Did you mean ${near}`);
  });

  it("takes several operations without the flag too", async () => {
    const { stdout } = await codemode(["inspect", SPEC, "items.list", "health.get", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject([{ id: "items.list" }, { id: "health.get" }]);
  });
});
