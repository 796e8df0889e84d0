import type { NamedType, Type } from "../../runtime/api/types.js";

/**
 * The types as TypeScript can declare them. An alias may contain itself in an array, a tuple or an object, but may not
 * *be* itself (TS2456): where aliases lead back to themselves through references, unions and intersections alone, such
 * a reference is replaced by what it stands for, and left out where it adds nothing: `A = A | B` is `A = B`. An alias
 * that is nothing but itself is `never`.
 */
export function declarableTypes(types: readonly NamedType[]): readonly NamedType[] {
  const named = new Map(types.map((type) => [type.name, type.type]));
  const circular = circularAliases(named);
  if (circular.size === 0) return types;
  return types.map((type) =>
    circular.has(type.name)
      ? {
          ...type,
          type: unrolled(type.type, new Set([type.name]), circular, named) ?? { kind: "never" },
        }
      : type,
  );
}

/** The names that reach themselves without passing an array, a tuple or an object. */
function circularAliases(named: ReadonlyMap<string, Type>): ReadonlySet<string> {
  const edges = new Map<string, readonly string[]>();
  for (const [name, type] of named) {
    const direct = directReferences(type);
    if (direct.length > 0) edges.set(name, direct);
  }
  const circular = new Set<string>();
  for (const name of edges.keys()) {
    const seen = new Set<string>();
    const open = [...(edges.get(name) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(edges.get(next) ?? []));
    }
    if (seen.has(name)) circular.add(name);
  }
  return circular;
}

function directReferences(type: Type): readonly string[] {
  switch (type.kind) {
    case "ref":
      return [type.name];
    case "union":
    case "intersection":
      return type.members.flatMap(directReferences);
    default:
      return [];
  }
}

/** `undefined` for what adds nothing: a reference to a type that is being written. */
function unrolled(
  type: Type,
  writing: ReadonlySet<string>,
  circular: ReadonlySet<string>,
  named: ReadonlyMap<string, Type>,
): Type | undefined {
  switch (type.kind) {
    case "ref": {
      if (writing.has(type.name)) return undefined;
      const target = named.get(type.name);
      if (!circular.has(type.name) || target === undefined) return type;
      return unrolled(target, new Set([...writing, type.name]), circular, named);
    }
    case "union":
    case "intersection": {
      const members = type.members
        .map((member) => unrolled(member, writing, circular, named))
        .filter((member) => member !== undefined);
      return members.length === 0 ? undefined : { kind: type.kind, members };
    }
    default:
      return type;
  }
}
