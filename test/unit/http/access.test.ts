import { describe, expect, it } from "vitest";
import { openAccess } from "../../../src/runtime/http/access.js";
import {
  apiWith,
  ask,
  BEARER,
  frontUnderTest,
  LOOPBACK,
  NETWORK,
  TOKEN,
} from "./front-under-test.js";

const NEW_TOKEN = "fedcba9876543210-the-next";

describe("the shared token", () => {
  it.each([
    [undefined, "Bearer"],
    ["", "Bearer"],
    ["Bearer", "Bearer"],
    [`Basic ${TOKEN}`, "Bearer"],
    [TOKEN, "Bearer"],
    ["Bearer wrong", 'Bearer error="invalid_token"'],
    [`Bearer ${TOKEN}x`, 'Bearer error="invalid_token"'],
    [`Bearer ${TOKEN.slice(1)}`, 'Bearer error="invalid_token"'],
    [`Bearer ${TOKEN.toUpperCase()}`, 'Bearer error="invalid_token"'],
  ])("refuses %s", async (authorization, challenge) => {
    const front = frontUnderTest({ access: NETWORK, environment: { SHOP_MCP_TOKEN: TOKEN } });
    const headers = authorization === undefined ? {} : { authorization };
    for (const method of ["POST", "GET", "DELETE"]) {
      const response = await ask(front, { method, headers });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe(challenge);
      expect(await response.text()).not.toContain(TOKEN);
    }
    expect(front.identities).toEqual([]);
  });

  it("takes any of several, however the scheme is written", async () => {
    const environment = { SHOP_MCP_TOKEN: `${TOKEN}, ${NEW_TOKEN}` };
    const front = frontUnderTest({ access: NETWORK, environment });
    for (const authorization of [`Bearer ${TOKEN}`, `bearer  ${NEW_TOKEN}`, `BEARER ${TOKEN} `]) {
      expect((await ask(front, { headers: { authorization } })).status).toBe(200);
    }
  });

  it("is wanted on this machine too where it is set", async () => {
    const front = frontUnderTest({ environment: { SHOP_MCP_TOKEN: TOKEN } });
    expect((await ask(front)).status).toBe(401);
  });

  it.each([
    ["short", /less than 16 characters/],
    [`${TOKEN},short`, /less than 16 characters/],
    ["sixteen-characters-ü", /no Authorization header can carry/],
  ])("is refused at start when it is %s", (token, message) => {
    const open = () => openAccess(apiWith(BEARER), { SHOP_MCP_TOKEN: token }, NETWORK);
    expect(open).toThrow(message);
    expect(open).not.toThrow(token);
  });

  it.each([
    ["another address", NETWORK],
    ["a proxy in front", { ...LOOPBACK, proxy: "trusted" as const }],
    ["another name", { ...LOOPBACK, allowHosts: ["mcp.example"] }],
  ])("must be there for %s", (_, settings) => {
    expect(() => openAccess(apiWith(BEARER), {}, settings)).toThrow(/set SHOP_MCP_TOKEN/);
    expect(() => openAccess(apiWith(BEARER), { SHOP_MCP_TOKEN: " " }, settings)).toThrow(
      /set SHOP_MCP_TOKEN/,
    );
  });
});
