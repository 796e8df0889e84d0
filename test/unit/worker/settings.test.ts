import { expect, it } from "vitest";
import { settingsOf } from "../../../src/runtime/worker/env.js";
import { apiWith } from "../http/front-under-test.js";

const api = apiWith();

it("reads what a command line would say from the variables", () => {
  const variables = {
    SHOP_MCP_ALLOW: "write",
    SHOP_MCP_ALLOW_ORIGIN: "https://a.example, https://b.example:8443",
  };
  expect(settingsOf(api, variables)).toEqual({
    policy: { allow: ["write"], deny: [] },
    allowOrigins: ["https://a.example", "https://b.example:8443"],
  });
});

it.each(["null", "*", "a.example", "https://a.example/", "https://A.example"])(
  "refuses the origin %s, which no page sends or many do",
  (origin) => {
    expect(() => settingsOf(api, { SHOP_MCP_ALLOW_ORIGIN: origin })).toThrow(
      `SHOP_MCP_ALLOW_ORIGIN takes origins (https://app.example.com), not "${origin}"`,
    );
  },
);
