import { describe, expect, it } from "vitest";
import { generateOpenapiTypes } from "../../../src/emit/openapi-types/generate.js";
import { NoOpenapiTypes } from "../../../src/emit/openapi-types/no-openapi-types.js";

const info = { title: "Books", version: "1.0.0" };
const json = (schema: Readonly<Record<string, string>>) => ({
  responses: { "200": { description: "", content: { "application/json": { schema } } } },
});

describe("generateOpenapiTypes", () => {
  it("declares the paths of a document", async () => {
    const root = { openapi: "3.1.0", info, paths: { "/books": { get: json({ type: "string" }) } } };
    const text = await generateOpenapiTypes(root);
    expect(text).toContain("export interface paths {");
    expect(text).toContain('"/books": {');
    expect(text).toContain('"application/json": string;');
  });

  it("reads nothing that the document refers to outside itself", async () => {
    const schema = { $ref: `${import.meta.url.replace(/[^/]*$/, "no-such.json")}#/x` };
    const root = { openapi: "3.0.3", info, paths: { "/books": { get: json(schema) } } };
    expect(await generateOpenapiTypes(root)).toContain('"application/json": unknown;');
  });

  it("says what the peer does not take, and survives its loose promises", async () => {
    const swagger = generateOpenapiTypes({ swagger: "2.0", info, paths: {} });
    await expect(swagger).rejects.toThrow("does not read Swagger 2.0");
    const properties = { hasOwnProperty: { type: "boolean" }, b: { type: "string" } };
    const components = { schemas: { constructor: { properties }, hasOwnProperty: { properties } } };
    const odd = generateOpenapiTypes({ openapi: "3.0.3", info, paths: {}, components });
    await expect(odd).rejects.toThrow(NoOpenapiTypes);
  });
});
