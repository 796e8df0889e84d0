import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { lowered } from "../ir/lowered.js";
import { normalised, places, type Root } from "./normalised.js";

function swagger(operation: Root, extra: Root = {}): Root {
  return {
    swagger: "2.0",
    info: { title: "Test", version: "1.0.0" },
    paths: { "/things/{id}": { post: { responses: {}, ...operation } } },
    ...extra,
  };
}

const ID = { name: "id", in: "path", required: true, type: "integer", format: "int64" };

describe("Swagger 2.0 servers", () => {
  it.each<[string, Root, string[]]>([
    ["host and base path", { host: "api.test", basePath: "/v2" }, ["https://api.test/v2"]],
    [
      "schemes, the encrypted one first",
      { host: "api.test", schemes: ["http", "https", "ws"] },
      ["https://api.test", "http://api.test"],
    ],
    ["a base path alone", { basePath: "/v2/" }, ["/v2"]],
    ["nothing", {}, []],
  ])("%s", (_, extra, expected) => {
    const { document } = normalised(swagger({}, extra));
    expect(document.servers.map(({ url }) => url)).toEqual(expected);
  });

  it("an operation's own schemes take the document's place", () => {
    const root = swagger({ schemes: ["http"] }, { host: "api.test", schemes: ["https"] });
    expect(normalised(root).document.operations[0]?.servers).toEqual([{ url: "http://api.test" }]);
  });
});

describe("Swagger 2.0 parameters", () => {
  it("have their schema in themselves", () => {
    const level = {
      name: "level",
      in: "query",
      type: "string",
      enum: ["low", "high"],
      default: "low",
    };
    const { api } = lowered(swagger({ parameters: [ID, level] }));
    expect(api.operations[0]?.parameters).toEqual([
      {
        name: "id",
        wireName: "id",
        in: "path",
        required: true,
        type: { kind: "integer", format: "int64" },
      },
      {
        name: "level",
        wireName: "level",
        in: "query",
        required: false,
        type: { kind: "enum", values: ["low", "high"] },
        default: "low",
      },
    ]);
  });

  it.each<[string | undefined, Root]>([
    [undefined, { explode: false }],
    ["csv", { explode: false }],
    ["multi", {}],
    ["ssv", { style: "spaceDelimited" }],
    ["pipes", { style: "pipeDelimited" }],
    ["tsv", { style: "tabDelimited" }],
  ])("collectionFormat %s is a style", (collectionFormat, expected) => {
    const list = {
      name: "tags",
      in: "query",
      type: "array",
      items: { type: "string" },
      ...(collectionFormat !== undefined && { collectionFormat }),
    };
    const { api } = lowered(swagger({ parameters: [ID, list] }));
    const { style, explode, type } = api.operations[0]?.parameters[1] ?? {};
    expect({ ...(style && { style }), ...(explode !== undefined && { explode }) }).toEqual(
      expected,
    );
    expect(type).toEqual({ kind: "array", items: { kind: "string" } });
  });

  it("collectionFormat is a style in a header and in a form too", () => {
    const list = { type: "array", items: { type: "string" } };
    const parameters = [
      ID,
      { ...list, name: "X-Tags", in: "header", collectionFormat: "pipes" },
      { ...list, name: "csv", in: "formData" },
      { ...list, name: "multi", in: "formData", collectionFormat: "multi" },
      { ...list, name: "tsv", in: "formData", collectionFormat: "tsv" },
    ];
    const { api } = lowered(swagger({ parameters }));
    expect(api.operations[0]?.parameters[1]).toMatchObject({ style: "pipeDelimited" });
    expect(api.operations[0]?.body?.contents).toMatchObject([
      { encoding: { csv: { style: "form", explode: false }, tsv: { style: "tabDelimited" } } },
    ]);
  });

  it.each(["query", "header"])(
    "an impossible collectionFormat in %s is text, and that is said",
    (location) => {
      const collectionFormat = location === "header" ? "multi" : "csvv";
      const list = { name: "tags", in: location, type: "array", collectionFormat };
      const { api, found } = lowered(swagger({ parameters: [ID, list] }));
      expect(api.operations[0]?.parameters[1]?.type).toEqual({ kind: "string" });
      expect(places(found)).toContain(
        "collection-format-without-style /paths/~1things~1{id}/post/parameters/1",
      );
    },
  );

  it("are taken from the path item and from the document's own", () => {
    const root = swagger(
      { parameters: [{ $ref: "#/parameters/Limit" }] },
      { parameters: { Limit: { name: "limit", in: "query", type: "integer" } } },
    );
    const { document } = normalised(root);
    expect(document.operations[0]?.parameters).toMatchObject([
      { name: "limit", in: "query", pointer: "/parameters/Limit" },
    ]);
  });
});

