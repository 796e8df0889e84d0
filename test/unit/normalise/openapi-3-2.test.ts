import { describe, expect, it } from "vitest";
import { UnusableInput } from "../../../src/diagnostics/diagnostic.js";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { lowered } from "../ir/lowered.js";
import { normalised, places, type Root } from "./normalised.js";

function openapi(extra: Root): Root {
  return { openapi: "3.2.0", info: { title: "Test", version: "1.0.0" }, ...extra };
}

describe("OpenAPI 3.2 operations", () => {
  it("query reads, with a body", () => {
    const requestBody = { content: { "application/json": { schema: { type: "string" } } } };
    const { api } = lowered(openapi({ paths: { "/things": { query: { requestBody } } } }));
    expect(api.operations[0]).toMatchObject({
      httpMethod: "QUERY",
      effect: "read",
      body: { contents: [{ mediaType: "application/json", type: { kind: "string" } }] },
    });
  });

  it("additional operations keep their methods, and write", () => {
    const additionalOperations = { COPY: { operationId: "copyThing" }, link: {} };
    const { api, codes } = lowered(
      openapi({ paths: { "/things/{id}": { additionalOperations } } }),
    );
    expect(api.operations.map(({ httpMethod, id, effect }) => [httpMethod, id, effect])).toEqual([
      ["COPY", "things.copy", "write"],
      ["link", "things.link", "write"],
    ]);
    expect(codes).not.toContain("method-unusable");
  });

  it("additional operations that cannot stand there are reported, and kept where they can be sent", () => {
    const additionalOperations = { POST: {}, GET: {}, CONNECT: {}, "not a token": {} };
    const { document, found } = normalised(
      openapi({ paths: { "/a": { get: { operationId: "own" }, additionalOperations } } }),
    );
    expect(document.operations.map(({ method, operationId }) => [method, operationId])).toEqual([
      ["GET", "own"],
      ["POST", undefined],
    ]);
    expect(
      found.filter(({ code }) => code === "method-unusable").map(({ message }) => message),
    ).toEqual([
      "method POST belongs in the field `post`",
      "method GET is left out for the field `get`",
      "method CONNECT cannot be sent by `fetch` and is left out",
      "method not a token is no HTTP token and is left out",
    ]);
  });

  it("a body that is not there can still be sent", () => {
    const requestBody = { $ref: "#/components/requestBodies/Nothing" };
    const { api, found } = lowered(openapi({ paths: { "/a": { post: { requestBody } } } }));
    expect(api.operations[0]?.body).toEqual({
      name: "body",
      required: false,
      contents: [{ mediaType: "application/json", type: { kind: "unknown", why: "no-schema" } }],
    });
    expect(places(found)).toContain("ref-dangling /paths/~1a/post/requestBody");
  });

  it("a path without a slash is reported", () => {
    const { document, found } = normalised(openapi({ paths: { things: { get: {} }, "x-a": 1 } }));
    expect(document.operations).toEqual([]);
    expect(places(found)).toContain("path-unreadable /paths/things");
  });

  it("a path item that is a reference keeps what stands beside it", () => {
    const pathItems = { Things: { get: {}, put: { operationId: "theirs" } } };
    const item = { $ref: "#/components/pathItems/Things", put: { operationId: "own" } };
    const { document } = normalised(openapi({ paths: { "/a": item }, components: { pathItems } }));
    expect(document.operations.map(({ method, pointer }) => `${method} ${pointer}`)).toEqual([
      "GET /components/pathItems/Things/get",
      "PUT /paths/~1a/put",
    ]);
  });
});

describe("OpenAPI 3.2 parameters and content", () => {
  const get = (parameter: Root) =>
    openapi({ paths: { "/a": { get: { parameters: [parameter] } } } });
  const schema = { type: "object", properties: { q: { type: "string" } } };

  it("a query string is a document of its media type, with the encoding of its fields", () => {
    const mediaType = "application/x-www-form-urlencoded";
    const encoding = { q: { style: "pipeDelimited" } };
    const content = { [mediaType]: { schema, encoding } };
    const { api } = lowered(get({ name: "filter", in: "querystring", content }));
    expect(api.operations[0]?.parameters).toEqual([
      {
        name: "filter",
        wireName: "filter",
        in: "querystring",
        required: false,
        type: {
          kind: "object",
          properties: [{ name: "q", type: { kind: "string" }, required: false }],
        },
        mediaType,
        encoding,
      },
    ]);
  });

  it("a query string without a media type is left out and reported", () => {
    const { api, found } = lowered(get({ name: "filter", in: "querystring", schema }));
    expect(api.operations[0]?.parameters).toEqual([]);
    expect(places(found)).toContain("querystring-unsupported /paths/~1a/get/parameters/0");
  });

  it("a media type may be a component; its items have a schema of their own", () => {
    const content = { "text/event-stream": { $ref: "#/components/mediaTypes/Events" } };
    const mediaTypes = { Events: { itemSchema: { type: "object" } } };
    const { document } = normalised(
      openapi({
        paths: { "/a": { get: { responses: { "200": { content } } } } },
        components: { mediaTypes },
      }),
    );
    expect(document.operations[0]?.responses[0]?.contents).toEqual([
      {
        kind: "schema",
        mediaType: "text/event-stream",
        itemSchema: {
          value: { type: "object" },
          pointer: "/components/mediaTypes/Events/itemSchema",
        },
      },
    ]);
  });
});

