import type { Api } from "../../../src/runtime/api/api.js";
import type { NamedType, Property, Type } from "../../../src/runtime/api/types.js";
import { apiOf, model, operationOf } from "./api-of.js";

/** Everything that could end a comment, a literal or a line, start a tag, or hide from a reader. */
export const HOSTILE =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay one.
  "*/ end `tick` ${hole} \"double\" 'single' \\ back\n@deprecated\u2028 \u202ereversed\u0000 */ {@link x} </script> \\u{41}";

const STRING: Type = { kind: "string" };

function property(name: string, type: Type, rest: Partial<Property> = {}): Property {
  return { name, type, required: true, ...rest };
}

function object(...properties: Property[]): Type {
  return { kind: "object", properties };
}

const inline: NamedType = {
  name: "ThingsCreateBody",
  type: object(
    property("name", { kind: "string", constraints: { minLength: 1, pattern: "^[a-z*/@]+$" } }),
    property(
      "count",
      { kind: "integer", format: "int32", constraints: { minimum: 0 } },
      {
        required: false,
        default: 1,
        deprecated: true,
        description: HOSTILE,
      },
    ),
  ),
  home: { kind: "namespace", namespace: "things" },
  source: "",
};

/** Every kind of type, hostile names and texts, recursion of every sort, every sort of argument and result. */
export const everythingApi: Api = apiOf({
  title: HOSTILE,
  description: HOSTILE,
  servers: [
    { url: "https://{region}.example.com", variables: [{ name: "region", default: "eu" }] },
  ],
  securitySchemes: [
    { name: HOSTILE, kind: "http", scheme: "bearer", description: HOSTILE },
    { name: "key", kind: "apiKey", in: "header", parameter: "X-Key" },
  ],
  security: [[{ scheme: "key", scopes: [] }]],
  namespaces: [
    { name: "operations_", typeName: "Operations", module: "operations-namespace" },
    { name: "things", typeName: "Things", module: "things", description: HOSTILE },
  ],
  types: [
    inline,
    model("Anything", { kind: "unknown", why: "no-schema" }),
    model("Lost", { kind: "unknown", why: "not-expressible" }),
    model("Nothing", { kind: "never" }),
    model("Empty", object()),
    model("Flag", { kind: "boolean" }),
    model("Bytes", { kind: "binary" }),
    model("Ratio", { kind: "number", constraints: { minimum: 0, exclusiveMaximum: 1 } }),
    model("State", { kind: "enum", values: ["open", "closed", HOSTILE, null, 1, -1.5, true] }),
    model("Constant", { kind: "enum", values: [{ "a-b": [1, "x"], __proto__x: null }] }),
    model("Pair", { kind: "tuple", items: [STRING, { kind: "number" }] }),
    model("Rest", { kind: "tuple", items: [STRING], rest: { kind: "integer" } }),
    model("Routes", {
      kind: "array",
      items: { kind: "union", members: [STRING, { kind: "null" }] },
    }),
    model("Thing", {
      kind: "object",
      properties: [
        property("id", { kind: "integer", format: "int64" }),
        property("__proto__", STRING),
        property("constructor", STRING),
        property(HOSTILE, { kind: "ref", name: "State" }, { description: HOSTILE }),
        property("parent", {
          kind: "union",
          members: [{ kind: "ref", name: "Thing" }, { kind: "null" }],
        }),
        property(
          "when",
          { kind: "string", format: "date-time" },
          { required: false, default: HOSTILE },
        ),
        property("body", { kind: "ref", name: "ThingsCreateBody" }, { required: false }),
      ],
    }),
    // An index signature that the properties do not fit.
    model("Bag", {
      kind: "object",
      properties: [
        property("name", STRING),
        property("size", { kind: "number" }, { required: false }),
      ],
      additional: { kind: "array", items: { kind: "ref", name: "Bag" } },
    }),
    model("Labels", {
      kind: "object",
      properties: [property("a", STRING, { required: false })],
      additional: STRING,
    }),
    model("Both", {
      kind: "intersection",
      members: [{ kind: "ref", name: "Thing" }, object(property("extra", STRING))],
    }),
    model("Tree", {
      kind: "union",
      members: [STRING, { kind: "array", items: { kind: "ref", name: "Tree" } }],
    }),
  ].sort((left, right) => (left.name < right.name ? -1 : 1)),
  operations: [
    { ...operationOf("operations_.ping", "GET /ping"), summary: HOSTILE, deprecated: true },
    {
      ...operationOf("things.get", "GET /things/{id}/{version}/{locale}"),
      operationId: HOSTILE,
      summary: "Get a thing",
      description: HOSTILE,
      parameters: [
        { name: "id", wireName: "id", in: "path", required: true, type: { kind: "integer" } },
        { name: "versionInPath", wireName: "version", in: "path", required: true, type: STRING },
        {
          name: "locale",
          wireName: "locale",
          in: "path",
          required: true,
          type: STRING,
          preset: { kind: "locked", value: "en" },
        },
        {
          name: "X-Trace",
          wireName: "X-Trace",
          in: "header",
          required: false,
          type: STRING,
          description: HOSTILE,
        },
        {
          name: "account",
          wireName: "account",
          in: "query",
          required: true,
          type: STRING,
          preset: { kind: "default", value: HOSTILE },
        },
      ],
      responses: [
        {
          status: "200",
          contents: [{ mediaType: "application/json", type: { kind: "ref", name: "Thing" } }],
        },
      ],
      result: { type: { kind: "ref", name: "Thing" }, mayBeEmpty: false },
      security: [],
    },
    {
      ...operationOf("things.list", "GET /things"),
      description: "No summary.",
      parameters: [
        {
          name: "state",
          wireName: "state",
          in: "query",
          required: false,
          type: { kind: "ref", name: "State" },
          default: "open",
        },
      ],
      result: { type: { kind: "array", items: { kind: "ref", name: "Thing" } }, mayBeEmpty: true },
      security: [[{ scheme: "key", scopes: [] }]],
    },
    {
      ...operationOf("things.create", "POST /things"),
      body: {
        name: "body",
        required: true,
        contents: [
          { mediaType: "application/json", type: { kind: "ref", name: "ThingsCreateBody" } },
          { mediaType: "application/octet-stream", type: { kind: "binary" } },
        ],
      },
      result: { type: object(property("created", { kind: "boolean" })), mayBeEmpty: true },
      security: [[{ scheme: "key", scopes: [] }]],
    },
    {
      ...operationOf("things.uploads", "POST /things/uploads{a{b}"),
      parameters: [
        {
          name: "b",
          wireName: "b",
          in: "path",
          required: true,
          type: { kind: "ref", name: "Routes" },
        },
      ],
    },
    ...[
      "Anything",
      "Lost",
      "Nothing",
      "Empty",
      "Flag",
      "Bytes",
      "Ratio",
      "Constant",
      "Pair",
      "Rest",
      "Bag",
      "Labels",
      "Both",
      "Tree",
    ].map((name) => ({
      ...operationOf(`things.get${name}`, `GET /types/${name}`),
      result: { type: { kind: "ref", name } as const, mayBeEmpty: false },
    })),
  ],
});
