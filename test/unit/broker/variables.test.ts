import { describe, expect, it } from "vitest";
import type { Api, SecurityScheme } from "../../../src/runtime/api/api.js";
import {
  credentialVariables,
  environmentVariables,
  upperSnake,
  variableChoices,
} from "../../../src/runtime/broker/variables.js";
import { readEnvironment } from "../../../src/runtime/service/environment.js";
import { operation, shopApi } from "./shop-api.js";

function namesOf(api: Api): readonly string[] {
  return credentialVariables(api).map(({ name }) => name);
}

const BASIC: SecurityScheme = { name: "basicAuth", kind: "http", scheme: "basic" };
const OAUTH: SecurityScheme = { name: "OAuth2", kind: "oauth2", flows: [] };
const TLS: SecurityScheme = { name: "tls", kind: "mutualTLS" };

describe("upperSnake", () => {
  it.each([
    ["apiKeyAuth", "API_KEY_AUTH"],
    ["OAuth2", "OAUTH2"],
    ["APIKey", "API_KEY"],
    ["BearerToken", "BEARER_TOKEN"],
    ["x-api.key", "X_API_KEY"],
    ["oauth_2_0", "OAUTH_2_0"],
  ])("%s → %s", (name, expected) => {
    expect(upperSnake(name)).toBe(expected);
  });
});

describe("environmentVariables", () => {
  it("names one token where there is one scheme", () => {
    const api = shopApi([operation("items.get", "GET /items/{id}")]);
    expect(
      environmentVariables(api).map(({ name, secret, required }) => [name, secret, required]),
    ).toEqual([
      ["SHOP_BASE_URL", false, true],
      ["SHOP_TOKEN", true, true],
    ]);
  });

  it("names each scheme where there are several, and requires what nothing can replace", () => {
    const api = shopApi(
      [
        operation("items.get", "GET /items", {
          security: [[{ scheme: "basicAuth", scopes: [] }], [{ scheme: "OAuth2", scopes: [] }]],
        }),
      ],
      {
        servers: [
          { url: "https://{region}.shop.test", variables: [{ name: "region", default: "eu" }] },
        ],
        securitySchemes: [BASIC, OAUTH, TLS],
      },
    );
    expect(environmentVariables(api)).toMatchObject([
      {
        name: "SHOP_BASE_URL",
        required: false,
        description: "Base URL of the API, instead of https://eu.shop.test",
      },
      { name: "SHOP_BASIC_AUTH", required: false, scheme: "basicAuth" },
      { name: "SHOP_OAUTH2", required: false, scheme: "OAuth2" },
      { name: "SHOP_CLIENT_CERT", required: false, secret: false },
      { name: "SHOP_CLIENT_KEY", required: false },
      { name: "SHOP_CLIENT_KEY_PASSPHRASE", secret: true },
      { name: "SHOP_CA_CERT" },
    ]);
  });

  it("offers a token where the document declares no scheme, and a certificate for mutual TLS alone", () => {
    expect(credentialVariables(shopApi([], { securitySchemes: [] }))).toMatchObject([
      { name: "SHOP_TOKEN", required: false },
    ]);
    expect(namesOf(shopApi([], { securitySchemes: [TLS] }))).toEqual([
      "SHOP_CLIENT_CERT",
      "SHOP_CLIENT_KEY",
      "SHOP_CLIENT_KEY_PASSPHRASE",
      "SHOP_CA_CERT",
    ]);
  });

  it("names what gets OAuth 2.0 tokens, where there is a token URL", () => {
    const flow = { tokenUrl: "https://auth.test/token", scopes: [] };
    const clients: SecurityScheme = {
      ...OAUTH,
      flows: [{ kind: "clientCredentials", ...flow }],
    };
    const users: SecurityScheme = {
      ...OAUTH,
      flows: [{ kind: "authorizationCode", ...flow }],
    };
    const implicit: SecurityScheme = { ...OAUTH, flows: [{ kind: "implicit", scopes: [] }] };
    expect(namesOf(shopApi([], { securitySchemes: [clients] }))).toEqual([
      "SHOP_CLIENT_ID",
      "SHOP_CLIENT_SECRET",
      "SHOP_TOKEN",
      "SHOP_TOKEN_URL",
      "SHOP_SCOPES",
      "SHOP_AUDIENCE",
    ]);
    expect(namesOf(shopApi([], { securitySchemes: [users, BASIC] }))).toEqual([
      "SHOP_OAUTH2",
      "SHOP_OAUTH2_CLIENT_ID",
      "SHOP_OAUTH2_CLIENT_SECRET",
      "SHOP_OAUTH2_REFRESH_TOKEN",
      "SHOP_OAUTH2_TOKEN_URL",
      "SHOP_OAUTH2_SCOPES",
      "SHOP_OAUTH2_AUDIENCE",
      "SHOP_BASIC_AUTH",
    ]);
    expect(namesOf(shopApi([], { securitySchemes: [implicit] }))).toEqual(["SHOP_TOKEN"]);
  });
});

