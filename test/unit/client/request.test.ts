import { describe, expect, it } from "vitest";
import type { OperationRow } from "../../../src/runtime/api/row.js";
import { ArgumentError, ConfigurationError } from "../../../src/runtime/client/errors.js";
import { buildRequest } from "../../../src/runtime/client/request.js";

const baseUrl = new URL("https://h.test/api/v1/");

function build(row: Partial<OperationRow>, args: Record<string, unknown>, base = baseUrl) {
  return buildRequest({ http: "GET /x", effect: "read", ...row }, args, { baseUrl: base });
}

describe("buildRequest", () => {
  it.each([
    ["https://h.test/api/v1/", "https://h.test/api/v1/x"],
    ["https://h.test/api/v1", "https://h.test/api/v1/x"],
    ["https://h.test", "https://h.test/x"],
    ["https://h.test/", "https://h.test/x"],
    ["http://h.test:8080//", "http://h.test:8080/x"],
  ])("joins the base %s", (base, url) => {
    expect(build({}, {}, new URL(base)).url).toBe(url);
  });

  it("fills the path by wire name and sends the rest as query, in the caller's order", () => {
    const { url } = build(
      {
        http: "GET /users/{id}/things/{thing-id}",
        parameters: {
          path_id: { in: "path", name: "id" },
          id: { in: "query" },
          "thing-id": { style: "matrix" },
        },
      },
      { id: "q", path_id: "a b/c", "thing-id": 7, z: 1, a: [1, 2] },
    );
    expect(url).toBe("https://h.test/api/v1/users/a%20b%2Fc/things/;thing-id=7?id=q&z=1&a=1&a=2");
  });

  it("keeps the literal parts of a template, its own query, and drops its fragment", () => {
    expect(build({ http: "GET /v1/files:batch('{id}')?beta=true#list" }, { id: 1, q: 2 }).url).toBe(
      "https://h.test/api/v1/v1/files:batch('1')?beta=true&q=2",
    );
  });

  it("sends defaults and locked values, and lets nobody override a locked one", () => {
    const parameters = {
      account: { locked: "acme" },
      per_page: { default: 100 },
      page: { default: 1 },
    };
    expect(build({ parameters }, { account: "evil", page: 3 }).url).toBe(
      "https://h.test/api/v1/x?account=acme&page=3&per_page=100",
    );
  });

  it("writes content-typed parameters as JSON, in a header as ASCII", () => {
    const { url, headers } = build(
      {
        parameters: {
          filter: { mediaType: "application/json" },
          context: { in: "header", name: "X-Context", mediaType: "application/json" },
        },
      },
      { filter: { a: [1] }, context: { name: "é\n" } },
    );
    expect(url).toBe("https://h.test/api/v1/x?filter=%7B%22a%22%3A%5B1%5D%7D");
    expect(headers.get("x-context")).toBe('{"name":"\\u00e9\\n"}');
  });

  it("writes a whole query string: a form as a form, anything else as it is", () => {
    const parameters = {
      q: {
        in: "querystring",
        mediaType: "application/x-www-form-urlencoded",
        encoding: { tags: { style: "pipeDelimited" } },
      },
    } as const;
    const { url } = build({ parameters }, { q: { a: "x y", tags: ["1", "2"], list: [1, 2] } });
    expect(url).toBe("https://h.test/api/v1/x?a=x+y&tags=1%7C2&list=1&list=2");
    const json = { q: { in: "querystring", mediaType: "application/json" } } as const;
    expect(build({ parameters: json }, { q: { a: [1] } }).url).toBe(
      "https://h.test/api/v1/x?%7B%22a%22%3A%5B1%5D%7D",
    );
    const text = { q: { in: "querystring", mediaType: "application/jsonpath" } } as const;
    expect(build({ parameters: text }, { q: "$.a[?(@.b)]" }).url).toBe(
      "https://h.test/api/v1/x?%24.a%5B%3F%28%40.b%29%5D",
    );
  });

  it("writes content in every location, and a header without a value not at all", () => {
    const mediaType = "application/json";
    const parameters = {
      id: { mediaType },
      c: { in: "cookie", mediaType },
      form: { mediaType: "application/x-www-form-urlencoded" },
      list: { in: "header", name: "X-List" },
    } as const;
    const value = { a: 1 };
    const args = { id: value, c: value, form: { a: "x y" }, list: [] };
    const { url, headers } = build({ http: "GET /x/{id}", parameters }, args);
    expect(url).toBe("https://h.test/api/v1/x/%7B%22a%22%3A1%7D?form=a%3Dx%2By");
    expect(headers.get("cookie")).toBe("c=%7B%22a%22%3A1%7D");
    expect(headers.has("x-list")).toBe(false);
  });

  it("writes a text that is sent as JSON with its quotes, and refuses what JSON cannot say", () => {
    const parameters = { q: { mediaType: "application/json" } };
    expect(build({ parameters }, { q: "a" }).url).toBe("https://h.test/api/v1/x?q=%22a%22");
    expect(() => build({ parameters }, { q: 1n })).toThrow(ArgumentError);
  });

  it("leaves reserved characters where the document allows them", () => {
    const parameters = { q: { allowReserved: true }, r: {} } as const;
    expect(build({ parameters }, { q: "a/b:c", r: "a/b:c" }).url).toBe(
      "https://h.test/api/v1/x?q=a/b:c&r=a%2Fb%3Ac",
    );
  });

  it("writes the fields of a form by the encoding of the media type that is chosen", () => {
    const form = "application/x-www-form-urlencoded";
    const row: OperationRow = {
      http: "POST /x",
      effect: "write",
      contentTypes: ["multipart/form-data", form],
      encoding: { [form]: { a: { style: "form", explode: false } } },
    };
    const contentType = `${form}; charset=utf-8`;
    const request = buildRequest(row, { body: { a: [1, 2] } }, { baseUrl, contentType });
    expect(request.body).toBe("a=1,2");
    expect(request.headers.get("content-type")).toBe(contentType);
  });

  it("joins cookies into one field", () => {
    const parameters = { a: { in: "cookie" }, b: { in: "cookie" } } as const;
    expect(build({ parameters }, { a: 1, b: "x y" }).headers.get("cookie")).toBe("a=1; b=x%20y");
  });

  it("accepts what the row accepts and sends a body in its first media type", () => {
    const request = build(
      {
        http: "POST /x",
        accept: ["text/csv", "application/json"],
        contentTypes: ["application/vnd.api+json"],
      },
      { body: { a: 1 } },
    );
    expect(request.headers.get("accept")).toBe("text/csv, application/json");
    expect(request.headers.get("content-type")).toBe("application/vnd.api+json");
    expect(request.body).toBe('{"a":1}');
  });

  it("takes a body of another name, and a parameter called body", () => {
    const request = build(
      { http: "POST /x", bodyName: "payload", parameters: { body: { in: "query" } } },
      { payload: [1], body: "text" },
    );
    expect(request.url).toBe("https://h.test/api/v1/x?body=text");
    expect(request.body).toBe("[1]");
    expect(build({ parameters: { body: { in: "query" } } }, { body: "t" })).toMatchObject({
      url: "https://h.test/api/v1/x?body=t",
    });
  });

  it("reads own properties only, whatever they are called", () => {
    const args = JSON.parse('{"__proto__":"p","constructor":"c","toString":"t"}');
    expect(build({}, args).url).toBe(
      "https://h.test/api/v1/x?__proto__=p&constructor=c&toString=t",
    );
    const inherited = Object.create({ q: "inherited", body: "inherited" });
    expect(build({ http: "POST /x" }, inherited)).not.toHaveProperty("body");
    expect(build({}, inherited).url).toBe("https://h.test/api/v1/x");
    const row = JSON.parse('{"__proto__":{"in":"header","name":"X-Proto"}}');
    expect(build({ parameters: row }, args).headers.get("x-proto")).toBe("p");
    expect(() => build({ http: "GET /{constructor}" }, {})).toThrow("`constructor` is missing");
  });
});

