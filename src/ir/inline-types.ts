import type { NamedType, Type } from "../runtime/api/types.js";
import { childTypes } from "./type-algebra.js";

/** An inline type with more properties than this, nested ones counted, gets a name: a signature stays readable. */
const MOST_PROPERTIES = 4;

export interface InlineOwner {
  readonly namespace: string;
  /** What the name begins with: `IssuesCreate`. */
  readonly prefix: string;
  readonly source?: string;
}

/**
 * Gives a large inline type of a body or result its own name, `<prefix><role>`; of an array or a union, the large members.
 * @param taken names of components and of earlier inline types; the new ones are added.
 */
export function hoist(
  type: Type,
  role: string,
  owner: InlineOwner,
  taken: Set<string>,
  found: NamedType[],
): Type {
  if (type.kind === "array") {
    const items = hoist(type.items, `${role}Item`, owner, taken, found);
    return items === type.items ? type : { ...type, items };
  }
  if (type.kind === "union") {
    const large = type.members.filter(isLarge).length;
    if (large === 0) return type;
    const members = type.members.map((item, index) =>
      hoist(item, large === 1 ? role : `${role}${index + 1}`, owner, taken, found),
    );
    return { ...type, members };
  }
  if (!isLarge(type)) return type;
  let name = owner.prefix + role;
  while (taken.has(name)) name = `${name}_`;
  taken.add(name);
  found.push({
    name,
    type,
    home: { kind: "namespace", namespace: owner.namespace },
    ...(owner.source !== undefined && { source: owner.source }),
  });
  return { kind: "ref", name };
}

export function isLarge(type: Type): boolean {
  return propertyCount(type) > MOST_PROPERTIES;
}

function propertyCount(type: Type): number {
  if (type.kind === "ref") return 0;
  const own = type.kind === "object" ? type.properties.length : 0;
  return childTypes(type).reduce((sum, child) => sum + propertyCount(child), own);
}
