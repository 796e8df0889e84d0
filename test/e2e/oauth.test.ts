import { afterEach, describe, expect, it } from "vitest";
import { type Api, DEFAULT_LIMITS, type SecurityScheme } from "../../src/runtime/api/api.js";
import { createLookup } from "../../src/runtime/api/lookup.js";
import { apiRowOf, type OperationRow } from "../../src/runtime/api/row.js";
import { createBroker } from "../../src/runtime/broker/broker.js";
import { createClient } from "../../src/runtime/client/client.js";
import type { Credentials, OAuthCredential } from "../../src/runtime/client/credential.js";
import type { ClientOptions } from "../../src/runtime/client/options.js";
import { readEnvironment } from "../../src/runtime/service/environment.js";
import { operation, shopApi } from "../unit/broker/shop-api.js";
import {
  CLIENT_ID,
  CLIENT_SECRET,
  startTokenServer,
  type TokenServer,
  type TokenServerRules,
} from "./token-server.js";

const CLIENT: OAuthCredential = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
const servers: TokenServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(rules: Partial<TokenServerRules> = {}): Promise<TokenServer> {
  const server = await startTokenServer(rules);
  servers.push(server);
  return server;
}

function oauth(flow: Partial<Extract<SecurityScheme, { kind: "oauth2" }>["flows"][number]> = {}) {
  const flows = [
    { kind: "clientCredentials", tokenUrl: "/oauth/token", scopes: [], ...flow },
  ] as const;
  return { name: "oauth", kind: "oauth2", flows } as const;
}

function row(needed: string, scopes: readonly string[] = [needed]): OperationRow {
  return { http: `GET /needs/${needed}`, effect: "read", security: [{ oauth: scopes }] };
}

const ROWS = { items: { read: row("read"), write: row("write"), nothing: row("nothing", []) } };

interface Items {
  read(): Promise<unknown>;
  write(): Promise<unknown>;
  nothing(): Promise<unknown>;
}

function clientOf(
  server: TokenServer,
  auth: Credentials,
  scheme: SecurityScheme = oauth(),
  options: ClientOptions = {},
) {
  const api = apiRowOf(shopApi([], { securitySchemes: [scheme] }));
  return createClient<{ items: Items }>(api, ROWS, {
    baseUrl: `${server.url}/api`,
    auth,
    ...options,
  });
}