describe("OpenAPI 3.2 documents", () => {
  it("tags are described by their summary; parents that are none are reported", () => {
    const tags = [
      { name: "pets", summary: "Pets" },
      { name: "cats", parent: "pets" },
      { name: "dogs", parent: "animals" },
      { name: "a", parent: "b" },
      { name: "b", parent: "a" },
    ];
    const { document, found } = normalised(openapi({ tags, paths: {} }));
    expect(document.tags.get("pets")).toBe("Pets");
    expect(places(found).filter((place) => place.startsWith("tag"))).toEqual([
      "tag-parent-unusable /tags/2/parent",
      "tag-parent-unusable /tags/3/parent",
      "tag-parent-unusable /tags/4/parent",
    ]);
  });

  it("a document without operations loads; one without anything does not", () => {
    expect(normalised(openapi({ components: {} })).document.operations).toEqual([]);
    expect(() => normalised(openapi({ overlays: {} }))).toThrow(UnusableInput);
  });

  it("webhooks and callbacks are read, path items of callbacks by expression", () => {
    const json = (schema: JsonValue) => ({ content: { "application/json": { schema } } });
    const callbacks = {
      onDone: { "{$request.body#/url}": { post: { requestBody: json({ type: "string" }) } } },
    };
    const { document } = normalised(
      openapi({
        paths: { "/jobs": { post: { callbacks } } },
        webhooks: { newJob: { post: { requestBody: json({ type: "number" }) } } },
      }),
    );
    expect(
      document.webhooks.map(({ name, operation, caller }) => [name, operation.path, caller]),
    ).toEqual([
      ["newJob", "", undefined],
      ["onDone", "{$request.body#/url}", "/paths/~1jobs/post"],
    ]);
    expect(document.operations).toHaveLength(1);
  });

  it("servers that are no list are reported", () => {
    expect(places(normalised(openapi({ paths: {}, servers: { url: "/v1" } })).found)).toContain(
      "servers-unreadable /servers",
    );
  });
});

describe("the rules of OpenAPI 3.2", () => {
  const parameter = (value: Root) => ({ parameters: { P: value } });
  const mediaType = (value: Root) => ({
    requestBodies: { B: { content: { "multipart/mixed": value } } },
  });

  it.each<[string, Root]>([
    [
      "example and examples",
      parameter({ name: "a", in: "query", schema: {}, example: 1, examples: {} }),
    ],
    ["value and externalValue", { examples: { E: { value: 1, externalValue: "e" } } }],
    ["value and dataValue", { examples: { E: { value: 1, dataValue: 1 } } }],
    ["value and serializedValue", { examples: { E: { value: 1, serializedValue: "1" } } }],
    [
      "serializedValue and externalValue",
      { examples: { E: { serializedValue: "1", externalValue: "e" } } },
    ],
    ["a header that reserves", { headers: { H: { schema: {}, allowReserved: true } } }],
    [
      "a parameter in header that reserves",
      parameter({ name: "H", in: "header", allowReserved: false, schema: {} }),
    ],
    ["a name that is no header's", parameter({ name: "H[1]", in: "header", schema: {} })],
    ["a name that is no path's", parameter({ name: "a{b}", in: "path", schema: {} })],
    [
      "a cookie of style cookie that reserves",
      parameter({ name: "c", in: "cookie", style: "cookie", allowReserved: true, schema: {} }),
    ],
    ["content with style", parameter({ name: "q", in: "query", content: {}, style: "form" })],
    [
      "a query string with a schema",
      parameter({ name: "q", in: "querystring", content: {}, schema: {} }),
    ],
    ["encoding and prefixEncoding", mediaType({ encoding: {}, prefixEncoding: [] })],
    ["encoding and itemEncoding", mediaType({ encoding: {}, itemEncoding: {} })],
    [
      "encodings within an encoding",
      mediaType({ prefixEncoding: [{ encoding: {}, itemEncoding: {} }] }),
    ],
    [
      "xml.attribute and xml.nodeType",
      { schemas: { S: { xml: { attribute: true, nodeType: "text" } } } },
    ],
    ["a schema that is a number", { schemas: { S: { properties: { a: 1 } } } }],
    [
      "two query strings",
      {
        pathItems: {
          I: {
            parameters: [
              { in: "querystring", content: {} },
              { in: "querystring", content: {} },
            ],
          },
        },
      },
    ],
    [
      "a query string and a query",
      {
        pathItems: {
          I: {
            parameters: [
              { in: "querystring", content: {} },
              { in: "query", schema: {} },
            ],
          },
        },
      },
    ],
  ])("%s", (_, components) => {
    expect(
      normalised(openapi({ components })).found.filter(({ code }) => code === "object-invalid"),
    ).toHaveLength(1);
  });

  it("say nothing of what is right, and nothing of other versions", () => {
    const right = parameter({ name: "a", in: "query", schema: { type: "string" }, example: "x" });
    const wrong = { examples: { E: { value: 1, externalValue: "e" } } };
    const codes = [
      ...normalised(openapi({ components: right })).found,
      ...normalised({ ...openapi({ components: wrong }), openapi: "3.1.0" }).found,
    ].map(({ code }) => code);
    expect(codes).not.toContain("object-invalid");
  });

  it("an empty enum of a server variable", () => {
    const servers = [{ url: "/{v}", variables: { v: { enum: [], default: "a" } } }];
    expect(places(normalised(openapi({ servers, components: {} })).found)).toContain(
      "object-invalid /servers/0/variables/v",
    );
  });
});
