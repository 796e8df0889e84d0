import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { lowered, operationsOf, typeOf } from "./lowered.js";

const TEXT = { type: "string" };
const ANY = { kind: "unknown", why: "no-schema" };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe("what another generator reads differently", () => {
  it("a member of allOf that opens the object opens the whole, `type: object` alone does not", () => {
    const schemas = { Base: { type: "object", properties: { id: TEXT } } };
    const named = { properties: { name: TEXT } };
    const inline = typeOf({ allOf: [named, { additionalProperties: {} }] });
    expect(inline).toMatchObject({ properties: [{ name: "name" }], additional: ANY });
    expect(
      typeOf({ allOf: [ref("Base"), named, { additionalProperties: true }] }, schemas),
    ).toMatchObject({
      members: [{ properties: [{ name: "name" }], additional: ANY }, { kind: "ref" }],
    });
    expect(typeOf({ allOf: [ref("Base")], additionalProperties: true }, schemas)).toEqual({
      kind: "intersection",
      members: [
        { kind: "ref", name: "Base" },
        { kind: "object", properties: [], additional: ANY },
      ],
    });
    const closed = [{ type: "object" }, { additionalProperties: false }];
    for (const member of closed)
      expect(typeOf({ allOf: [named, member] })).not.toHaveProperty("additional");
    expect(typeOf({ allOf: [named, { additionalProperties: { type: "number" } }] })).toMatchObject({
      additional: { kind: "number" },
    });
  });

  it("an object of which nothing is sent is empty, not open", () => {
    const schema = { type: "object", properties: { id: { ...TEXT, readOnly: true } } };
    const content = { "application/json": { schema } };
    const root = operationsOf({ "POST /things": { requestBody: { content } } });
    expect(lowered(root).api.operations[0]?.body?.contents[0]?.type).toEqual({
      kind: "object",
      properties: [],
    });
  });

  it("$recursiveRef is the schema around it that has $recursiveAnchor", () => {
    const filters = {
      type: "array",
      items: { oneOf: [ref("Comparison"), { $recursiveRef: "#" }] },
    };
    const root = operationsOf(
      {
        "GET /filters": {
          responses: { "200": { content: { "application/json": { schema: ref("Compound") } } } },
        },
      },
      {
        components: {
          schemas: {
            Comparison: { type: "object", properties: { key: TEXT } },
            Compound: { $recursiveAnchor: true, type: "object", properties: { filters } },
          },
        },
      },
    );
    const compound = lowered(root).api.types.find(({ name }) => name === "Compound");
    expect(compound).toMatchObject({
      recursive: true,
      type: {
        properties: [
          { type: { items: { members: [{ name: "Comparison" }, { name: "Compound" }] } } },
        ],
      },
    });
  });

  it("a $recursiveRef with no such schema around it is anything", () => {
    const schema = { type: "array", items: { $recursiveRef: "#" } };
    expect(typeOf(schema)).toEqual({ kind: "array", items: ANY });
  });

  it("what allOf requires of a union is required of each of its members", () => {
    const member = (kind: string, extra: { readonly [name: string]: JsonValue } = {}) => ({
      type: "object",
      properties: { id: TEXT, kind: { enum: [kind] }, ...extra },
    });
    const schemas = {
      Cat: member("cat", { lives: TEXT }),
      Dog: member("dog"),
      Pet: { oneOf: [ref("Cat"), ref("Dog")] },
    };
    const schema = { allOf: [ref("Pet"), { required: ["id", "kind", "lives"] }] };
    expect(typeOf(schema, schemas)).toEqual({
      kind: "intersection",
      members: [
        {
          kind: "object",
          properties: [
            { name: "id", type: { kind: "string" }, required: true },
            {
              name: "kind",
              type: { kind: "enum", values: ["cat", "dog"] },
              required: true,
            },
          ],
        },
        { kind: "ref", name: "Pet" },
      ],
    });
  });
});
