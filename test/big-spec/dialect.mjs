/**
 * What the two versions of OpenAPI write differently.
 *
 * @typedef {object} Dialect
 * @property {string} openapi
 * @property {(schema: Record<string, unknown>) => Record<string, unknown>} nullable
 * @property {(value: string) => Record<string, unknown>} constant
 * @property {(ref: Record<string, unknown>, description: string) => Record<string, unknown>} describedRef
 * @property {number | boolean} exclusiveMinimum
 * @property {Record<string, unknown>} minimum What goes beside `exclusiveMinimum`.
 */

/** OAS 3.0: a dialect of its own, with `nullable`; keys beside `$ref` are ignored. @type {Dialect} */
const openapi30 = {
  openapi: "3.0.3",
  nullable: (schema) =>
    "$ref" in schema ? { nullable: true, allOf: [schema] } : { ...schema, nullable: true },
  constant: (value) => ({ type: "string", enum: [value] }),
  describedRef: (ref, description) => ({ description, allOf: [ref] }),
  exclusiveMinimum: true,
  minimum: { minimum: 0 },
};

/** OAS 3.1: JSON Schema 2020-12. @type {Dialect} */
const openapi31 = {
  openapi: "3.1.0",
  nullable: (schema) =>
    "$ref" in schema
      ? { anyOf: [schema, { type: "null" }] }
      : { ...schema, type: [schema["type"], "null"] },
  constant: (value) => ({ const: value }),
  describedRef: (ref, description) => ({ ...ref, description }),
  exclusiveMinimum: 0,
  minimum: {},
};

/** @type {{ readonly [version: string]: Dialect }} */
export const dialects = { "3.0": openapi30, 3.1: openapi31 };
