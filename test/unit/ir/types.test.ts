import { describe, expect, it } from "vitest";
import { lowered, operation, operationsOf, typeOf } from "./lowered.js";

describe("schemas", () => {
  it("3.0 nullable, on a type, an enum and a composition", () => {
    expect(typeOf({ type: "string", nullable: true }, {}, "3.0.3")).toEqual({
      kind: "union",
      members: [{ kind: "string" }, { kind: "null" }],
    });
    expect(typeOf({ type: "string", enum: ["a"], nullable: true }, {}, "3.0.3")).toEqual({
      kind: "enum",
      values: ["a", null],
    });
    const ref = { $ref: "#/components/schemas/A" };
    expect(typeOf({ allOf: [ref], nullable: true }, { A: { type: "object" } }, "3.0.3")).toEqual({
      kind: "union",
      members: [{ kind: "ref", name: "A" }, { kind: "null" }],
    });
  });

  it("3.1 type arrays, const and tuples", () => {
    expect(typeOf({ type: ["string", "integer", "null"] })).toEqual({
      kind: "union",
      members: [{ kind: "string" }, { kind: "integer" }, { kind: "null" }],
    });
    expect(typeOf({ const: "x" })).toEqual({ kind: "enum", values: ["x"] });
    expect(typeOf({ type: "array", prefixItems: [{ type: "string" }], items: false })).toEqual({
      kind: "tuple",
      items: [{ kind: "string" }],
    });
  });

  it("allOf merges inline objects and makes a required property of a referenced member required", () => {
    const schemas = { Base: { type: "object", properties: { id: { type: "string" } } } };
    const type = typeOf(
      {
        allOf: [
          { $ref: "#/components/schemas/Base" },
          { type: "object", properties: { name: { type: "string" } } },
          { required: ["id"] },
        ],
      },
      schemas,
    );
    expect(type).toEqual({
      kind: "intersection",
      members: [
        {
          kind: "object",
          properties: [
            { name: "name", type: { kind: "string" }, required: false },
            { name: "id", type: { kind: "string" }, required: true },
          ],
        },
        { kind: "ref", name: "Base" },
      ],
    });
  });

  it("anyOf members that only constrain say nothing of the type", () => {
    const type = typeOf({
      type: "object",
      properties: { a: { type: "string" } },
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
    });
    expect(type).toEqual({
      kind: "object",
      properties: [{ name: "a", type: { kind: "string" }, required: false }],
    });
  });

  it("a property named $ref is a property", () => {
    expect(typeOf({ type: "object", properties: { $ref: { type: "string" } } })).toEqual({
      kind: "object",
      properties: [{ name: "$ref", type: { kind: "string" }, required: false }],
    });
  });

  it("a dangling reference loses only its own part", () => {
    const response = {
      "200": {
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: { a: { $ref: "#/nowhere" }, b: { type: "string" } },
            },
          },
        },
      },
    };
    const { api, codes } = lowered(operationsOf({ "GET /a": { responses: response } }));
    expect(codes).toContain("ref-dangling");
    expect(api.operations[0]?.result.type).toMatchObject({
      properties: [
        { name: "a", type: { kind: "unknown", why: "not-expressible" } },
        { name: "b", type: { kind: "string" } },
      ],
    });
  });

  it("marks recursion and opens definitions that are nothing but themselves", () => {
    const schemas = {
      Tree: {
        type: "object",
        properties: {
          children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
          a: { $ref: "#/components/schemas/A" },
        },
      },
      A: { anyOf: [{ $ref: "#/components/schemas/B" }, { type: "string" }] },
      B: { $ref: "#/components/schemas/A" },
    };
    const content = { "application/json": { schema: { $ref: "#/components/schemas/Tree" } } };
    const { api, codes } = lowered(
      operationsOf(
        { "GET /a": { responses: { "200": { content } } } },
        { components: { schemas } },
      ),
    );
    const types = new Map(api.types.map((type) => [type.name, type]));
    expect(types.get("Tree")?.recursive).toBe(true);
    expect(codes).toContain("schema-refers-to-itself");
    expect(JSON.stringify([types.get("A")?.type, types.get("B")?.type])).toContain(
      "not-expressible",
    );
  });

  it("readOnly is not sent and writeOnly does not come back", () => {
    const User = {
      type: "object",
      properties: {
        id: { type: "string", readOnly: true },
        password: { type: "string", writeOnly: true },
        name: { type: "string" },
      },
    };
    const content = { "application/json": { schema: { $ref: "#/components/schemas/User" } } };
    const { api } = lowered(
      operationsOf(
        { "POST /users": { requestBody: { content }, responses: { "200": { content } } } },
        { components: { schemas: { User } } },
      ),
    );
    const names = (type: string) => api.types.find(({ name }) => name === type)?.type;
    expect(names("User")).toMatchObject({ properties: [{ name: "id" }, { name: "name" }] });
    expect(names("UserInput")).toMatchObject({
      properties: [{ name: "password" }, { name: "name" }],
    });
    expect(operation(api, "users.create").body?.contents[0]?.type).toEqual({
      kind: "ref",
      name: "UserInput",
    });
  });
});

