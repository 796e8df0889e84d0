import { describe, expect, it } from "vitest";
import { ResponseError } from "../../../src/runtime/client/errors.js";
import { linkTarget } from "../../../src/runtime/client/link-header.js";
import { nextUrl } from "../../../src/runtime/client/next-url.js";

const site = (base: string, ...servers: readonly string[]) => ({
  baseUrl: new URL(base),
  servers: servers.map((url) => ({ url })),
});

describe("the URL of the next page", () => {
  const api = site("https://api.example.com/v1", "https://api.example.com/v1");
  const request = "https://api.example.com/v1/things?page=1";

  it.each([
    [
      "absolute",
      "https://api.example.com/v1/things?page=2",
      "https://api.example.com/v1/things?page=2",
    ],
    [
      "of another path of the API",
      "https://api.example.com/rows/7",
      "https://api.example.com/rows/7",
    ],
    ["from the root", "/v1/things?page=2", "https://api.example.com/v1/things?page=2"],
    ["beside the request", "things?page=2", "https://api.example.com/v1/things?page=2"],
    ["a query alone", "?page=2", "https://api.example.com/v1/things?page=2"],
    ["without a scheme", "//api.example.com/v1/x", "https://api.example.com/v1/x"],
    ["with a fragment", "?page=2#top", "https://api.example.com/v1/things?page=2"],
    ["with user information", "https://a:b@api.example.com/v1/x", "https://api.example.com/v1/x"],
    ["without TLS", "http://api.example.com/v1/x", "https://api.example.com/v1/x"],
  ])("may be %s", (_, link, expected) => {
    expect(nextUrl(link, request, api)).toBe(expected);
  });

  it.each([
    ["another host", "https://evil.example/v1/things?page=2"],
    ["another host without a scheme", "//evil.example/things"],
    ["another port", "https://api.example.com:8443/v1/things"],
    ["a host that begins the same", "https://api.example.com.evil.example/v1"],
    ["another scheme", "data:application/json,[]"],
    ["a file", "file:///etc/passwd"],
    ["no URL", "https://["],
  ])("must not be %s", (_, link) => {
    expect(() => nextUrl(link, request, api)).toThrow(ResponseError);
  });

  it("goes under the operator's base URL where it begins with a server of the document", () => {
    const proxy = site(
      "http://localhost:8080/proxy/",
      "https://eu.example.com/",
      "https://api.example.com/v1",
    );
    const from = "http://localhost:8080/proxy/things";
    expect(nextUrl("https://api.example.com/v1/things?page=2", from, proxy)).toBe(
      "http://localhost:8080/proxy/things?page=2",
    );
    expect(nextUrl("https://eu.example.com/x", from, proxy)).toBe("http://localhost:8080/proxy/x");
    expect(() => nextUrl("https://api.example.com/v10/things", from, proxy)).toThrow(ResponseError);
    expect(() => nextUrl("https://evil.example/v1/things", from, proxy)).toThrow(ResponseError);
  });

  it("takes the defaults of a server's variables", () => {
    const servers = [
      {
        url: "https://{region}.example.com/{version}",
        variables: [
          { name: "region", default: "eu" },
          { name: "version", default: "v2" },
        ],
      },
    ];
    const proxy = { baseUrl: new URL("http://localhost:1/"), servers };
    expect(nextUrl("https://eu.example.com/v2/a?b=1", "http://localhost:1/a", proxy)).toBe(
      "http://localhost:1/a?b=1",
    );
  });
});

describe("the Link header", () => {
  it.each([
    ["a single link", '<https://a/2>; rel="next"', "https://a/2"],
    ["one of several", '<https://a/1>; rel="prev", <https://a/3>; rel="next"', "https://a/3"],
    [
      "commas in a URL",
      '<https://a/?ids=1,2>; rel="prev", <https://a/?ids=3,4>; rel="next"',
      "https://a/?ids=3,4",
    ],
    [
      "commas and semicolons in a parameter",
      '<a>; title="x, <y>; rel=\\"next\\""; rel="prev", <b>; rel=next',
      "b",
    ],
    ["a bare relation", "<b>;rel=next", "b"],
    ["several relations", '<b>; rel="last  NEXT"', "b"],
    ["another case", '<b>; REL="Next"', "b"],
    ["white space", ' , <b> ;  rel = "next" , ', "b"],
    ["a parameter without a value", '<b>; crossorigin; rel="next"', "b"],
    ["the first of two", '<b>; rel="next", <c>; rel="next"', "b"],
    ["a relation that counts once", '<b>; rel="prev"; rel="next"', undefined],
    ["a link about another resource", '<b>; rel="next"; anchor="/other"', undefined],
    ["another relation", '<b>; rel="nextish"', undefined],
    ["an empty field", "", undefined],
    ["no link", "next", undefined],
    ["an open link", "<b", undefined],
  ])("has %s", (_, field, expected) => {
    expect(linkTarget(field, "next")).toBe(expected);
  });

  it("takes no time that grows faster than the field", () => {
    const started = performance.now();
    for (const piece of ["<", "<a>;", ";", ",", '"', '<a>; t="\\', " ", "<a>; r=".repeat(2)]) {
      linkTarget(piece.repeat(50_000), "next");
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
