import { describe, expect, it } from "vitest";
import type { SecurityScheme } from "../../../src/runtime/api/api.js";
import {
  credentialVariables,
  environmentVariables,
  upperSnake,
} from "../../../src/runtime/broker/variables.js";
import { readEnvironment } from "../../../src/runtime/node/environment.js";
import { operation, shopApi } from "./shop-api.js";

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
    ]);
  });

  it("offers a token where the document declares no scheme, and none for mutual TLS alone", () => {
    expect(credentialVariables(shopApi([], { securitySchemes: [] }))).toMatchObject([
      { name: "SHOP_TOKEN", required: false },
    ]);
    expect(credentialVariables(shopApi([], { securitySchemes: [TLS] }))).toEqual([]);
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

  it("gives nothing where nothing is set, and one token without schemes", () => {
    expect(readEnvironment(shopApi([]), { SHOP_TOKEN: "" })).toEqual({
      baseUrl: undefined,
      credentials: undefined,
    });
    const bare = shopApi([], { securitySchemes: [] });
    expect(readEnvironment(bare, { SHOP_TOKEN: "t" }).credentials).toBe("t");
  });
});
