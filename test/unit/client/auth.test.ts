import { describe, expect, it } from "vitest";
import type { SecurityScheme } from "../../../src/runtime/api/api.js";
import type { ApiRow, OperationRow } from "../../../src/runtime/api/row.js";
import { createAuthoriser } from "../../../src/runtime/client/authoriser.js";
import type { Credentials } from "../../../src/runtime/client/credential.js";

const SCHEMES: readonly SecurityScheme[] = [
  { name: "bearer", kind: "http", scheme: "bearer" },
  { name: "basic", kind: "http", scheme: "Basic" },
  { name: "key", kind: "apiKey", in: "header", parameter: "X-Key" },
  { name: "query", kind: "apiKey", in: "query", parameter: "api key" },
  { name: "cookie", kind: "apiKey", in: "cookie", parameter: "sid" },
  { name: "oauth", kind: "oauth2", flows: [] },
  { name: "custom", kind: "http", scheme: "DPoP" },
  { name: "digest", kind: "http", scheme: "Digest" },
  { name: "tls", kind: "mutualTLS" },
];

function apiRow(security: ApiRow["security"], securitySchemes = SCHEMES): ApiRow {
  return { name: "x", title: "X", version: "1.0.0", servers: [], securitySchemes, security };
}

function authoriserFor(api: ApiRow, credentials: Credentials | undefined) {
  const fetch = () => Promise.reject(new Error("nothing is fetched"));
  return createAuthoriser({ api, credentials, baseUrl: undefined, fetch });
}

const NEVER = new AbortController().signal;

async function sent(
  security: NonNullable<OperationRow["security"]>,
  credentials: Credentials | undefined,
  api = apiRow([]),
) {
  const request = {
    method: "GET",
    url: "https://h.test/x?a=1",
    headers: new Headers({ cookie: "own=1" }),
  } as const;
  const row: OperationRow = { http: "GET /x", effect: "read", security };
  const { url, headers } = await authoriserFor(api, credentials).authorise(request, row, NEVER);
  return {
    url,
    authorization: headers.get("authorization"),
    key: headers.get("x-key"),
    cookie: headers.get("cookie"),
  };
}

const NOTHING = { url: "https://h.test/x?a=1", authorization: null, key: null, cookie: "own=1" };

describe("authorise", () => {
  it.each<[string, NonNullable<OperationRow["security"]>, Credentials, object]>([
    ["bearer", [{ bearer: [] }], { bearer: "t" }, { authorization: "Bearer t" }],
    ["one token", [{ bearer: [] }], "t", { authorization: "Bearer t" }],
    [
      "basic",
      [{ basic: [] }],
      { basic: { username: "ü", password: "p:q" } },
      { authorization: "Basic w7w6cDpx" },
    ],
    ["basic as text", [{ basic: [] }], { basic: "u:p" }, { authorization: "Basic dTpw" }],
    [
      "basic as the one credential",
      [{ basic: [] }],
      { username: "u", password: "p" },
      { authorization: "Basic dTpw" },
    ],
    ["apiKey in header", [{ key: [] }], { key: "k" }, { key: "k" }],
    [
      "apiKey in query",
      [{ query: [] }],
      { query: "k&=" },
      { url: "https://h.test/x?a=1&api%20key=k%26%3D" },
    ],
    ["apiKey in cookie", [{ cookie: [] }], { cookie: "c;1" }, { cookie: "own=1; sid=c%3B1" }],
    ["oauth2", [{ oauth: ["a"] }], { oauth: "t" }, { authorization: "Bearer t" }],
    ["another HTTP scheme", [{ custom: [] }], { custom: "t" }, { authorization: "DPoP t" }],
    [
      "the first alternative that is satisfied",
      [{ key: [] }, { bearer: [] }, { oauth: [] }],
      { oauth: "o", bearer: "b" },
      { authorization: "Bearer b" },
    ],
    [
      "all of a combination",
      [{ key: [], bearer: [] }],
      { key: "k", bearer: "b" },
      { key: "k", authorization: "Bearer b" },
    ],
    [
      "never half a combination",
      [{ key: [], bearer: [] }, { cookie: [] }],
      { key: "k", cookie: "c" },
      { cookie: "own=1; sid=c" },
    ],
    [
      "what there is of a combination that is not whole",
      [{ cookie: [] }, { key: [], bearer: [], basic: [] }, { query: [], key: [] }],
      { key: "k", bearer: "b" },
      { key: "k", authorization: "Bearer b" },
    ],
    [
      "nothing of a combination that may be left out",
      [{ key: [], bearer: [] }, {}],
      { key: "k" },
      {},
    ],
    ["no token for two schemes", [{ key: [], bearer: [] }], "t", {}],
    [
      "a credential rather than none",
      [{}, { bearer: [] }],
      { bearer: "b" },
      { authorization: "Bearer b" },
    ],
    ["nothing for no security", [], { bearer: "b" }, {}],
    ["nothing for a scheme without credential", [{ bearer: [] }], { key: "k" }, {}],
    ["nothing inherited", [{ constructor: [] }, { toString: [] }], {}, {}],
    [
      "two keys together",
      [{ key: [], query: [] }],
      { key: "k", query: "q" },
      { key: "k", url: "https://h.test/x?a=1&api%20key=q" },
    ],
    [
      "no pair for a token scheme",
      [{ bearer: [] }, { basic: [] }],
      { username: "u", password: "p" },
      { authorization: "Basic dTpw" },
    ],
    ["a token that names its scheme", [{ bearer: [] }], "bearer t", { authorization: "bearer t" }],
    ["a token of another scheme", [{ custom: [] }], "DPoP t", { authorization: "DPoP t" }],
    [
      "a certificate that is the connection's",
      [{ tls: [], key: [] }, { bearer: [] }],
      { tls: { clientCertificate: true }, key: "k", bearer: "b" },
      { key: "k" },
    ],
    [
      "no combination with a certificate that is not there",
      [{ tls: [], key: [] }, { bearer: [] }],
      { key: "k", bearer: "b" },
      { authorization: "Bearer b" },
    ],
    [
      "what needs no challenge",
      [{ digest: [] }, { key: [] }],
      { digest: "d", key: "k" },
      { key: "k" },
    ],
    ["nothing for a challenge that need not be met", [{ digest: [] }, {}], { digest: "d" }, {}],
  ])("%s", async (_, security, credentials, expected) => {
    expect(await sent(security, credentials)).toEqual({ ...NOTHING, ...expected });
  });

  it("says that it cannot meet a challenge", async () => {
    await expect(sent([{ digest: [] }], { digest: "d" })).rejects.toThrow(
      /^The security scheme "digest" answers a challenge for each request, which is not supported/,
    );
  });

  it("falls back on the API's own security", async () => {
    const request = { method: "GET", url: "https://h.test/", headers: new Headers() } as const;
    const row: OperationRow = { http: "GET /x", effect: "read" };
    const authoriser = authoriserFor(apiRow([{ key: [] }]), { key: "k" });
    const { headers } = await authoriser.authorise(request, row, NEVER);
    expect(headers.get("x-key")).toBe("k");
  });

  it("sends the one token of an API that declares no scheme", async () => {
    expect(await sent([], "t", apiRow([], []))).toEqual({ ...NOTHING, authorization: "Bearer t" });
  });

  it("does not say the credential when it cannot be sent", async () => {
    await expect(sent([{ bearer: [] }], { bearer: "se\ncret" })).rejects.toThrow(
      "The credential for authorization cannot stand in a header",
    );
  });
});

