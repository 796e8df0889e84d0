import ts from "typescript";

/** The members of a type's union: what can be named, as words, and what has a structure. */
export interface TypeParts {
  /** `string`, `null`, `"open"`, `Uint8Array`, `unknown` …; and `array`, `tuple`, `object` where there is one. */
  readonly words: ReadonlySet<string>;
  readonly arrays: readonly ts.Type[];
  readonly tuples: readonly ts.TypeReference[];
  readonly objects: readonly ts.Type[];
}

/** Takes a type apart. What no JSON value can be is left out: `undefined`, and a string, array or object that must also be another of them. */
export function typeParts(checker: ts.TypeChecker, type: ts.Type): TypeParts {
  const words = new Set<string>();
  const arrays: ts.Type[] = [];
  const tuples: ts.TypeReference[] = [];
  const objects: ts.Type[] = [];
  for (const member of type.isUnion() ? type.types : [type]) {
    const kinds = kindsOf(checker, member);
    if (kinds.size > 1 || kinds.has("undefined")) continue;
    if (kinds.has("array")) arrays.push(itemsOf(checker, member));
    else if (kinds.has("tuple")) tuples.push(reference(member));
    else if (kinds.has("object")) objects.push(member);
    else words.add(wordOf(checker, member));
  }
  if (words.has("true") && words.has("false")) {
    words.delete("true");
    words.delete("false");
    words.add("boolean");
  }
  if (arrays.length > 0) words.add("array");
  if (tuples.length > 0) words.add("tuple");
  if (objects.length > 0) words.add("object");
  if (words.size === 0) words.add("never");
  return { words, arrays, tuples, objects: objects.filter((each) => !isSubsumed(each, objects)) };
}

/** `A & B` beside `A` adds nothing to a union. */
function isSubsumed(type: ts.Type, others: readonly ts.Type[]): boolean {
  const parts = new Set(partsOf(type));
  return others.some(
    (other) =>
      partsOf(other).length < parts.size && partsOf(other).every((part) => parts.has(part)),
  );
}

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isIntersection() ? type.types : [type];
}

type Kind = "object" | "array" | "tuple" | "bytes" | "string" | "number" | "undefined" | "other";

function kindsOf(checker: ts.TypeChecker, type: ts.Type): ReadonlySet<Kind> {
  return new Set(
    type.isIntersection()
      ? type.types.map((part) => kindOf(checker, part))
      : [kindOf(checker, type)],
  );
}

function kindOf(checker: ts.TypeChecker, type: ts.Type): Kind {
  if (type.flags & ts.TypeFlags.Undefined) return "undefined";
  if (type.flags & ts.TypeFlags.StringLike) return "string";
  if (type.flags & ts.TypeFlags.NumberLike) return "number";
  if (checker.isTupleType(type)) return "tuple";
  if (checker.isArrayType(type)) return "array";
  if (type.symbol?.name === "Uint8Array") return "bytes";
  return type.flags & ts.TypeFlags.Object ? "object" : "other";
}

function wordOf(checker: ts.TypeChecker, type: ts.Type): string {
  if (type.isStringLiteral()) return JSON.stringify(type.value);
  return type.symbol?.name === "Uint8Array" ? "Uint8Array" : checker.typeToString(type);
}

/** The type of an array's items; of several arrays in one, what an item of all of them is. */
function itemsOf(checker: ts.TypeChecker, type: ts.Type): ts.Type {
  const items = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  if (items === undefined) throw new Error(`${checker.typeToString(type)} has no items`);
  return items;
}

/** A tuple is a reference to a generic type. */
function reference(type: ts.Type): ts.TypeReference {
  if (!isReference(type)) throw new Error("a tuple that is no type reference");
  return type;
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return "target" in type;
}
