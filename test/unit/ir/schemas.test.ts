import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { lowered, operationsOf, typeOf } from "./lowered.js";

type Root = { readonly [key: string]: JsonValue };

/** What one response schema leaves behind: its type, the named types, and `code pointer` of each finding about schemas. */
function lower(schema: JsonValue, schemas: Root = {}, openapi = "3.1.0") {
  const content = { "application/json": { schema } };
  const root = operationsOf(
    { "GET /thing": { responses: { "200": { content } } } },
    { components: { schemas } },
  );
  const { api, found } = lowered({ ...root, openapi });
  const about = /^(schema|enum|ref|discriminator)/;
  return {
    type: api.operations[0]?.result.type,
    types: Object.fromEntries(api.types.map(({ name, type }) => [name, type])),
    places: found
      .filter(({ code }) => about.test(code))
      .map(({ code, pointer }) => `${code} ${pointer}`),
    messages: found.map(({ message }) => message),
  };
}

const SCHEMA = "/paths/~1thing/get/responses/200/content/application~1json/schema";

describe("JSON Schema 2020-12", () => {
  it("a boolean, null and anything else that is no object", () => {
    expect(typeOf({ type: "object", properties: { a: true, b: false } })).toMatchObject({
      properties: [
        { name: "a", type: { kind: "unknown" } },
        { name: "b", type: { kind: "never" } },
      ],
    });
    expect(typeOf({ type: null })).toEqual({ kind: "null" });
    expect(typeOf({ type: "null" }, {}, "3.0.3")).toEqual({ kind: "null" });
    for (const wrong of [null, 0, "string", []]) {
      const { type, places } = lower(wrong);
      expect(type).toEqual({ kind: "unknown", why: "no-schema" });
      expect(places).toEqual([`schema-unreadable ${SCHEMA}`]);
    }
  });

  it("$defs, $anchor, $id and $dynamicRef name schemas", () => {
    const schemas = {
      Tree: {
        type: "object",
        $dynamicAnchor: "node",
        $defs: { leaf: { $anchor: "leaf", type: "string" } },
        properties: {
          leaf: { $ref: "#leaf" },
          same: { $ref: "#/components/schemas/Tree/$defs/leaf" },
          children: { type: "array", items: { $dynamicRef: "#node" } },
          other: { $ref: "urn:other" },
        },
      },
      Other: { $id: "urn:other", type: "number" },
    };
    const { types, places } = lower({ $ref: "#/components/schemas/Tree" }, schemas);
    expect(places).toEqual([]);
    expect(types["Tree"]).toMatchObject({
      properties: [
        { name: "leaf", type: { kind: "ref", name: "TreeLeaf" } },
        { name: "same", type: { kind: "ref", name: "TreeLeaf" } },
        { name: "children", type: { items: { kind: "ref", name: "Tree" } } },
        { name: "other", type: { kind: "ref", name: "Other" } },
      ],
    });
  });

  it("keywords beside a reference count from 3.1 on", () => {
    const schemas = { A: { type: "object", properties: { a: { type: "string" } } } };
    const schema = { $ref: "#/components/schemas/A", properties: { b: { type: "string" } } };
    expect(lower(schema, schemas).type).toMatchObject({ kind: "intersection" });
    expect(lower(schema, schemas, "3.0.3").type).toEqual({ kind: "ref", name: "A" });
  });

  it("patternProperties and unevaluatedProperties describe other properties", () => {
    expect(typeOf({ patternProperties: { "^x": { type: "string" } } })).toMatchObject({
      properties: [],
      additional: { kind: "string" },
    });
    expect(typeOf({ type: "object", unevaluatedProperties: { type: "number" } })).toMatchObject({
      additional: { kind: "number" },
    });
    expect(typeOf({ type: "object", unevaluatedProperties: false })).toEqual({
      kind: "object",
      properties: [],
    });
  });

  it("contentMediaType is bytes unless the content is text or encoded as such", () => {
    expect(typeOf({ contentMediaType: "image/png" })).toEqual({ kind: "binary" });
    expect(
      typeOf({ type: "string", contentMediaType: "image/png", contentEncoding: "base64" }),
    ).toEqual({ kind: "string" });
    expect(typeOf({ type: "string", contentMediaType: "application/json" })).toEqual({
      kind: "string",
    });
  });

  it("tuples of both ages", () => {
    const tuple = { kind: "tuple", items: [{ kind: "string" }] };
    expect(typeOf({ type: "array", items: [{ type: "string" }], additionalItems: false })).toEqual(
      tuple,
    );
    expect(typeOf({ prefixItems: [{ type: "string" }], items: { type: "number" } })).toEqual({
      ...tuple,
      rest: { kind: "number" },
    });
  });

  it("keywords that no type can say are told once", () => {
    const { type, places } = lower({
      type: "object",
      properties: { a: { type: "string", not: { const: "x" } }, b: { type: "string", not: {} } },
      if: { required: ["a"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ["b"] },
      dependentSchemas: { a: { required: ["b"] } },
    });
    expect(type).toMatchObject({
      properties: [{ type: { kind: "string" } }, { type: { kind: "string" } }],
    });
    expect(places).toEqual([
      `schema-keyword-ignored ${SCHEMA}/if`,
      `schema-keyword-ignored ${SCHEMA}/dependentSchemas`,
      `schema-keyword-ignored ${SCHEMA}/properties/a/not`,
    ]);
  });
});

describe("enums", () => {
  it("hold any value", () => {
    expect(typeOf({ enum: ["a", 1, true, null] })).toEqual({
      kind: "enum",
      values: ["a", 1, true, null],
    });
  });

  it("values in or without quotes are what the type says", () => {
    expect(lower({ type: "string", enum: [1, true, "a"] })).toMatchObject({
      type: { values: ["1", "true", "a"] },
      places: [],
    });
    expect(lower({ type: "integer", enum: ["1", "2"] })).toMatchObject({
      type: { values: [1, 2] },
      places: [],
    });
  });

  it("values of another type are kept and reported", () => {
    const { type, places, messages } = lower({ type: "integer", enum: [1, "one"] });
    expect(type).toEqual({ kind: "enum", values: [1, "one"] });
    expect(places).toEqual([`enum-contradicts-type ${SCHEMA}`]);
    expect(messages).toContain('"one" is listed, but the type is integer');
  });
});

describe("nullable", () => {
  it("alone says nothing, and beside a composition its pointers stay the document's", () => {
    expect(typeOf({ nullable: true }, {}, "3.0.3")).toEqual({ kind: "unknown", why: "no-schema" });
    const { places } = lower({ nullable: true, allOf: [{ $ref: "#/nowhere" }] }, {}, "3.0.3");
    expect(places).toEqual([`ref-dangling ${SCHEMA}/allOf/0`]);
  });
});

describe("allOf", () => {
  const text = { properties: { id: { type: "string" } } };
  const count = { properties: { id: { type: "integer" } } };

  it("one property of disjoint types is never, and reported", () => {
    const { type, places, messages } = lower({ allOf: [text, count] });
    expect(type).toMatchObject({ properties: [{ name: "id", type: { kind: "never" } }] });
    expect(places).toEqual([`schema-conflict ${SCHEMA}`]);
    expect(messages).toContain("property id must be string and number at once: no value is");
  });

  it("conflicts are seen through references, also those to the property's schema", () => {
    const schemas = {
      Base: { allOf: [{ $ref: "#/components/schemas/Root" }] },
      Root: { type: "object", properties: { id: { $ref: "#/components/schemas/Id" } } },
      Id: { type: "string" },
    };
    const { places } = lower({ allOf: [{ $ref: "#/components/schemas/Base" }, count] }, schemas);
    expect(places).toEqual([`schema-conflict ${SCHEMA}`]);
  });

  it("disjoint values are never", () => {
    expect(lower({ allOf: [{ type: "string" }, { type: "object" }] })).toMatchObject({
      type: { kind: "never" },
      places: [`schema-conflict ${SCHEMA}`],
    });
  });

  it("what only narrows is no conflict", () => {
    const wide = { properties: { id: { type: ["string", "null"] }, n: { type: "number" } } };
    const narrow = { properties: { id: { type: "string", enum: ["a"] }, n: { type: "integer" } } };
    expect(lower({ allOf: [wide, narrow] }).places).toEqual([]);
  });
});

describe("discriminators", () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const member = (property: JsonValue, extra: Root = {}) => ({
    type: "object",
    properties: { kind: property, ...extra },
  });

  it("make a plain string of each member its literal, mapped or the member's name", () => {
    const discriminator = {
      propertyName: "kind",
      mapping: { cat: "#/components/schemas/Cat", kitten: "Cat" },
    };
    const { type, types, places } = lower(
      { oneOf: [ref("Cat"), ref("Dog")], discriminator },
      { Cat: member({ type: "string" }), Dog: member({ type: "string" }) },
    );
    expect(places).toEqual([]);
    expect(types).toMatchObject({
      Cat: { properties: [{ name: "kind", type: { values: ["cat", "kitten"] }, required: true }] },
      Dog: { properties: [{ name: "kind", type: { values: ["Dog"] }, required: true }] },
    });
    expect(type).toMatchObject({
      kind: "union",
      discriminator: { property: "kind", mapping: { cat: "Cat", kitten: "Cat", Dog: "Dog" } },
    });
  });

  it("leave alone what lists its values, which are what the member is called", () => {
    const { type, types } = lower(
      { anyOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } },
      { Cat: member({ const: "meow" }), Dog: member({ enum: ["bark", "woof"] }) },
    );
    expect(types["Cat"]).toMatchObject({
      properties: [{ type: { kind: "enum", values: ["meow"] }, required: false }],
    });
    expect(type).toMatchObject({
      discriminator: { mapping: { meow: "Cat", bark: "Dog", woof: "Dog" } },
    });
  });

  it("reach the members that extend the schema with the discriminator, and what these extend", () => {
    const schemas = {
      Pet: {
        ...member({ type: "string" }),
        discriminator: { propertyName: "kind", mapping: { cat: "Cat" } },
      },
      Cat: { allOf: [ref("Pet"), { type: "object", properties: { age: { type: "integer" } } }] },
      Lynx: { allOf: [ref("Cat"), ref("Pet")] },
    };
    const { types } = lower({ oneOf: [ref("Cat"), ref("Lynx")] }, schemas);
    const literals = (name: string) => JSON.stringify(types[name]);
    expect(literals("Cat")).toContain(
      '"name":"kind","type":{"kind":"enum","values":["cat","Lynx"]}',
    );
    expect(literals("Lynx")).toContain('"name":"kind","type":{"kind":"enum","values":["Lynx"]}');
    expect(types["Pet"]).toMatchObject({ properties: [{ type: { kind: "string" } }] });
  });

  it("do not tag a member that another schema extends with values of its own", () => {
    const schemas = {
      Cat: member({ type: "string" }),
      Dog: member({ type: "string" }),
      Robot: { allOf: [ref("Cat"), { properties: { kind: { type: "string", enum: ["robot"] } } }] },
    };
    const union = { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "kind" } };
    const { types, places } = lower(
      { type: "array", items: { anyOf: [union, ref("Robot")] } },
      schemas,
    );
    expect(types["Cat"]).toMatchObject({ properties: [{ type: { kind: "string" } }] });
    expect(types["Dog"]).toMatchObject({ properties: [{ type: { values: ["Dog"] } }] });
    expect(places).toEqual([]);
  });

  it("report a mapping to nothing", () => {
    const discriminator = { propertyName: "kind", mapping: { fish: "Fish" } };
    const { places } = lower(
      { oneOf: [ref("Cat")], discriminator },
      { Cat: member({ type: "string" }) },
    );
    expect(places).toEqual([`discriminator-unknown ${SCHEMA}/discriminator/mapping/fish`]);
  });
});