describe("variableChoices", () => {
  it("gives the usual variables of each alternative once", () => {
    const clients: SecurityScheme = {
      ...OAUTH,
      flows: [{ kind: "clientCredentials", tokenUrl: "/token", scopes: [] }],
    };
    const api = shopApi([], { securitySchemes: [BASIC, clients, TLS] });
    const part = (scheme: string, ...scopes: string[]) => ({ scheme, scopes });
    expect(
      variableChoices(api, [
        [part("basicAuth"), part("tls")],
        [part("OAuth2", "read")],
        [part("OAuth2", "write")],
        [],
      ]),
    ).toEqual([
      ["SHOP_BASIC_AUTH", "SHOP_CLIENT_CERT", "SHOP_CLIENT_KEY"],
      ["SHOP_OAUTH2_CLIENT_ID", "SHOP_OAUTH2_CLIENT_SECRET"],
      [],
    ]);
  });
});

describe("readEnvironment", () => {
  it("reads the base URL and the credentials by scheme", () => {
    const api = shopApi([], { securitySchemes: [BASIC, OAUTH] });
    expect(
      readEnvironment(api, {
        SHOP_BASE_URL: "http://h/",
        SHOP_BASIC_AUTH: "u:p:q",
        SHOP_OAUTH2: " t\n",
      }),
    ).toEqual({
      baseUrl: "http://h/",
      credentials: { basicAuth: { username: "u", password: "p:q" }, OAuth2: "t" },
    });
    expect(readEnvironment(api, { SHOP_BASIC_AUTH: "sk" }).credentials).toEqual({
      basicAuth: { username: "sk", password: "" },
    });
  });

  const CLIENTS: SecurityScheme = {
    ...OAUTH,
    flows: [{ kind: "authorizationCode", tokenUrl: "/token", scopes: [] }],
  };

  it("reads what gets a token, unless a token is given", () => {
    const api = shopApi([], { securitySchemes: [CLIENTS] });
    const client = {
      SHOP_CLIENT_ID: "id",
      SHOP_CLIENT_SECRET: "secret",
      SHOP_REFRESH_TOKEN: "refresh",
      SHOP_TOKEN_URL: "https://auth.test/",
      SHOP_SCOPES: " read  write,admin ",
      SHOP_AUDIENCE: "all",
    };
    expect(readEnvironment(api, client).credentials).toEqual({
      OAuth2: {
        clientId: "id",
        clientSecret: "secret",
        refreshToken: "refresh",
        tokenUrl: "https://auth.test/",
        scopes: ["read", "write", "admin"],
        audience: "all",
      },
    });
    expect(readEnvironment(api, { ...client, SHOP_TOKEN: "given" }).credentials).toEqual({
      OAuth2: "given",
    });
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [
      { SHOP_CLIENT_ID: "x" },
      "SHOP_CLIENT_ID is set without SHOP_CLIENT_SECRET or SHOP_REFRESH_TOKEN",
    ],
    [{ SHOP_CLIENT_SECRET: "x" }, "SHOP_CLIENT_SECRET is set without SHOP_CLIENT_ID"],
    [{ SHOP_REFRESH_TOKEN: "x" }, "SHOP_REFRESH_TOKEN is set without SHOP_CLIENT_ID"],
    [{ SHOP_CLIENT_KEY: "x" }, "SHOP_CLIENT_KEY is set without SHOP_CLIENT_CERT"],
  ])("says what goes with %o", (variables, message) => {
    const api = shopApi([], { securitySchemes: [CLIENTS] });
    expect(() => readEnvironment(api, variables)).toThrow(message);
  });

  it("reads a client certificate, also where the document declares no mutual TLS", () => {
    const variables = {
      SHOP_CLIENT_CERT: "c.pem",
      SHOP_CLIENT_KEY: "k.pem",
      SHOP_CA_CERT: "ca.pem",
    };
    const connection = {
      identity: {
        certificate: { variable: "SHOP_CLIENT_CERT", value: "c.pem" },
        key: { variable: "SHOP_CLIENT_KEY", value: "k.pem" },
      },
      authority: { variable: "SHOP_CA_CERT", value: "ca.pem" },
    };
    expect(readEnvironment(shopApi([], { securitySchemes: [TLS] }), variables)).toEqual({
      baseUrl: undefined,
      credentials: { tls: { clientCertificate: true } },
      connection,
    });
    expect(readEnvironment(shopApi([]), variables)).toMatchObject({
      credentials: undefined,
      connection,
    });
  });

  it("gives nothing where nothing is set, and one token without schemes", () => {
    expect(readEnvironment(shopApi([]), { SHOP_TOKEN: "" })).toEqual({
      baseUrl: undefined,
      credentials: undefined,
      connection: undefined,
    });
    const bare = shopApi([], { securitySchemes: [] });
    expect(readEnvironment(bare, { SHOP_TOKEN: "t" }).credentials).toBe("t");
  });
});
