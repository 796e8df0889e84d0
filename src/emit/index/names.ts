import type { ApiLookup } from "../../runtime/api/lookup.js";
import type { Type } from "../../runtime/api/types.js";

/** How many levels of properties below a body or result are searched: its own, and those of its members. */
const PROPERTY_LEVELS = 2;
/** Values of one operation's arguments that are searched, and those of one enum: a longer one lists things, such as countries. */
const MAX_VALUES = 60;
const MAX_ENUM = 40;
const MAX_VALUE_CHARACTERS = 40;

/** The names of the types met and of their properties, breadth first, each type once; `most` of them. */
export function namesBelow(types: readonly Type[], lookup: ApiLookup, most: number): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  let level = types;
  for (let depth = 0; depth <= PROPERTY_LEVELS && level.length > 0; depth++) {
    const next: Type[] = [];
    for (const type of level) collect(type, { names, seen, lookup, next });
    level = next;
  }
  return [...names].slice(0, most);
}

interface Collection {
  readonly names: Set<string>;
  readonly seen: Set<string>;
  readonly lookup: ApiLookup;
  readonly next: Type[];
}

function collect(type: Type, collection: Collection): void {
  switch (type.kind) {
    case "ref": {
      if (collection.seen.has(type.name)) return;
      collection.seen.add(type.name);
      collection.names.add(type.name);
      const named = collection.lookup.type(type.name);
      if (named !== undefined) collect(named.type, collection);
      return;
    }
    case "array":
      collect(type.items, collection);
      return;
    case "tuple":
      for (const item of type.items) collect(item, collection);
      return;
    case "union":
    case "intersection":
      for (const member of type.members) collect(member, collection);
      return;
    case "object":
      for (const property of type.properties) {
        collection.names.add(property.name);
        collection.next.push(property.type);
      }
      if (type.additional !== undefined) collection.next.push(type.additional);
      return;
    default:
      return;
  }
}

/** The words that arguments of these types may be: values of enums as deep as names are searched, each type once; 60 at most. */
export function valuesBelow(types: readonly Type[], lookup: ApiLookup): readonly string[] {
  const values = new Set<string>();
  const seen = new Set<string>();
  const visit = (type: Type, level: number): void => {
    if (values.size >= MAX_VALUES) return;
    switch (type.kind) {
      case "enum":
        if (type.values.length > MAX_ENUM) return;
        for (const value of type.values)
          if (typeof value === "string" && value.length <= MAX_VALUE_CHARACTERS) values.add(value);
        return;
      case "ref": {
        if (seen.has(type.name)) return;
        seen.add(type.name);
        const named = lookup.type(type.name);
        if (named !== undefined) visit(named.type, level);
        return;
      }
      case "array":
        visit(type.items, level);
        return;
      case "union":
      case "intersection":
        for (const member of type.members) visit(member, level);
        return;
      case "object":
        if (level > PROPERTY_LEVELS) return;
        for (const property of type.properties) visit(property.type, level + 1);
        return;
      default:
        return;
    }
  };
  for (const type of types) visit(type, 0);
  return [...values];
}
