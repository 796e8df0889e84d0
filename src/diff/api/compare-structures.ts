import type { ArrayType, TupleType, Type } from "../../runtime/api/types.js";
import { constraintChanges } from "./compare-constraints.js";
import { compareObjects, noteOther } from "./compare-objects.js";
import { isSame, otherDifferences } from "./same-value.js";
import type { Found, TypeComparison } from "./type-comparison.js";
import { objectOf } from "./type-versions.js";
import { typeWords } from "./type-words.js";

const ARRAY_FIELDS: ReadonlySet<string> = new Set(["kind", "items", "constraints"]);
const TUPLE_FIELDS: ReadonlySet<string> = new Set(["kind", "items", "rest"]);

/** Two alternatives that stand for each other: objects, intersections, arrays, tuples. */
export function compareStructures(
  before: Type,
  after: Type,
  at: string,
  found: Found,
  comparison: TypeComparison,
): void {
  if (before.kind === "object" && after.kind === "object") {
    compareObjects(before, after, at, found, comparison);
  } else if (before.kind === "array" && after.kind === "array") {
    compareArrays(before, after, at, found, comparison);
  } else if (before.kind === "tuple" && after.kind === "tuple") {
    compareTuples(before, after, at, found, comparison);
  } else if (isWhole(before) && isWhole(after)) {
    compareIntersections(before, after, at, found, comparison);
  } else if (before.kind === "tuple" && after.kind === "array" && isListOf(before, after)) {
    found.changes.push({ kind: "type-widened", at, message: wasAndIs(before, after) });
  } else if (before.kind === "array" && after.kind === "tuple" && isListOf(after, before)) {
    found.changes.push({ kind: "type-narrowed", at, message: wasAndIs(before, after) });
  } else {
    found.changes.push({ kind: "type-changed", at, message: wasAndIs(before, after) });
  }
}

/** `was string, is string[]`. */
export function wasAndIs(before: Type, after: Type): string {
  return `was ${typeWords(before)}, is ${typeWords(after)}`;
}

function isWhole({ kind }: Type): boolean {
  return kind === "object" || kind === "intersection" || kind === "ref";
}

/** True when all that a tuple holds is what the array holds. */
function isListOf({ items, rest }: TupleType, array: ArrayType): boolean {
  const all = rest === undefined ? items : [...items, rest];
  return all.every((item) => isSame(item, array.items));
}

function compareArrays(
  before: ArrayType,
  after: ArrayType,
  at: string,
  found: Found,
  { compare }: TypeComparison,
): void {
  compare(before.items, after.items, `${at}[]`, found);
  found.changes.push(...constraintChanges(before.constraints, after.constraints, at));
  for (const field of otherDifferences(before, after, ARRAY_FIELDS)) noteOther(found, at, field);
}

function compareTuples(
  before: TupleType,
  after: TupleType,
  at: string,
  found: Found,
  { compare }: TypeComparison,
): void {
  if (before.items.length !== after.items.length) {
    found.changes.push({ kind: "type-changed", at, message: wasAndIs(before, after) });
    return;
  }
  before.items.forEach((item, index) => {
    compare(item, after.items[index] ?? item, `${at}[${index}]`, found);
  });
  if (before.rest !== undefined && after.rest !== undefined) {
    compare(before.rest, after.rest, `${at}[]`, found);
  } else if (before.rest !== after.rest) {
    const kind = after.rest === undefined ? "type-narrowed" : "type-widened";
    found.changes.push({ kind, at, message: wasAndIs(before, after) });
  }
  for (const field of otherDifferences(before, after, TUPLE_FIELDS)) noteOther(found, at, field);
}

/**
 * Of two intersections (an object or a name is one of a single member) the names that both have are compared for themselves; what is left
 * is one object on either side, or else a set of types.
 */
function compareIntersections(
  before: Type,
  after: Type,
  at: string,
  found: Found,
  comparison: TypeComparison,
): void {
  const { versions, recognise } = comparison;
  const old = partsOf(before);
  const now = partsOf(after);
  const isCommon = (left: Type, right: Type): boolean =>
    left.kind === "ref" && right.kind === "ref" && recognise(left.name, right.name);
  const isTold = (part: Type) => now.some((other) => isCommon(part, other));
  const left = old.filter((part) => !isTold(part));
  const right = now.filter((part) => !old.some((other) => isCommon(other, part)));
  const shared = objectOf({ kind: "intersection", members: old.filter(isTold) }, versions.before);
  const first = objectOf({ kind: "intersection", members: left }, versions.before);
  const second = objectOf({ kind: "intersection", members: right }, versions.after);
  if (shared !== undefined && first !== undefined && second !== undefined) {
    const names = new Set(shared.properties.map(({ name }) => name));
    compareObjects(first, second, at, found, comparison, names);
    return;
  }
  const gone = left.filter((part) => !right.some((other) => isSame(part, other)));
  const added = right.filter((part) => !left.some((other) => isSame(part, other)));
  const [was, ...others] = gone;
  const [is, ...further] = added;
  if (was === undefined && is === undefined) return;
  if (was !== undefined && is !== undefined && others.length + further.length === 0) {
    if (old.length + now.length > 2) {
      comparison.compare(was, is, at, found);
      return;
    }
  }
  const kind =
    is === undefined ? "type-widened" : was === undefined ? "type-narrowed" : "type-changed";
  found.changes.push({ kind, at, message: wasAndIs(before, after) });
}

function partsOf(type: Type): readonly Type[] {
  return type.kind === "intersection" ? type.members.flatMap(partsOf) : [type];
}