describe("hostile schemas end in time", () => {
  const COUNT = 3000;
  const range = Array.from({ length: COUNT }, (_, index) => index);

  it("a long chain of discriminated extensions", () => {
    const schemas = Object.fromEntries(
      range.map((index) => [
        `S${index}`,
        {
          type: "object",
          properties: { kind: { type: "string" } },
          discriminator: { propertyName: "kind" },
          ...(index > 0 && { allOf: [{ $ref: `#/components/schemas/S${index - 1}` }] }),
        },
      ]),
    );
    const { types } = lower({ $ref: `#/components/schemas/S${COUNT - 1}` }, schemas);
    expect(Object.keys(types)).toContain(`S${COUNT - 1}`);
  }, 20_000);

  it("diamonds of allOf upon diamonds", () => {
    const schemas = Object.fromEntries(
      range.slice(0, 200).flatMap((index) =>
        ["L", "R"].map((side) => [
          `${side}${index}`,
          {
            allOf: ["L", "R"].map((each) => ({ $ref: `#/components/schemas/${each}${index + 1}` })),
          },
        ]),
      ),
    );
    const { places } = lower(
      { $ref: "#/components/schemas/L0" },
      { ...schemas, L200: { type: "object" }, R200: { type: "object" } },
    );
    expect(places).toEqual([]);
  }, 20_000);
});