describe("Swagger 2.0 bodies", () => {
  const bodyOf = (operation: Root, extra: Root = {}) =>
    lowered(swagger({ ...operation }, extra)).api.operations[0]?.body;

  it("in: body is JSON unless `consumes` says otherwise", () => {
    const body = { name: "thing", in: "body", required: true, schema: { type: "string" } };
    expect(bodyOf({ parameters: [ID, body] })).toMatchObject({
      name: "body",
      required: true,
      contents: [{ mediaType: "application/json", type: { kind: "string" } }],
    });
    const extra = { consumes: ["application/xml"] };
    const own = { parameters: [ID, body], consumes: ["application/merge-patch+json"] };
    expect(bodyOf(own, extra)?.contents.map(({ mediaType }) => mediaType)).toEqual([
      "application/merge-patch+json",
    ]);
    expect(
      bodyOf({ parameters: [ID, body] }, extra)?.contents.map((each) => each.mediaType),
    ).toEqual(["application/xml"]);
  });

  it("`*/*` is sent as JSON", () => {
    const body = { name: "thing", in: "body", schema: { type: "object" } };
    expect(
      bodyOf({ parameters: [ID, body], consumes: ["*/*"] })?.contents.map((each) => each.mediaType),
    ).toEqual(["application/json"]);
  });

  it("formData is an urlencoded form, with a file a multipart one", () => {
    const name = {
      name: "name",
      in: "formData",
      type: "string",
      required: true,
      description: "Its name",
    };
    const file = { name: "file", in: "formData", type: "file" };
    expect(bodyOf({ parameters: [ID, name] })).toMatchObject({
      required: true,
      contents: [{ mediaType: "application/x-www-form-urlencoded" }],
    });
    expect(bodyOf({ parameters: [ID, name, file] })?.contents).toEqual([
      {
        mediaType: "multipart/form-data",
        type: {
          kind: "object",
          properties: [
            { name: "name", type: { kind: "string" }, required: true, description: "Its name" },
            { name: "file", type: { kind: "binary" }, required: false },
          ],
        },
      },
    ]);
  });

  it("findings in a form point into the document", () => {
    const odd = { name: "odd", in: "formData", type: "text" };
    const { found } = lowered(swagger({ parameters: [ID, odd] }));
    expect(places(found)).toContain("schema-type-unknown /paths/~1things~1{id}/post/parameters/1");
  });
});

describe("Swagger 2.0 responses", () => {
  const contentsOf = (response: Root, extra: Root = {}) =>
    lowered(swagger({ parameters: [ID], responses: { "200": response }, ...extra })).api
      .operations[0]?.responses[0]?.contents;

  it("have the media types of `produces`", () => {
    expect(contentsOf({ schema: { type: "string" } })).toEqual([
      { mediaType: "application/json", type: { kind: "string" } },
    ]);
    expect(
      contentsOf(
        { schema: { type: "string" } },
        { produces: ["text/plain", "application/json"] },
      )?.map(({ mediaType }) => mediaType),
    ).toEqual(["application/json", "text/plain"]);
    expect(contentsOf({ description: "Nothing" })).toEqual([]);
  });

  it("type: file is bytes", () => {
    expect(contentsOf({ schema: { type: "file" } }, { produces: ["application/json"] })).toEqual([
      { mediaType: "application/octet-stream", type: { kind: "binary" } },
    ]);
  });
});

describe("Swagger 2.0 schemas", () => {
  const typesOf = (definitions: { readonly [name: string]: JsonValue }, name: string) => {
    const schema = { $ref: `#/definitions/${name}` };
    const body = { name: "thing", in: "body", schema };
    const root = swagger(
      { parameters: [ID, body], responses: { "200": { schema } } },
      { definitions },
    );
    return Object.fromEntries(lowered(root).api.types.map((type) => [type.name, type.type]));
  };

  it("definitions have their own names, and variants where the directions differ", () => {
    const User = {
      type: "object",
      properties: {
        id: { type: "string", readOnly: true },
        nick: { type: "string", "x-nullable": true },
      },
    };
    const nick = {
      name: "nick",
      type: { kind: "union", members: [{ kind: "string" }, { kind: "null" }] },
      required: false,
    };
    expect(typesOf({ "simple-user": User }, "simple-user")).toEqual({
      SimpleUser: {
        kind: "object",
        properties: [{ name: "id", type: { kind: "string" }, required: false }, nick],
      },
      SimpleUserInput: { kind: "object", properties: [nick] },
    });
  });

  it("a discriminator is a name, and its values are the names of the definitions", () => {
    const Pet = {
      type: "object",
      discriminator: "kind",
      required: ["kind"],
      properties: { kind: { type: "string" } },
    };
    const Cat = { allOf: [{ $ref: "#/definitions/Pet" }, { type: "object", properties: {} }] };
    expect(JSON.stringify(typesOf({ Pet, Cat }, "Cat")["Cat"])).toContain(
      '{"name":"kind","type":{"kind":"enum","values":["Cat"]},"required":true}',
    );
  });
});

describe("Swagger 2.0 security", () => {
  it("has OpenAPI 3's schemes and flows", () => {
    const urls = {
      authorizationUrl: "https://a.test",
      tokenUrl: "https://t.test",
      scopes: { read: "" },
    };
    const flows = ["implicit", "password", "application", "accessCode"];
    const securityDefinitions = {
      basic: { type: "basic" },
      key: { type: "apiKey", in: "header", name: "X-Key" },
      ...Object.fromEntries(flows.map((flow) => [flow, { type: "oauth2", flow, ...urls }])),
    };
    const root = swagger({ parameters: [ID] }, { securityDefinitions, security: [{ key: [] }] });
    const { securitySchemes, security } = lowered(root).api;
    expect(security).toEqual([[{ scheme: "key", scopes: [] }]]);
    expect(
      securitySchemes.map((scheme) =>
        scheme.kind === "oauth2" ? scheme.flows.map(({ kind }) => kind) : scheme.kind,
      ),
    ).toEqual([
      "http",
      "apiKey",
      ["implicit"],
      ["password"],
      ["clientCredentials"],
      ["authorizationCode"],
    ]);
    expect(securitySchemes[0]).toEqual({ name: "basic", kind: "http", scheme: "basic" });
  });
});
