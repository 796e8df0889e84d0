import type { ObjectType, Property, Type } from "../runtime/api/types.js";
import { contradiction } from "./json-kinds.js";

/** The union of types, in order: nested unions flattened, the same type once, `unknown` swallowing all. */
export function unionOf(types: readonly Type[]): Type {
  const [only] = types;
  if (only !== undefined && types.length === 1 && only.kind !== "union") return only;
  const flat = types.flatMap((type) =>
    type.kind === "union" && type.discriminator === undefined ? type.members : [type],
  );
  const isNullable = flat.some((type) => type.kind === "enum" && type.values.includes(null));
  const members = distinct(flat).filter(
    (type) => type.kind !== "never" && !(isNullable && type.kind === "null"),
  );
  const swallowing = members.find((type) => type.kind === "unknown");
  if (swallowing !== undefined) return swallowing;
  const [first, second] = members;
  if (first === undefined) return { kind: "never" };
  return second === undefined ? first : { kind: "union", members };
}

/**
 * The intersection of types: inline objects merged into one, what says nothing dropped, primitives narrowed by enums;
 * `never` where no JSON value is of both kinds. The inline object comes first. It is mostly the more precise one, and of a property that two
 * members have as an array, TypeScript hands the callbacks of `map` the items of the first.
 */
export function intersectionOf(types: readonly Type[]): Type {
  const [only] = types;
  if (only !== undefined && types.length === 1) return only;
  const flat = types.flatMap((type) => (type.kind === "intersection" ? type.members : [type]));
  const told = distinct(flat).filter((type) => type.kind !== "unknown");
  if (told.length === 0) return flat[0] ?? { kind: "unknown", why: "no-schema" };
  if (contradiction(told) !== undefined) return { kind: "never" };
  const objects = told.filter((type) => type.kind === "object");
  const others = narrowPrimitives(told.filter((type) => type.kind !== "object"));
  const merged = objects.length === 0 ? [] : [objects.reduce(mergeObjects)];
  // An object that allows everything adds nothing to a more precise one.
  const members = [
    ...merged.filter((object) => others.length === 0 || !isAnyObject(object)),
    ...others,
  ];
  const [first, second] = members;
  if (first !== undefined && second === undefined) return first;
  return { kind: "intersection", members };
}

/** Two objects that a value must both be. A property of both has both types and is required if either says so. */
export function mergeObjects(left: ObjectType, right: ObjectType): ObjectType {
  const properties = new Map<string, Property>(
    left.properties.map((property) => [property.name, property]),
  );
  for (const property of right.properties) {
    const known = properties.get(property.name);
    properties.set(
      property.name,
      known === undefined ? property : mergeProperties(known, property),
    );
  }
  const open = [left, right]
    .filter((object) => !isAnyObject(object))
    .map((object) => object.additional);
  const additional =
    open.find((type) => type !== undefined) ??
    (isAnyObject(left) && isAnyObject(right) ? left.additional : undefined);
  const constraints = left.constraints ?? right.constraints;
  return {
    kind: "object",
    properties: [...properties.values()],
    ...(additional !== undefined && { additional }),
    ...(constraints !== undefined && { constraints }),
  };
}

/** `{ [key: string]: unknown }`: what `type: object` alone says. */
export function isAnyObject(type: Type): boolean {
  return (
    type.kind === "object" && type.properties.length === 0 && type.additional?.kind === "unknown"
  );
}

export function sameType(left: Type, right: Type): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The types that stand directly in a type. */
export function childTypes(type: Type): readonly Type[] {
  switch (type.kind) {
    case "array":
      return [type.items];
    case "tuple":
      return type.rest === undefined ? type.items : [...type.items, type.rest];
    case "object": {
      const properties = type.properties.map((property) => property.type);
      return type.additional === undefined ? properties : [...properties, type.additional];
    }
    case "union":
    case "intersection":
      return type.members;
    default:
      return [];
  }
}

/** The same type with each reference replaced: what a rename is made of. Parts without references are taken over as they are. */
export function mapRefs(type: Type, rename: (name: string) => string): Type {
  switch (type.kind) {
    case "ref":
      return { ...type, name: rename(type.name) };
    case "array":
      return { ...type, items: mapRefs(type.items, rename) };
    case "tuple":
      return {
        ...type,
        items: type.items.map((item) => mapRefs(item, rename)),
        ...(type.rest !== undefined && { rest: mapRefs(type.rest, rename) }),
      };
    case "object":
      return {
        ...type,
        properties: type.properties.map((property) => {
          const mapped = mapRefs(property.type, rename);
          return mapped === property.type ? property : { ...property, type: mapped };
        }),
        ...(type.additional !== undefined && { additional: mapRefs(type.additional, rename) }),
      };
    case "union": {
      const members = type.members.map((item) => mapRefs(item, rename));
      if (type.discriminator === undefined) return { ...type, members };
      const mapping = Object.fromEntries(
        Object.entries(type.discriminator.mapping).map(([value, name]) => [value, rename(name)]),
      );
      return { ...type, members, discriminator: { ...type.discriminator, mapping } };
    }
    case "intersection":
      return { ...type, members: type.members.map((item) => mapRefs(item, rename)) };
    default:
      return type;
  }
}

function mergeProperties(left: Property, right: Property): Property {
  return {
    ...left,
    ...right,
    type: sameType(left.type, right.type) ? left.type : intersectionOf([left.type, right.type]),
    required: left.required || right.required,
  };
}

function narrowPrimitives(types: readonly Type[]): Type[] {
  const kinds = new Set(types.map((type) => type.kind));
  return types.filter((type, index) => {
    if (
      type.kind === "string" ||
      type.kind === "number" ||
      type.kind === "integer" ||
      type.kind === "boolean"
    ) {
      if (kinds.has("enum")) return false;
      if (type.kind === "number" && kinds.has("integer")) return false;
      return types.findIndex((other) => other.kind === type.kind) === index;
    }
    return true;
  });
}

function distinct(types: readonly Type[]): readonly Type[] {
  if (types.length < 2) return types;
  const seen = new Map<string, Type>();
  for (const type of types) {
    const key = type.kind === "ref" ? type.name : JSON.stringify(type);
    if (!seen.has(key)) seen.set(key, type);
  }
  return [...seen.values()];
}
