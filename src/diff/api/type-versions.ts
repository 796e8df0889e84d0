import { mergeObjects } from "../../ir/type-algebra.js";
import type { Api } from "../../runtime/api/api.js";
import type { NamedType, ObjectType, Property, Type } from "../../runtime/api/types.js";

type TypesByName = ReadonlyMap<string, NamedType>;

/** The named types of two versions. */
export interface TypeVersions {
  readonly before: TypesByName;
  readonly after: TypesByName;
}

export function typeVersions(before: Api, after: Api): TypeVersions {
  return { before: byName(before), after: byName(after) };
}

function byName({ types }: Api): TypesByName {
  return new Map(types.map((type) => [type.name, type]));
}

/** What a type is behind its names; `unknown` where names lead nowhere else. */
export function resolved(type: Type, types: TypesByName): Type {
  let found = type;
  const seen = new Set<string>();
  while (found.kind === "ref") {
    const named = seen.has(found.name) ? undefined : types.get(found.name);
    seen.add(found.name);
    if (named === undefined) return { kind: "unknown", why: "not-expressible" };
    found = named.type;
  }
  return found;
}

/** The one object that a type says, an intersection's members together; nothing when that is no object, or several. */
export function objectOf(
  type: Type,
  types: TypesByName,
  seen: ReadonlySet<string> = new Set(),
): ObjectType | undefined {
  switch (type.kind) {
    case "object":
      return type;
    case "ref": {
      const named = seen.has(type.name) ? undefined : types.get(type.name);
      return named && objectOf(named.type, types, new Set([...seen, type.name]));
    }
    case "intersection": {
      const members = type.members.map((member) => objectOf(member, types, seen));
      return members.reduce<ObjectType | undefined>(
        (whole, member) => whole && member && mergeObjects(whole, member),
        { kind: "object", properties: [] },
      );
    }
    default:
      return undefined;
  }
}

/** How much two types have in common, from 0 to 1: the names of their properties, or that they are of one kind. */
export function likeness(before: Type, after: Type, versions: TypeVersions): number {
  const left = objectOf(before, versions.before);
  const right = objectOf(after, versions.after);
  if (left !== undefined && right !== undefined) {
    const most = Math.max(left.properties.length, right.properties.length);
    return most === 0 ? 1 : commonProperties(left, right) / most;
  }
  const kind = resolved(before, versions.before).kind;
  return kind === resolved(after, versions.after).kind ? SAME_KIND : 0;
}

const SAME_KIND = 0.6;
/** Below, one object took the place of another: to tell each property would tell nothing. */
const REPLACED = 0.34;

/** True when two objects have little in common, and neither is a part of the other. */
export function isReplaced(before: Type, after: Type, versions: TypeVersions): boolean {
  const left = objectOf(before, versions.before);
  const right = objectOf(after, versions.after);
  if (left === undefined || right === undefined) return false;
  const sizes = [left.properties.length, right.properties.length];
  const common = commonProperties(left, right);
  return common < Math.min(...sizes) && common < REPLACED * Math.max(...sizes);
}

/** None where a property is one constant in the one and another constant in the other: it is there to tell the two apart. */
function commonProperties(left: ObjectType, right: ObjectType): number {
  const properties = new Map(left.properties.map((property) => [property.name, property]));
  let common = 0;
  for (const property of right.properties) {
    const known = properties.get(property.name);
    if (known === undefined) continue;
    if (areOtherConstants(known, property)) return 0;
    common += 1;
  }
  return common;
}

function areOtherConstants({ type: left }: Property, { type: right }: Property): boolean {
  if (left.kind !== "enum" || right.kind !== "enum") return false;
  if (left.values.length !== 1 || right.values.length !== 1) return false;
  return left.values[0] !== right.values[0];
}
