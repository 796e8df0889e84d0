import { describe, expect, it } from "vitest";
import type { SecurityScheme } from "../../../src/runtime/api/api.js";
import type { ApiRow, OperationRow } from "../../../src/runtime/api/row.js";
import { authorise, type Credentials, lacksCredentials } from "../../../src/runtime/client/auth.js";

const SCHEMES: readonly SecurityScheme[] = [
  { name: "bearer", kind: "http", scheme: "bearer" },
  { name: "basic", kind: "http", scheme: "Basic" },
  { name: "key", kind: "apiKey", in: "header", parameter: "X-Key" },
  { name: "query", kind: "apiKey", in: "query", parameter: "api key" },
  { name: "cookie", kind: "apiKey", in: "cookie", parameter: "sid" },
  { name: "oauth", kind: "oauth2", flows: [] },
  { name: "custom", kind: "http", scheme: "DPoP" },
  { name: "tls", kind: "mutualTLS" },
];

function apiRow(security: ApiRow["security"], securitySchemes = SCHEMES): ApiRow {
  return { name: "x", title: "X", version: "1.0.0", servers: [], securitySchemes, security };
}

function sent(
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
  const { url, headers } = authorise(request, api, row, credentials);
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
    ["apiKey in cookie", [{ cookie: [] }], { cookie: "c" }, { cookie: "own=1; sid=c" }],
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
      "no pair for a token scheme",
      [{ bearer: [] }],
      { bearer: { username: "u", password: "p" } },
      {},
    ],
  ])("%s", (_, security, credentials, expected) => {
    expect(sent(security, credentials)).toEqual({ ...NOTHING, ...expected });
  });

  it("falls back on the API's own security", () => {
    const request = { method: "GET", url: "https://h.test/", headers: new Headers() } as const;
    const row: OperationRow = { http: "GET /x", effect: "read" };
    const { headers } = authorise(request, apiRow([{ key: [] }]), row, { key: "k" });
    expect(headers.get("x-key")).toBe("k");
  });

  it("sends the one token of an API that declares no scheme", () => {
    expect(sent([], "t", apiRow([], []))).toEqual({ ...NOTHING, authorization: "Bearer t" });
  });

  it("does not say the credential when it cannot be sent", () => {
    expect(() => sent([{ bearer: [] }], { bearer: "se\ncret" })).toThrow(
      "The credential for authorization cannot stand in a header",
    );
  });
});

describe("lacksCredentials", () => {
  const row = (security: NonNullable<OperationRow["security"]>): OperationRow => ({
    http: "GET /x",
    effect: "read",
    security,
  });

  it("is about alternatives that nobody satisfies", () => {
    const api = apiRow([]);
    expect(lacksCredentials(api, row([{ bearer: [] }]), undefined)).toBe(true);
    expect(lacksCredentials(api, row([{ bearer: [] }]), "t")).toBe(false);
    expect(lacksCredentials(api, row([{}, { bearer: [] }]), undefined)).toBe(false);
    expect(lacksCredentials(api, row([]), undefined)).toBe(false);
  });
});