describe("client credentials (RFC 6749 §4.4)", () => {
  it("gets a token with HTTP Basic, sends it, and keeps it", async () => {
    const server = await start();
    const { items } = clientOf(server, { oauth: CLIENT });
    await items.read();
    await items.read();
    expect(server.requests).toEqual([
      { grant_type: "client_credentials", scope: "read", basic: `${CLIENT_ID} ${CLIENT_SECRET}` },
    ]);
    expect(server.calls).toEqual(["access-token-1 200", "access-token-1 200"]);
  });

  it("asks for the scopes of the operation, and uses a token that has them already", async () => {
    const server = await start();
    const { items } = clientOf(server, { oauth: CLIENT });
    await items.read();
    await items.write();
    await items.nothing();
    await items.read();
    expect(server.requests.map(({ scope }) => scope)).toEqual(["read", "write"]);
    expect(server.calls).toEqual([
      "access-token-1 200",
      "access-token-2 200",
      "access-token-1 200",
      "access-token-1 200",
    ]);
  });

  it("asks for the scopes that it is told, and for the audience", async () => {
    const server = await start();
    const auth = { ...CLIENT, scopes: ["read", "write"], audience: "https://api.test" };
    const { items } = clientOf(server, auth);
    await items.read();
    await items.write();
    expect(server.requests).toMatchObject([{ scope: "read write", audience: "https://api.test" }]);
  });

  it("sends the secret in the body where Basic is refused, and then at once", async () => {
    const server = await start({ authentication: "client_secret_post", expiresIn: 0 });
    const { items } = clientOf(server, CLIENT);
    await items.nothing().catch(() => {});
    await items.nothing().catch(() => {});
    const how = server.requests.map((request) => ("basic" in request ? "basic" : "post"));
    expect(how.slice(0, 3)).toEqual(["basic", "post", "post"]);
    expect(server.requests[1]).toMatchObject({
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
    });
  });

  it("does not try Basic when told how", async () => {
    const server = await start({ authentication: "client_secret_post" });
    const auth = { ...CLIENT, clientAuthentication: "client_secret_post" } as const;
    await clientOf(server, auth).items.nothing();
    expect(server.requests).toHaveLength(1);
  });

  it("shares one request among concurrent calls", async () => {
    const server = await start({ delayMs: 50 });
    const { items } = clientOf(server, CLIENT);
    await Promise.all(Array.from({ length: 20 }, () => items.read()));
    expect(server.requests).toHaveLength(1);
    expect(server.calls).toHaveLength(20);
  });

  it("lets one caller give up without the others", async () => {
    const server = await start({ delayMs: 100 });
    const { items } = clientOf(server, CLIENT) as {
      items: { read(args?: undefined, options?: { signal: AbortSignal }): Promise<unknown> };
    };
    const controller = new AbortController();
    const given = items.read(undefined, { signal: controller.signal });
    const other = items.read();
    setTimeout(() => controller.abort(), 20);
    await expect(given).rejects.toThrow(/abort/i);
    expect(await other).toMatchObject({ needed: "read" });
    expect(server.requests).toHaveLength(1);
  });

  it.each<[number | string | undefined, number]>([
    [1, 2],
    ["1", 2],
    [3600, 1],
    [undefined, 1],
  ])("keeps a token of %s seconds for its time", async (expiresIn, expected) => {
    const server = await start({ expiresIn });
    const { items } = clientOf(server, CLIENT);
    await items.read();
    await new Promise((resolve) => setTimeout(resolve, 950));
    await items.read();
    expect(server.requests).toHaveLength(expected);
    // The last tenth of its life is not used: no call was refused.
    expect(server.calls.every((call) => call.endsWith("200"))).toBe(true);
  });
});

describe("a token that the API refuses", () => {
  it("is replaced once for all calls that it was refused for", async () => {
    const server = await start({ delayMs: 30 });
    const { items } = clientOf(server, CLIENT);
    await items.read();
    server.revoke();
    const answers = await Promise.all(Array.from({ length: 10 }, () => items.read()));
    expect(answers).toHaveLength(10);
    expect(server.requests).toHaveLength(2);
  });

  it("is not replaced for each call when the next one is refused too", async () => {
    const server = await start({ refusing: true });
    const { items } = clientOf(server, CLIENT);
    for (let at = 0; at < 4; at += 1) {
      await expect(items.read()).rejects.toMatchObject({ status: 401 });
    }
    expect(server.requests).toHaveLength(2);
    expect(server.calls).toHaveLength(5);
  });

  it("is the end when it was given", async () => {
    const server = await start();
    await expect(clientOf(server, "given-token").items.read()).rejects.toMatchObject({
      status: 401,
    });
    expect(server.calls).toEqual(["given-token 401"]);
    expect(server.requests).toEqual([]);
  });
});

describe("a refresh token (RFC 6749 §6)", () => {
  const flow = oauth({
    kind: "authorizationCode",
    tokenUrl: "/nowhere",
    refreshUrl: "/oauth/token",
  });

  it("is used for access tokens, and replaced when the server replaces it", async () => {
    const server = await start();
    const kept: string[] = [];
    const { items } = clientOf(
      server,
      { ...CLIENT, refreshToken: "refresh-token-0", onRefreshToken: (token) => kept.push(token) },
      flow,
    );
    await items.nothing();
    server.revoke();
    await items.nothing();
    expect(server.requests).toEqual([
      { grant_type: "refresh_token", refresh_token: "refresh-token-0", basic: expect.any(String) },
      { grant_type: "refresh_token", refresh_token: "refresh-token-1", basic: expect.any(String) },
    ]);
    expect(kept).toEqual(["refresh-token-1", "refresh-token-2"]);
    expect(server.refreshToken()).toBe("refresh-token-2");
  });

  it("needs no secret of a public client", async () => {
    const server = await start({ authentication: "public" });
    await clientOf(
      server,
      { clientId: CLIENT_ID, refreshToken: "refresh-token-0" },
      flow,
    ).items.nothing();
    expect(server.requests).toEqual([
      { grant_type: "refresh_token", refresh_token: "refresh-token-0", client_id: CLIENT_ID },
    ]);
  });
});

