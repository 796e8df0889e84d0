import type { JsonValue, ObjectType, Property, Type } from "../../runtime/api/types.js";
import { constraintTags, typeTags } from "./constraint-tags.js";
import { docBlock } from "./doc-block.js";
import { propertyKeyText } from "./property-key-text.js";
import { numberText, stringText } from "./string-text.js";

/** A TypeScript type as syntax: unions and intersections are flat, have at least two members and no member twice. */
export type Shape =
  /** A keyword or a literal. */
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "reference"; readonly name: string }
  | { readonly kind: "array"; readonly items: Shape }
  | { readonly kind: "tuple"; readonly items: readonly Shape[]; readonly rest?: Shape }
  | ObjectShape
  /** `Name<{ … }>` */
  | { readonly kind: "generic"; readonly name: string; readonly argument: ObjectShape }
  | { readonly kind: "union" | "intersection"; readonly members: readonly Shape[] };

export interface ObjectShape {
  readonly kind: "object";
  readonly properties: readonly PropertyShape[];
  readonly index?: IndexShape;
  /** One property a line also where all would fit on one. */
  readonly expanded: boolean;
}

/** An index signature. */
export interface IndexShape {
  readonly shape: Shape;
  /** As a property's. */
  readonly doc: readonly string[];
}

export interface PropertyShape {
  readonly name: string;
  readonly optional: boolean;
  readonly shape: Shape;
  /** The lines of its comment; empty when it has none. */
  readonly doc: readonly string[];
}

export const UNDEFINED: Shape = { kind: "word", text: "undefined" };
const NEVER: Shape = { kind: "word", text: "never" };
const UNKNOWN: Shape = { kind: "word", text: "unknown" };
const STRING: Shape = { kind: "word", text: "string" };
const NUMBER: Shape = { kind: "word", text: "number" };
const BOOLEAN: Shape = { kind: "word", text: "boolean" };
const NULL: Shape = { kind: "word", text: "null" };

/** The TypeScript for a type of the IR. Bytes are a `Uint8Array`. */
export function shapeOf(type: Type): Shape {
  switch (type.kind) {
    case "unknown":
      return UNKNOWN;
    case "never":
      return NEVER;
    case "null":
      return NULL;
    case "boolean":
      return BOOLEAN;
    case "string":
      return STRING;
    case "number":
    case "integer":
      return NUMBER;
    case "binary":
      return { kind: "reference", name: "Uint8Array" };
    case "ref":
      return { kind: "reference", name: type.name };
    case "enum":
      return unionShape(type.values.map(valueShape));
    case "array":
      return { kind: "array", items: shapeOf(type.items) };
    case "tuple":
      return {
        kind: "tuple",
        items: type.items.map(shapeOf),
        ...(type.rest !== undefined && { rest: shapeOf(type.rest) }),
      };
    case "object":
      return objectShape(type);
    case "union":
      return unionShape(type.members.map(shapeOf));
    case "intersection":
      return intersectionShape(type.members.map(shapeOf));
  }
}

export function objectShape(type: ObjectType): ObjectShape {
  const properties = type.properties.map(propertyShape);
  if (type.additional === undefined) return { kind: "object", properties, expanded: false };
  const index = indexShape(shapeOf(type.additional), properties);
  return { kind: "object", properties, index, expanded: false };
}

/** `never` when there is no member, the member itself when there is one. */
export function unionShape(members: readonly Shape[]): Shape {
  return flattened("union", members) ?? NEVER;
}

function intersectionShape(members: readonly Shape[]): Shape {
  return flattened("intersection", members) ?? UNKNOWN;
}

function flattened(kind: "union" | "intersection", members: readonly Shape[]): Shape | undefined {
  const seen = new Set<string>();
  const parts = members
    .flatMap((member) => (member.kind === kind ? member.members : [member]))
    .filter((part) => {
      // Comments are no part of a key, and two objects may differ in theirs alone.
      if (holdsObject(part)) return true;
      const key = shapeKey(part);
      return !seen.has(key) && seen.add(key);
    });
  return parts.length > 1 ? { kind, members: parts } : parts[0];
}

function propertyShape(property: Property): PropertyShape {
  return {
    name: property.name,
    optional: !property.required,
    shape: shapeOf(property.type),
    doc: docBlock(property.description, [...typeTags(property), ...constraintTags(property.type)]),
  };
}

/**
 * TypeScript wants every property to be assignable to the index signature (TS2411), JSON Schema does not. The signature
 * takes in the types of the properties, so that a value can still be written as a literal; an intersection could not.
 * `@additional 1` then says how many of its types, the first ones, are those of properties that are not listed.
 */
