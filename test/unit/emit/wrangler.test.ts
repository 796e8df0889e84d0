import { type ParseError, parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { emitWrangler } from "../../../src/emit/worker/wrangler.js";
import { readTemplate } from "../../../src/output/assets.js";
import { shopApi } from "../broker/shop-api.js";

function configurationOf(given: Parameters<typeof shopApi>[1]) {
  const { path, content } = emitWrangler(
    shopApi([], given),
    readTemplate("wrangler.jsonc.template"),
  );
  expect(path).toBe("wrangler.jsonc");
  const errors: ParseError[] = [];
  const value = parse(String(content), errors);
  expect(errors).toEqual([]);
  return { text: String(content), value };
}

describe("emitWrangler", () => {
  it("binds what the Worker looks for, and names its secrets without their values", () => {
    const { text, value } = configurationOf({
      name: "shop",
      securitySchemes: [
        { name: "token", kind: "http", scheme: "bearer" },
        { name: "key", kind: "apiKey", in: "header", parameter: "X-Key" },
      ],
    });
    expect(value).toMatchObject({
      name: "shop-mcp",
      main: "worker.js",
      worker_loaders: [{ binding: "LOADER" }],
      durable_objects: { bindings: [{ name: "RESULTS", class_name: "Results" }] },
      migrations: [{ new_sqlite_classes: ["Results"] }],
      vars: { SHOP_MCP_ALLOW: "" },
    });
    for (const secret of ["SHOP_MCP_TOKEN", "SHOP_TOKEN", "SHOP_KEY"]) {
      expect(text).toContain(`wrangler secret put ${secret}`);
    }
  });

  it("keeps the name one that Cloudflare takes", () => {
    const { value } = configurationOf({ name: `aVery${"LongName".repeat(20)}` });
    expect(value.name).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
    expect(value.name).toMatch(/-mcp$/);
  });
});