describe("the token URL", () => {
  it("is found in the metadata of an OpenID Provider", async () => {
    const server = await start();
    for (const path of ["", "/.well-known/openid-configuration"]) {
      const scheme = { name: "oauth", kind: "openIdConnect", url: `${server.url}${path}` } as const;
      await clientOf(server, { oauth: CLIENT }, scheme).items.read();
    }
    expect(server.requests).toHaveLength(2);
  });

  it("is the operator's before the document's, also for a bearer scheme", async () => {
    const server = await start();
    const tokenUrl = `${server.url}/oauth/token`;
    const elsewhere = oauth({ tokenUrl: "https://elsewhere.invalid/token" });
    await clientOf(server, { ...CLIENT, tokenUrl }, elsewhere).items.read();
    const bearer = { name: "oauth", kind: "http", scheme: "bearer" } as const;
    await clientOf(server, { ...CLIENT, tokenUrl }, bearer).items.read();
    expect(server.requests).toHaveLength(2);
  });

  it.each<[string, SecurityScheme, string]>([
    [
      "not https",
      oauth({ tokenUrl: "http://auth.example/token" }),
      'The token URL of the security scheme "oauth" must begin with https://',
    ],
    [
      "not HTTP",
      oauth({ tokenUrl: "file:///etc/passwd" }),
      'The token URL of the security scheme "oauth" must begin with https://',
    ],
    [
      "not there",
      { name: "oauth", kind: "oauth2", flows: [{ kind: "implicit", scopes: [] }] },
      'The security scheme "oauth" names no token URL: it must be set, or an access token given',
    ],
    [
      "not found",
      { name: "oauth", kind: "openIdConnect", url: "http://127.0.0.1:1/" },
      'The discovery document of the security scheme "oauth", http://127.0.0.1:1/.well-known/openid-configuration, cannot be reached',
    ],
    [
      "not answering",
      oauth({ tokenUrl: "http://127.0.0.1:1/token" }),
      'No access token for the security scheme "oauth": the token endpoint http://127.0.0.1:1/token cannot be reached',
    ],
  ])("that is %s is a ConfigurationError", async (_, scheme, message) => {
    const server = await start();
    const call = clientOf(server, CLIENT, scheme).items.read();
    await expect(call).rejects.toMatchObject({ name: "ConfigurationError", message });
    expect(server.calls).toEqual([]);
  });
});

