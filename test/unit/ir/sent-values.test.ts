import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { lowered, operationsOf } from "./lowered.js";

type Root = { readonly [key: string]: JsonValue };

function get(...parameters: readonly Root[]): Root {
  return operationsOf(
    { "GET /things": { parameters: [...parameters] } },
    { components: { schemas: { Version: { const: "2026-01-01" } } } },
  );
}

function post(content: Root, method = "POST"): Root {
  return operationsOf({ [`${method} /things`]: { requestBody: { content } } });
}

const FORM = "application/x-www-form-urlencoded";
const OBJECT = { type: "object", properties: { a: { type: "string" } } };

describe("a required header with a single value", () => {
  const header = { name: "X-Version", in: "header", required: true };

  it.each<[string, Root]>([
    ["a constant", { type: "string", const: "2026-01-01" }],
    ["an enum of one", { type: "string", enum: ["2026-01-01"] }],
    ["a reference", { $ref: "#/components/schemas/Version" }],
  ])("fills itself: %s", (_, schema) => {
    expect(lowered(get({ ...header, schema })).api.operations[0]?.parameters).toMatchObject([
      { required: false, preset: { kind: "default", value: "2026-01-01" } },
    ]);
  });

  it.each<[string, Root]>([
    ["one of two values", { ...header, schema: { enum: ["a", "b"] } }],
    ["one that is not required", { ...header, required: false, schema: { const: "a" } }],
    ["a query parameter", { ...header, in: "query", schema: { const: "a" } }],
  ])("but not %s", (_, parameter) => {
    expect(lowered(get(parameter)).api.operations[0]?.parameters[0]).not.toHaveProperty("preset");
  });

  it("is what the configuration says, if it says anything", () => {
    const root = get({ ...header, schema: { const: "a" } });
    const defaults = { "X-Version": { kind: "locked", value: "b" } } as const;
    expect(lowered(root, { defaults }).api.operations[0]?.parameters).toMatchObject([
      { preset: { kind: "locked", value: "b" } },
    ]);
  });
});

it("a default of the configuration for an argument that no operation has is reported", () => {
  const defaults = {
    page: { kind: "default", value: 1 },
    gone: { kind: "locked", value: 1 },
  } as const;
  const { found } = lowered(get({ name: "page", in: "query", schema: {} }), { defaults });
  expect(found.map(({ code, message }) => [code, message])).toContainEqual([
    "config-entry-unused",
    "defaults: gone matches no operation or argument",
  ]);
  expect(found.filter(({ code }) => code === "config-entry-unused")).toHaveLength(1);
});

describe("parameters", () => {
  it.each<[string, Root, string | undefined]>([
    ["a list of objects", { schema: { type: "array", items: OBJECT } }, "parameter-value-nested"],
    [
      "an object with a list",
      { schema: { properties: { a: { type: "array", items: {} } } }, explode: false },
      "parameter-value-nested",
    ],
    ["an object that explodes", { schema: OBJECT }, "parameter-object-exploded"],
    ["an object in brackets", { schema: OBJECT, style: "deepObject" }, undefined],
    ["a list of scalars", { schema: { type: "array", items: { type: "string" } } }, undefined],
    ["a document", { content: { "application/json": { schema: OBJECT } } }, undefined],
    ["a style of another location", { schema: {}, style: "matrix" }, "parameter-style-misplaced"],
  ])("%s", (_, about, code) => {
    const { codes } = lowered(get({ name: "q", in: "query", ...about }));
    expect(codes.filter((one) => one.startsWith("parameter-"))).toEqual(
      code === undefined ? [] : [code],
    );
  });

  it("a style cookie is kept", () => {
    const { api } = lowered(get({ name: "c", in: "cookie", style: "cookie", schema: {} }));
    expect(api.operations[0]?.parameters).toMatchObject([{ in: "cookie", style: "cookie" }]);
  });
});

describe("bodies", () => {
  it("have the encoding of their fields, without what is the default", () => {
    const encoding = {
      deep: { style: "deepObject", explode: true },
      csv: { explode: false },
      usual: { style: "form", explode: true },
      json: { contentType: "application/json" },
      both: { contentType: "application/json", allowReserved: true },
      none: { headers: {} },
    };
    const { api } = lowered(post({ [FORM]: { schema: OBJECT, encoding } }));
    expect(api.operations[0]?.body?.contents[0]?.encoding).toEqual({
      deep: { style: "deepObject" },
      csv: { style: "form", explode: false },
      usual: { style: "form" },
      json: { contentType: "application/json" },
      both: { style: "form", allowReserved: true },
    });
    const json = { "application/json": { schema: OBJECT, encoding } };
    expect(lowered(post(json)).api.operations[0]?.body?.contents[0]).not.toHaveProperty("encoding");
  });

  it("are reported where a form holds objects and does not say how", () => {
    const properties = { open: OBJECT, said: OBJECT, list: { type: "array", items: OBJECT } };
    const schema = { type: "object", properties };
    const encoding = { said: { style: "deepObject" } };
    const { found } = lowered(post({ [FORM]: { schema, encoding } }));
    const notes = found.filter(({ code }) => code === "form-field-nested");
    expect(notes.map(({ message }) => message)).toEqual([
      "open, list hold objects and have no encoding: they are written with brackets",
    ]);
    expect(lowered(post({ "multipart/form-data": { schema } })).codes).not.toContain(
      "form-field-nested",
    );
  });

  it.each(["GET", "HEAD"])("of %s are left out, and reported unless they are empty", (method) => {
    const full = lowered(post({ "application/json": { schema: OBJECT } }, method));
    expect(full.api.operations[0]).not.toHaveProperty("body");
    expect(full.codes).toContain("request-body-unsendable");
    const empty = lowered(post({ [FORM]: { schema: { type: "object", properties: {} } } }, method));
    expect(empty.api.operations[0]).not.toHaveProperty("body");
    expect(empty.codes).not.toContain("request-body-unsendable");
  });
});