function indexShape(additional: Shape, properties: readonly PropertyShape[]): IndexShape {
  if (additional.kind === "word" && additional.text === "unknown") {
    return { shape: additional, doc: [] };
  }
  const own = membersOf(additional);
  const allowed = new Set(own.map(shapeKey));
  const missing = new Map<string, Shape>();
  for (const member of properties.flatMap((property) => membersOf(property.shape))) {
    const key = shapeKey(member);
    if (!allowed.has(key) && !allowed.has(widened(member))) missing.set(key, withoutDocs(member));
  }
  if (missing.has("unknown")) return { shape: UNKNOWN, doc: [] };
  const absent = properties.some((property) => property.optional) ? [UNDEFINED] : [];
  return {
    shape: unionShape([additional, ...missing.values(), ...absent]),
    doc:
      missing.size === 0
        ? []
        : docBlock(undefined, [{ name: "additional", value: String(own.length) }]),
  };
}

function membersOf(shape: Shape): readonly Shape[] {
  return shape.kind === "union" ? shape.members : [shape];
}

/** The keyword that a literal is assignable to. */
function widened(shape: Shape): string {
  if (shape.kind !== "word") return "";
  if (/^["']/.test(shape.text)) return "string";
  if (/^-?[0-9]/.test(shape.text)) return "number";
  return shape.text === "true" || shape.text === "false" ? "boolean" : "";
}

/** The shape with every inline object of it one property a line. */
export function expandedShape(shape: Shape): Shape {
  return mapObjects(shape, (object) => ({ ...object, expanded: true }));
}

function withoutDocs(shape: Shape): Shape {
  return mapObjects(shape, (object) => ({
    ...object,
    properties: object.properties.map((property) => ({ ...property, doc: [] })),
  }));
}

function holdsObject(shape: Shape): boolean {
  switch (shape.kind) {
    case "word":
    case "reference":
      return false;
    case "array":
      return holdsObject(shape.items);
    case "tuple":
      return shape.items.some(holdsObject) || (shape.rest !== undefined && holdsObject(shape.rest));
    case "object":
    case "generic":
      return true;
    default:
      return shape.members.some(holdsObject);
  }
}

/** Applies `change` to every inline object, inner ones first. */
function mapObjects(shape: Shape, change: (object: ObjectShape) => ObjectShape): Shape {
  const inner = (member: Shape): Shape => mapObjects(member, change);
  switch (shape.kind) {
    case "word":
    case "reference":
      return shape;
    case "array":
      return { kind: "array", items: inner(shape.items) };
    case "tuple":
      return {
        kind: "tuple",
        items: shape.items.map(inner),
        ...(shape.rest !== undefined && { rest: inner(shape.rest) }),
      };
    case "object":
      return change({
        ...shape,
        properties: shape.properties.map((property) => ({
          ...property,
          shape: inner(property.shape),
        })),
        ...(shape.index !== undefined && {
          index: { ...shape.index, shape: inner(shape.index.shape) },
        }),
      });
    case "generic": {
      const argument = inner(shape.argument);
      return argument.kind === "object" ? { ...shape, argument } : shape;
    }
    default:
      return { kind: shape.kind, members: shape.members.map(inner) };
  }
}

function valueShape(value: JsonValue): Shape {
  if (value === null) return NULL;
  switch (typeof value) {
    case "string":
      return { kind: "word", text: stringText(value) };
    case "number":
      return { kind: "word", text: numberText(value) };
    case "boolean":
      return { kind: "word", text: value ? "true" : "false" };
    default:
      return isArray(value)
        ? { kind: "tuple", items: value.map(valueShape) }
        : {
            kind: "object",
            expanded: false,
            properties: Object.entries(value).map(([name, member]) => ({
              name,
              optional: false,
              shape: valueShape(member),
              doc: [],
            })),
          };
  }
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Equal for shapes that are the same type. */
function shapeKey(shape: Shape): string {
  switch (shape.kind) {
    case "word":
      return shape.text;
    case "reference":
      return shape.name;
    case "array":
      return `(${shapeKey(shape.items)})[]`;
    case "tuple":
      return `[${shape.items.map(shapeKey).join()}${shape.rest ? `,...${shapeKey(shape.rest)}` : ""}]`;
    case "object":
      return `{${shape.properties
        .map(
          ({ name, optional, shape: member }) =>
            `${propertyKeyText(name)}${optional ? "?" : ""}:${shapeKey(member)}`,
        )
        .join(";")}${shape.index ? `;[]:${shapeKey(shape.index.shape)}` : ""}}`;
    case "generic":
      return `${shape.name}<${shapeKey(shape.argument)}>`;
    default:
      return `(${shape.members.map(shapeKey).join(shape.kind === "union" ? "|" : "&")})`;
  }
}