describe("a property whose reference stands in an allOf", () => {
  it.each([
    ["beside readOnly", [{ $ref: "#/components/schemas/Id" }, { readOnly: true }], {}],
    ["and leads to readOnly", [{ $ref: "#/components/schemas/Id" }], { readOnly: true }],
  ])("%s is not sent", (_, allOf, flags) => {
    const schemas = {
      Id: { type: "string", ...flags },
      User: {
        type: "object",
        required: ["id"],
        properties: { id: { allOf }, name: { type: "string" } },
      },
    };
    const content = { "application/json": { schema: { $ref: "#/components/schemas/User" } } };
    const { api } = lowered(
      operationsOf(
        { "POST /users": { requestBody: { content }, responses: { "200": { content } } } },
        { components: { schemas } },
      ),
    );
    const type = (name: string) => api.types.find((one) => one.name === name)?.type;
    expect(type("UserInput")).toMatchObject({ properties: [{ name: "name" }] });
    expect(type("User")).toMatchObject({ properties: [{ name: "id" }, { name: "name" }] });
  });
});

describe("operations", () => {
  it("keep parameters of one name in two locations, and a parameter called body", () => {
    const parameters = [
      { name: "id", in: "path", required: true, schema: { type: "string" } },
      { name: "id", in: "query", schema: { type: "integer" } },
      { name: "body", in: "query", schema: { type: "string" } },
    ];
    const requestBody = { content: { "application/json": { schema: { type: "string" } } } };
    const { api } = lowered(operationsOf({ "POST /a/{id}": { parameters, requestBody } }));
    const [found] = api.operations;
    expect(
      found?.parameters.map(({ name, wireName, in: location }) => [name, wireName, location]),
    ).toEqual([
      ["id", "id", "path"],
      ["idInQuery", "id", "query"],
      ["body", "body", "query"],
    ]);
    expect(found?.body?.name).toBe("requestBody");
  });

  it("take presets from the configuration", () => {
    const parameters = [
      { name: "account", in: "path", required: true, schema: { type: "string" } },
    ];
    const root = operationsOf({ "GET /a/{account}": { parameters } });
    const { api } = lowered(root, { defaults: { account: { kind: "locked", value: "7" } } });
    expect(api.operations[0]?.parameters[0]).toMatchObject({
      required: false,
      preset: { kind: "locked", value: "7" },
    });
  });

  it("resolve to the union of the 2xx bodies, perhaps to nothing", () => {
    const json = (type: string) => ({ content: { "application/json": { schema: { type } } } });
    const { api } = lowered(
      operationsOf({
        "GET /a": {
          responses: {
            "200": json("string"),
            "201": json("number"),
            "204": {},
            "404": json("boolean"),
          },
        },
      }),
    );
    expect(api.operations[0]?.result).toEqual({
      type: { kind: "union", members: [{ kind: "string" }, { kind: "number" }] },
      mayBeEmpty: true,
    });
  });

  it("carry their effect and the reason", () => {
    const { api } = lowered(
      operationsOf({
        "GET /pods/{name}/exec": { operationId: "connectGetPodExec" },
        "POST /tokens/{id}/revoke": {},
        "POST /database/{id}/query": {},
        "GET /pods": {},
        "DELETE /pods/{name}": {},
        "POST /search": {},
      }),
      { effects: { "POST /search": "read" } },
    );
    const effects = Object.fromEntries(
      api.operations.map(({ httpMethod, path, effect, effectReason }) => [
        `${httpMethod} ${path}`,
        [effect, effectReason.kind],
      ]),
    );
    expect(effects).toEqual({
      "GET /pods/{name}/exec": ["write", "raised"],
      "POST /tokens/{id}/revoke": ["destructive", "raised"],
      "POST /database/{id}/query": ["write", "method"],
      "GET /pods": ["read", "method"],
      "DELETE /pods/{name}": ["destructive", "method"],
      "POST /search": ["read", "configured"],
    });
  });

  it("know what they need to be let in", () => {
    const securitySchemes = {
      key: { type: "apiKey", in: "header", name: "X-Key" },
      user: { type: "http", scheme: "Basic" },
    };
    const { api } = lowered(
      operationsOf(
        { "GET /a": {}, "GET /b": { security: [] }, "GET /c": { security: [{ user: [] }, {}] } },
        { components: { securitySchemes }, security: [{ key: [] }] },
      ),
    );
    expect(api.operations.map(({ path, security }) => [path, security])).toEqual([
      ["/a", [[{ scheme: "key", scopes: [] }]]],
      ["/b", undefined],
      ["/c", [[{ scheme: "user", scopes: [] }], []]],
    ]);
  });
});