describe("a token endpoint that gives no token", () => {
  it.each<[string, OAuthCredential, Partial<TokenServerRules>, string]>([
    [
      "for a wrong secret",
      { ...CLIENT, clientSecret: "wrong-secret" },
      {},
      "refused: invalid_client (client id or secret are wrong)",
    ],
    ["for a scope", { ...CLIENT, scopes: ["all"] }, {}, "refused: invalid_scope"],
    [
      "for an old refresh token",
      { ...CLIENT, refreshToken: "old-token" },
      {},
      "refused: invalid_grant",
    ],
    [
      "but an echo of what it got",
      CLIENT,
      {
        failure: (response) =>
          response.writeHead(400).end(JSON.stringify({ error: CLIENT_SECRET })),
      },
      "answered with status 400",
    ],
    [
      "but a redirect",
      CLIENT,
      { failure: (response) => response.writeHead(307, { location: "/elsewhere" }).end() },
      "redirects, which is not followed",
    ],
    [
      "but a page",
      CLIENT,
      { failure: (response) => response.end("<html>Welcome</html>") },
      "gave no access token",
    ],
    [
      "but too much",
      CLIENT,
      { failure: (response) => response.end(JSON.stringify({ access_token: "x".repeat(1e6) })) },
      "gave no access token",
    ],
    [
      "but one of another type",
      CLIENT,
      { failure: (response) => response.end('{"access_token":"t","token_type":"mac"}') },
      "gave a token that is no bearer token, which cannot be sent",
    ],
  ])("%s is a ConfigurationError that says no secret", async (_, auth, rules, problem) => {
    const server = await start(rules);
    const error = await clientOf(server, auth)
      .items.nothing()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "ConfigurationError" });
    expect(String(error)).toContain(
      `No access token for the security scheme "oauth": the token endpoint ${server.url}/oauth/token ${problem}`,
    );
    expect(String(error)).not.toMatch(/s3cr|wrong-secret|old-token/);
    expect(server.calls).toEqual([]);
  });

  it("is asked again by the next call", async () => {
    const server = await start({ failure: (response) => response.writeHead(500).end() });
    const { items } = clientOf(server, CLIENT);
    await expect(items.read()).rejects.toThrow("answered with status 500");
    server.rules.failure = undefined;
    expect(await items.read()).toMatchObject({ needed: "read" });
  });
});

describe("the broker", () => {
  function shop(): Api {
    return shopApi(
      [
        operation("items.read", "GET /needs/read", {
          security: [[{ scheme: "oauth", scopes: ["read"] }]],
        }),
      ],
      { securitySchemes: [oauth()] },
    );
  }

  function brokerOf(server: TokenServer, variables: Readonly<Record<string, string>>) {
    const { credentials } = readEnvironment(shop(), variables);
    const broker = createBroker({
      lookup: createLookup(shop()),
      baseUrl: `${server.url}/api`,
      credentials,
      policy: { allow: [], deny: [] },
      fetch,
    });
    const { signal } = new AbortController();
    const run = broker.start(DEFAULT_LIMITS, signal);
    return () => run.call("items.read", "{}", new AbortController().signal);
  }

  const VARIABLES = { SHOP_CLIENT_ID: CLIENT_ID, SHOP_CLIENT_SECRET: CLIENT_SECRET };

  it("gets tokens with the client of the environment, renews them, and lets none of them out", async () => {
    const server = await start();
    const call = brokerOf(server, VARIABLES);
    const expected = { kind: "value", json: '{"needed":"read","echo":"[redacted]"}' };
    expect(await call()).toEqual(expected);
    server.revoke();
    expect(await call()).toEqual(expected);
    expect(server.calls).toEqual([
      "access-token-1 200",
      "access-token-1 401",
      "access-token-2 200",
    ]);
    server.revoke();
    const refused = await call();
    expect(JSON.stringify(refused)).toContain("no: [redacted]");
    expect(JSON.stringify(refused)).not.toContain("access-token");
  });

  it("shares one token among concurrent calls, and one renewal", async () => {
    const server = await start({ delayMs: 30 });
    const call = brokerOf(server, VARIABLES);
    await Promise.all(Array.from({ length: 8 }, call));
    expect(server.requests).toHaveLength(1);
    server.revoke();
    const replies = await Promise.all(Array.from({ length: 8 }, call));
    expect(replies.every(({ kind }) => kind === "value")).toBe(true);
    expect(server.requests).toHaveLength(2);
  });

  it("tells a snippet what the operator must set right, and no secret", async () => {
    const server = await start();
    const call = brokerOf(server, { ...VARIABLES, SHOP_CLIENT_SECRET: "not-the-secret" });
    const reply = await call();
    expect(reply).toMatchObject({ kind: "error", name: "ConfigurationError" });
    expect(JSON.stringify(reply)).toContain("invalid_client");
    expect(JSON.stringify(reply)).not.toContain("not-the-secret");
  });
});
