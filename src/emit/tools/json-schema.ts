import type { Constraints, JsonValue, NamedType, Type } from "../../runtime/api/types.js";

/** A JSON Schema (2020-12) object. */
export type JsonSchema = { readonly [keyword: string]: JsonValue };

/** A type as JSON Schema. References become `#/$defs/<name>`; the caller supplies those. */
export function jsonSchema(type: Type): JsonSchema {
  switch (type.kind) {
    case "unknown":
      return {};
    case "never":
      return { not: {} };
    case "null":
    case "boolean":
      return { type: type.kind };
    case "string":
    case "number":
    case "integer":
      return {
        type: type.kind,
        ...(type.format !== undefined && { format: type.format }),
        ...keywords(type.constraints),
      };
    case "binary":
      return { type: "string", contentEncoding: "base64" };
    case "enum":
      return type.values.length === 1 && type.values[0] !== undefined
        ? { const: type.values[0] }
        : { enum: type.values };
    case "array":
      return { type: "array", items: jsonSchema(type.items), ...keywords(type.constraints) };
    case "tuple":
      return {
        type: "array",
        prefixItems: type.items.map(jsonSchema),
        minItems: type.items.length,
        items: type.rest === undefined ? false : jsonSchema(type.rest),
      };
    case "object":
      return objectSchema(type);
    case "union":
      return { anyOf: type.members.map(jsonSchema) };
    case "intersection":
      return { allOf: type.members.map(jsonSchema) };
    case "ref":
      return { $ref: `#/$defs/${type.name}` };
  }
}

/** A named type as a member of `$defs`. */
export function definition(named: NamedType): JsonSchema {
  return described(jsonSchema(named.type), named);
}

/** A schema with the annotations that its place has (JSON Schema Validation §9). */
export function described(
  schema: JsonSchema,
  place: {
    readonly description?: string;
    readonly deprecated?: true;
    readonly default?: JsonValue;
  },
): JsonSchema {
  return {
    ...schema,
    ...(place.description !== undefined && { description: place.description }),
    ...(place.default !== undefined && { default: place.default }),
    ...(place.deprecated && { deprecated: true }),
  };
}

function objectSchema(type: Extract<Type, { kind: "object" }>): JsonSchema {
  const required = type.properties.filter((property) => property.required);
  return {
    type: "object",
    ...(type.properties.length > 0 && {
      properties: Object.fromEntries(
        type.properties.map((property) => [
          property.name,
          described(jsonSchema(property.type), property),
        ]),
      ),
    }),
    ...(required.length > 0 && { required: required.map((property) => property.name) }),
    ...(type.additional !== undefined && { additionalProperties: jsonSchema(type.additional) }),
    ...keywords(type.constraints),
  };
}

function keywords(constraints: Constraints | undefined): JsonSchema {
  return { ...constraints };
}