describe("what a path argument may not do", () => {
  it.each([
    ["empty", "", "is empty"],
    ["an empty list", [], "is empty"],
    ["one dot", ".", "segment"],
    ["two dots", "..", "segment"],
    ["dots between slashes", "a/../../admin", "segment"],
    ["encoded dots", "%2e%2E", "percent-encoded"],
    ["an encoded slash", "a%2fb", "percent-encoded"],
    ["an encoded backslash", "a%5Cb", "percent-encoded"],
    ["a backslash", "..\\admin", "backslash"],
    ["a line end", "a\r\nb", "control"],
    ["NUL", "a\0b", "control"],
    ["dots in a list", ["a", ".."], "segment"],
  ])("%s", (_, value, problem) => {
    const attempt = () => build({ http: "GET /repos/{repo}/x" }, { repo: value });
    expect(attempt).toThrow(ArgumentError);
    expect(attempt).toThrow(problem);
  });

  it.each([null, undefined])("be %s", (value) => {
    expect(() => build({ http: "GET /repos/{repo}" }, { repo: value })).toThrow(
      "`repo` is missing: it is part of the path",
    );
  });

  it("stays under the base even when the template itself would leave it", () => {
    expect(() => build({ http: "GET /../../admin" }, {})).toThrow(ConfigurationError);
    expect(() => build({ http: "GET /a/%2e%2e/%2e%2e/admin" }, {})).toThrow(ConfigurationError);
    expect(build({ http: "GET /..\\admin" }, {}).url).toBe("https://h.test/api/v1/..%5Cadmin");
    expect(build({ http: "GET //evil.test/x" }, {}).url).toBe("https://h.test/api/v1/evil.test/x");
  });
});

describe("what a header argument may not do", () => {
  const parameters = { note: { in: "header", name: "X-Note" } } as const;

  it.each(["a\r\nAuthorization: x", "a\nb", "a\0b", "\u007f", "snow\u2603"])("hold %j", (value) => {
    expect(() => build({ parameters }, { note: value })).toThrow("which a header cannot carry");
  });

  it("carries Latin-1 and tabs as they are", () => {
    expect(build({ parameters }, { note: "caf\u00e9\tx" }).headers.get("x-note")).toBe(
      "caf\u00e9\tx",
    );
  });

  it.each([
    "Authorization",
    "HOST",
    "content-length",
    "Cookie",
    "Transfer-Encoding",
    "Proxy-Authorization",
    "X-HTTP-Method-Override",
  ])("set %s", (name) => {
    expect(() => build({ parameters: { it: { in: "header", name } } }, { it: "x" })).toThrow(
      "not an argument's to set",
    );
  });

  it("hold a name that is no token", () => {
    expect(() => build({ parameters: { it: { in: "header", name: "a b" } } }, { it: "x" })).toThrow(
      ArgumentError,
    );
  });
});
