import { pointerTokens } from "./pointer.js";
import type { NamedType, Property, Type } from "./types.js";

/** The types of an API by name. */
export interface TypesByName {
  get(name: string): NamedType | undefined;
}

/**
 * What a type is behind its references, leaving `null` aside; the members of a union one by one. `seen` are the names that were
 * gone through already: each is looked into once, for a few types that refer to each other can have exponentially many ways through them.
 */
export function alternativesOf(
  type: Type,
  types: TypesByName,
  seen: Set<string> = new Set(),
): readonly Type[] {
  if (type.kind === "null") return [];
  if (type.kind === "union") {
    return type.members.flatMap((member) => alternativesOf(member, types, seen));
  }
  if (type.kind !== "ref") return [type];
  const named = seen.has(type.name) ? undefined : types.get(type.name);
  seen.add(type.name);
  return named === undefined ? [] : alternativesOf(named.type, types, seen);
}

/** The properties of an object, with those of all parts of an intersection; none for anything else, nor for what may be one of several objects. */
export function propertiesOf(
  type: Type,
  types: TypesByName,
  seen: Set<string> = new Set(),
): readonly Property[] {
  const [only, ...others] = alternativesOf(type, types, seen);
  if (only === undefined || others.length > 0) return [];
  if (only.kind === "object") return only.properties;
  if (only.kind !== "intersection") return [];
  return only.members.flatMap((member) => propertiesOf(member, types, seen));
}

/** What may stand at a JSON pointer in a value of the type; nothing where no such value has anything there. */
export function typesAt(type: Type, pointer: string, types: TypesByName): readonly Type[] {
  return pointerTokens(pointer).reduce<readonly Type[]>(
    (found, key) => {
      const seen = new Set<string>();
      return found.flatMap((one) => membersAt(one, key, types, seen));
    },
    [type],
  );
}

/** Below what is unknown, everything is. */
function membersAt(
  type: Type,
  key: string,
  types: TypesByName,
  seen: Set<string>,
): readonly Type[] {
  return alternativesOf(type, types, seen).flatMap((one) => {
    switch (one.kind) {
      case "unknown":
        return [one];
      case "intersection":
        return one.members.flatMap((member) => membersAt(member, key, types, seen));
      case "object": {
        const own = one.properties.find(({ name }) => name === key)?.type ?? one.additional;
        return own === undefined ? [] : [own];
      }
      default:
        return [];
    }
  });
}

/** What an array of the type holds. */
export function elementTypes(type: Type, types: TypesByName): readonly Type[] {
  return alternativesOf(type, types).flatMap((one) => {
    if (one.kind === "array") return [one.items];
    return one.kind === "unknown" ? [one] : [];
  });
}

/** What JSON calls the values of a type; `unknown` for one that can be of any kind. */
export type ValueKind = "boolean" | "number" | "string" | "array" | "object" | "unknown";

/** The kinds of value that a type allows, `null` aside. */
export function kindsOf(type: Type, types: TypesByName): ReadonlySet<ValueKind> {
  const kinds = new Set<ValueKind>();
  for (const one of alternativesOf(type, types)) for (const kind of ownKinds(one)) kinds.add(kind);
  return kinds;
}

function ownKinds(type: Type): readonly ValueKind[] {
  switch (type.kind) {
    case "boolean":
    case "string":
    case "number":
    case "array":
    case "object":
    case "unknown":
      return [type.kind];
    case "integer":
      return ["number"];
    case "tuple":
      return ["array"];
    case "intersection":
      return ["object"];
    case "enum":
      return type.values.flatMap((value) => {
        const kind = typeof value;
        return kind === "string" || kind === "number" || kind === "boolean" ? [kind] : [];
      });
    default:
      return [];
  }
}
