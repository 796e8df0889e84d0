import { describe, expect, it } from "vitest";
import type { SecurityScheme } from "../../../src/runtime/api/api.js";
import { credentialHeaders } from "../../../src/runtime/broker/credential-headers.js";
import { createCallerCredentials } from "../../../src/runtime/http/caller-credentials.js";
import { apiWith, ask, BEARER, callOf, frontUnderTest, TOKEN } from "./front-under-test.js";

const BASIC: SecurityScheme = { name: "basicAuth", kind: "http", scheme: "basic" };
const CLIENT: SecurityScheme = {
  name: "oauth",
  kind: "oauth2",
  flows: [{ kind: "clientCredentials", tokenUrl: "https://shop.example/token", scopes: [] }],
};

function read(headers: { readonly [name: string]: string }, schemes = [BEARER, BASIC]) {
  return createCallerCredentials(apiWith(...schemes), TOKEN)(new Headers(headers), "loopback");
}

describe("the headers of callers' credentials", () => {
  it("are named after the variables", () => {
    const names = credentialHeaders(apiWith(BEARER, BASIC)).map(({ name }) => name);
    expect(names).toEqual(["x-shop-token", "x-shop-basic-auth"]);
    expect(credentialHeaders(apiWith(CLIENT)).map(({ name }) => name)).toEqual([
      "x-shop-client-id",
      "x-shop-client-secret",
      "x-shop-token",
      "x-shop-scopes",
      "x-shop-audience",
    ]);
  });

  it("are read as the variables are", async () => {
    expect(await read({ "X-Shop-Basic-Auth": "ada:love:lace" })).toMatchObject({
      credentials: { basicAuth: { username: "ada", password: "love:lace" } },
    });
    const oauth = { "x-shop-client-id": "id", "x-shop-client-secret": "s", "x-shop-scopes": "a b" };
    expect(await read(oauth, [CLIENT])).toMatchObject({
      credentials: { oauth: { clientId: "id", clientSecret: "s", scopes: ["a", "b"] } },
    });
  });

  it("stand in for all of the server's credentials", async () => {
    const front = frontUnderTest({ api: apiWith(BEARER, BASIC) });
    await ask(front, { headers: { "x-shop-basic-auth": "ada:lovelace" } });
    expect(front.identities[0]?.credentials).toEqual({
      basicAuth: { username: "ada", password: "lovelace" },
    });
  });

  it.each([
    ["is empty", { "x-shop-token": "" }, /X-Shop-Token is empty/],
    ["is too long", { "x-shop-token": "x".repeat(8_193) }, /more than 8192 characters/],
    ["has a tab", { "x-shop-token": "secret\tvalue" }, /not printable ASCII/],
    ["has a letter of Latin-1", { "x-shop-token": "secret-ü" }, /not printable ASCII/],
  ])("refuse a value that %s, without repeating it", async (_, headers, message) => {
    const outcome = await read(headers);
    expect(outcome).toMatchObject({ kind: "refused", status: 400, message });
    expect(JSON.stringify(outcome)).not.toContain("secret");
  });

  it("refuse what belongs together and is not", async () => {
    expect(await read({ "x-shop-client-secret": "secret" }, [CLIENT])).toMatchObject({
      kind: "refused",
      status: 400,
      message: "X-Shop-Client-Secret is set without X-Shop-Client-Id.",
    });
  });

  it("do not let a caller say where secrets go", async () => {
    const headers = { "x-shop-token-url": "https://evil.example", "x-shop-client-id": "id" };
    expect(await read(headers, [CLIENT])).toMatchObject({
      kind: "refused",
      message: "X-Shop-Token-Url is not a caller's to set.",
    });
  });
});

describe("how they came", () => {
  const headers = { "x-shop-token": "callers-secret" };

  it.each([
    ["over a network", "plain", {}],
    ["through a proxy that nobody spoke of", "loopback", { "x-forwarded-for": "192.0.2.7" }],
    ["through another such", "loopback", { forwarded: "for=192.0.2.7" }],
  ] as const)("refuses them %s", async (_, last, more) => {
    const front = frontUnderTest();
    const response = await ask(front, { headers: { ...headers, ...more }, last });
    expect(response.status).toBe(403);
    const text = await response.text();
    expect(text).toContain("X-Shop-Token is accepted over TLS");
    expect(text).not.toContain("callers-secret");
    expect(front.identities).toEqual([]);
  });

  it.each([
    ["https", 200],
    ["HTTPS, https", 200],
    ["https, http", 403],
    ["http", 403],
    ["", 403],
    [undefined, 403],
  ])("believes a trusted proxy that says %s", async (scheme, status) => {
    const front = frontUnderTest({
      access: { reach: "loopback", allowHosts: [], allowOrigins: [], proxy: "trusted" },
      environment: { SHOP_MCP_TOKEN: TOKEN },
    });
    const response = await ask(front, {
      headers: {
        ...headers,
        authorization: `Bearer ${TOKEN}`,
        ...(scheme !== undefined && { "x-forwarded-proto": scheme }),
      },
    });
    expect(response.status).toBe(status);
  });
});

describe("the name of a caller", () => {
  async function callerOf(headers: { readonly [name: string]: string }, key: string | undefined) {
    const reader = createCallerCredentials(apiWith(BEARER, BASIC), key);
    const outcome = await reader(new Headers(headers), "tls");
    return outcome.kind === "own" ? outcome.caller : outcome.kind;
  }

  it("is the same in every process, and another for other credentials", async () => {
    const one = await callerOf({ "x-shop-token": "a" }, TOKEN);
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(await callerOf({ "x-shop-token": " a " }, TOKEN)).toBe(one);
    expect(await callerOf({ "x-shop-token": "b" }, TOKEN)).not.toBe(one);
    expect(await callerOf({ "x-shop-basic-auth": "a" }, TOKEN)).not.toBe(one);
    expect(await callerOf({ "x-shop-token": "a", "x-shop-basic-auth": "a" }, TOKEN)).not.toBe(one);
  });

  it("tells nothing to whoever lacks the server's token", async () => {
    const one = await callerOf({ "x-shop-token": "a" }, TOKEN);
    expect(await callerOf({ "x-shop-token": "a" }, "another-token")).not.toBe(one);
    expect(await callerOf({ "x-shop-token": "a" }, undefined)).not.toBe(one);
  });

  it("never mixes callers who ask at the same time", async () => {
    const front = frontUnderTest();
    const callers = Array.from({ length: 50 }, (_, at) => `secret-${at}`);
    await Promise.all(
      callers.map((secret) =>
        ask(front, {
          headers: { "x-shop-token": secret },
          body: callOf("execute", { code: secret }),
        }),
      ),
    );
    const seen = front.identities.map(({ credentials }) => credentials);
    expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(
      new Set(callers.map((token) => JSON.stringify({ token }))),
    );
    expect(new Set(front.identities.map(({ caller }) => caller)).size).toBe(50);
  });
});
