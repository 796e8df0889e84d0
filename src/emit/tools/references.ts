import type { NamedType, Type } from "../../runtime/api/types.js";

/** The named types that `roots` reach, each once, in the order of the first mention. */
export function referencedTypes(
  roots: readonly Type[],
  types: ReadonlyMap<string, NamedType>,
): readonly NamedType[] {
  const found = new Set<NamedType>();
  const open = roots.flatMap(directReferences).reverse();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const type = types.get(name);
    if (type === undefined || found.has(type)) continue;
    found.add(type);
    open.push(...referencesOf(type).toReversed());
  }
  return [...found];
}

const known = new WeakMap<NamedType, readonly string[]>();

/** A type is asked for once per operation that reaches it, hence the memory. */
function referencesOf(type: NamedType): readonly string[] {
  const references = known.get(type) ?? directReferences(type.type);
  known.set(type, references);
  return references;
}

function directReferences(type: Type): readonly string[] {
  const names: string[] = [];
  const open: Type[] = [type];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === "ref") names.push(next.name);
    else open.push(...partsOf(next).toReversed());
  }
  return names;
}

function partsOf(type: Type): readonly Type[] {
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