describe("credentials that fit nothing", () => {
  it.each<[string, Credentials, string]>([
    [
      "an unknown scheme",
      { beerer: "secret" },
      'There is no security scheme "beerer" to give a credential for: the API has security schemes: bearer, basic',
    ],
    [
      "a pair for a token",
      { bearer: { username: "u", password: "secret" } },
      'The credential for the security scheme "bearer" must be the token as a text',
    ],
    [
      "a text for a certificate",
      { tls: "secret" },
      'The credential for the security scheme "tls" must be { clientCertificate: true }',
    ],
    [
      "a client for a key",
      { key: { clientId: "c", clientSecret: "secret" } },
      'The credential for the security scheme "key" must be the key as a text',
    ],
    [
      "a client without a secret",
      { oauth: { clientId: "c" } },
      'The credential for the security scheme "oauth" must be an access token, or a clientId with',
    ],
  ])("refuses %s, and does not say it", (_, credentials, message) => {
    expect(() => authoriserFor(apiRow([]), credentials)).toThrow(message);
    expect(() => authoriserFor(apiRow([]), credentials)).not.toThrow("secret'");
  });

  it("refuses one that no scheme takes, and one by scheme where there is none", () => {
    const keyOnly = apiRow([], [{ name: "key", kind: "apiKey", in: "header", parameter: "X-Key" }]);
    expect(() => authoriserFor(keyOnly, { username: "u", password: "p" })).toThrow(
      "The credential fits none of the API's security schemes: key",
    );
    expect(() => authoriserFor(apiRow([], []), { bearer: "t" })).toThrow(
      "the API has no security scheme, so it takes one token",
    );
  });

  it("takes schemes that are called like parts of a credential", async () => {
    const api = apiRow(
      [],
      [
        { name: "username", kind: "apiKey", in: "header", parameter: "X-Key" },
        { name: "password", kind: "apiKey", in: "query", parameter: "p" },
      ],
    );
    expect(
      await sent([{ username: [], password: [] }], { username: "k", password: "q" }, api),
    ).toMatchObject({ key: "k", url: "https://h.test/x?a=1&p=q" });
  });
});

describe("lacks", () => {
  const lacks = (
    security: NonNullable<OperationRow["security"]>,
    credentials: Credentials | undefined,
    api = apiRow([]),
  ) => authoriserFor(api, credentials).lacks({ http: "GET /x", effect: "read", security });

  it("is about alternatives that nobody satisfies", () => {
    expect(lacks([{ bearer: [] }], undefined)).toBe(true);
    expect(lacks([{ bearer: [] }], "t")).toBe(false);
    expect(lacks([{}, { bearer: [] }], undefined)).toBe(true);
    expect(lacks([{}, { bearer: [] }], "t")).toBe(false);
    expect(lacks([{ bearer: [], key: [] }], { key: "k" })).toBe(true);
    expect(lacks([], undefined)).toBe(false);
    expect(lacks([{ tls: [] }], { bearer: "t" })).toBe(true);
    expect(lacks([{ tls: [] }], { tls: { clientCertificate: true } })).toBe(false);
  });

  it("holds where the document declares nothing and nothing is given", () => {
    expect(lacks([], undefined, apiRow([], []))).toBe(true);
    expect(lacks([], "t", apiRow([], []))).toBe(false);
  });
});
