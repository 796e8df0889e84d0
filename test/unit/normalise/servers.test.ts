import { describe, expect, it } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { lowerServers } from "../../../src/ir/security.js";
import { withAbsoluteServers } from "../../../src/normalise/relative-servers.js";
import { baseUrlOf } from "../../../src/runtime/client/base-url.js";
import { ConfigurationError } from "../../../src/runtime/client/errors.js";
import { normalised } from "./normalised.js";

const BASE = "https://docs.test/specs/v2/openapi.json";

function document(servers: readonly { readonly url: string }[], own?: { readonly url: string }) {
  const operation = { responses: {}, ...(own !== undefined && { servers: [own] }) };
  return normalised({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    servers,
    paths: { "/a": { get: operation } },
  }).document;
}

describe("servers", () => {
  it.each([
    ["/api", "https://docs.test/api"],
    ["../v1", "https://docs.test/specs/v1"],
    ["//api.test/x", "https://api.test/x"],
    ["/{base}/x", "https://docs.test/{base}/x"],
    ["https://api.test", "https://api.test"],
    ["{scheme}://api.test", "{scheme}://api.test"],
  ])("%s is %s for a document of the web", (url, expected) => {
    const diagnostics = new Diagnostics("openapi.json");
    const { servers, operations } = withAbsoluteServers(
      document([{ url }], { url }),
      BASE,
      diagnostics,
    );
    expect(servers).toEqual([{ url: expected }]);
    expect(operations[0]?.servers).toEqual([{ url: expected }]);
    expect(diagnostics.all.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(
      url === expected
        ? []
        : ["server-from-document /servers", "server-from-document /paths/~1a/get/servers"],
    );
  });

  it("none at all is where the document of the web came from", () => {
    const { servers } = withAbsoluteServers(document([]), BASE, new Diagnostics("openapi.json"));
    expect(servers).toEqual([{ url: "https://docs.test/" }]);
  });

  it("stay as they are for a document from a file", () => {
    const found = document([{ url: "/api" }]);
    expect(withAbsoluteServers(found, undefined, new Diagnostics("openapi.json"))).toBe(found);
  });

  it("the first one counts, with the defaults of its variables", () => {
    const servers = lowerServers([
      {
        url: "https://{region}.api.test/{version}",
        variables: { region: { default: "eu", enum: ["eu", "us"] }, version: { enum: ["v1"] } },
      },
      { url: "https://other.test" },
    ]);
    expect(baseUrlOf(servers, undefined).href).toBe("https://eu.api.test/v1");
    expect(baseUrlOf(servers, "https://mine.test/x").href).toBe("https://mine.test/x");
  });

  it.each([
    [[]],
    [[{ url: "/relative" }]],
    [[{ url: "https://{region}.api.test" }]],
    [[{ url: "ftp://a" }]],
  ])("%j need a base URL", (servers) => {
    expect(() => baseUrlOf(servers, undefined)).toThrow(ConfigurationError);
    expect(baseUrlOf(servers, "https://mine.test").href).toBe("https://mine.test/");
  });
});
