import ts from "typescript";
import type { Step } from "./raw-schema.js";
import { type TypeParts, typeParts } from "./type-parts.js";

/** Where ours and theirs differ, and how; `ours` and `theirs` hold what only that side says. */
export interface Difference {
  readonly component: string;
  readonly direction: Direction;
  readonly steps: readonly Step[];
  readonly kind: "properties" | "optional" | "values" | "map" | "tuple" | "direction";
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** Ours may declare a component twice: as what comes back (and what is sent, unless that differs), and as what is sent. */
export type Direction = "request" | "response";

/** One component schema as both sides declare it. */
export interface Pair {
  readonly component: string;
  readonly direction: Direction;
  readonly ours: ts.Type;
  readonly theirs: ts.Type;
}

/**
 * Every difference between the pairs. A place where both sides name the same component is not walked again there:
 * the component is a pair of its own. Other types are walked once for each two that meet.
 */
export function differences(checker: ts.TypeChecker, pairs: readonly Pair[]): Difference[] {
  const ourNames = pairsByType(pairs, ({ ours }) => ours);
  const theirNames = pairsByType(pairs, ({ theirs }) => theirs);
  const twice = new Set(
    pairs.flatMap(({ component, direction }) => (direction === "request" ? [component] : [])),
  );
  const metTypes = new Map<ts.Type, Set<ts.Type>>();
  const metObjects = new Map<ts.Type, Set<ts.Type>>();
  const found: Difference[] = [];
  let root: Pair | undefined;

  function compare(ours: ts.Type, theirs: ts.Type, steps: readonly Step[]): void {
    if (ours === theirs) return;
    if (!isRoot(ours, theirs) && sameComponent(ours, theirs)) return;
    if (isKnown(metTypes, ours, theirs)) return;
    if (steps.length > DEEPEST) throw new Error(`${root?.component} is too deep`);
    const left = typeParts(checker, ours);
    const right = typeParts(checker, theirs);
    report("values", steps, only(left.words, right.words), only(right.words, left.words));
    for (const [one, other] of matched(left.arrays, right.arrays))
      compare(one, other, [...steps, { kind: "items" }]);
    for (const [one, other] of matched(left.tuples, right.tuples)) compareTuples(one, other, steps);
    compareObjects(left, right, steps);
  }

  function compareObjects(left: TypeParts, right: TypeParts, steps: readonly Step[]): void {
    const pairs = matched(left.objects, right.objects);
    for (const [one, other] of pairs) compareObject(one, other, steps);
    if (left.objects.length === 0 || right.objects.length === 0) return;
    const ours = new Set(pairs.map(([one]) => one));
    const theirs = new Set(pairs.map(([, other]) => other));
    const unmatched = (types: readonly ts.Type[], known: ReadonlySet<ts.Type>) =>
      types.filter((type) => !known.has(type) && !isNever(type)).map(text);
    report("values", steps, unmatched(left.objects, ours), unmatched(right.objects, theirs));
  }

  function compareObject(ours: ts.Type, theirs: ts.Type, steps: readonly Step[]): void {
    report("direction", steps, wrongWay(ours), []);
    if (!isRoot(ours, theirs) && (sameComponent(ours, theirs) || isKnown(metObjects, ours, theirs)))
      return;
    if (isNever(ours) || isNever(theirs)) {
      if (isNever(ours) !== isNever(theirs)) report("values", steps, [word(ours)], [word(theirs)]);
      return;
    }
    const left = new Map(checker.getPropertiesOfType(ours).map((each) => [each.name, each]));
    const right = new Map(checker.getPropertiesOfType(theirs).map((each) => [each.name, each]));
    report("properties", steps, only(left.keys(), right), only(right.keys(), left));
    for (const [name, one] of left) {
      const other = right.get(name);
      if (other === undefined) continue;
      const below: Step[] = [
        ...steps,
        { kind: "property", name: ts.unescapeLeadingUnderscores(one.escapedName) },
      ];
      report("optional", below, ...modalities(one, other));
      compare(checker.getTypeOfSymbol(one), checker.getTypeOfSymbol(other), below);
    }
    const one = checker.getIndexTypeOfType(ours, ts.IndexKind.String);
    const other = checker.getIndexTypeOfType(theirs, ts.IndexKind.String);
    if (one !== undefined && other !== undefined)
      compare(one, other, [...steps, { kind: "values" }]);
    else
      report(
        "map",
        steps,
        one === undefined ? [] : [text(one)],
        other === undefined ? [] : [text(other)],
      );
  }

  function compareTuples(
    ours: ts.TypeReference,
    theirs: ts.TypeReference,
    steps: readonly Step[],
  ): void {
    const left = checker.getTypeArguments(ours);
    const right = checker.getTypeArguments(theirs);
    if (left.length !== right.length) report("tuple", steps, [text(ours)], [text(theirs)]);
    for (const [index, one] of left.entries()) {
      const other = right[index];
      if (other !== undefined) compare(one, other, [...steps, { kind: "items" }]);
    }
  }

  /** Which object of ours is which of theirs: by name, else the two that are most alike. */
  function matched<T extends ts.Type>(ours: readonly T[], theirs: readonly T[]): [T, T][] {
    const [one, ...ourOthers] = ours;
    const [other, ...theirOthers] = theirs;
    if (one === undefined || other === undefined) return [];
    if (ourOthers.length + theirOthers.length === 0) return [[one, other]];
    const candidates = ours.flatMap((left) =>
      theirs.map((right) => ({ left, right, score: likeness(left, right) })),
    );
    candidates.sort((a, b) => b.score - a.score);
    const pairs = new Map<T, T>();
    const taken = new Set<T>();
    for (const { left, right, score } of candidates) {
      if (score < 0 || pairs.has(left) || taken.has(right)) continue;
      pairs.set(left, right);
      taken.add(right);
    }
    return [...pairs];
  }

  function likeness(ours: ts.Type, theirs: ts.Type): number {
    if (sameComponent(ours, theirs)) return 1000;
    if (isNever(ours) || isNever(theirs)) return -1;
    if (checker.isTypeAssignableTo(ours, theirs))
      return checker.isTypeAssignableTo(theirs, ours) ? 100 : 10;
    const left = new Set(checker.getPropertiesOfType(ours).map(signature));
    const right = new Set(checker.getPropertiesOfType(theirs).map(signature));
    const shared = [...left].filter((each) => right.has(each)).length;
    return shared / Math.max(1, left.size + right.size - shared);
  }

  function isRoot(ours: ts.Type, theirs: ts.Type): boolean {
    return ours === root?.ours && theirs === root.theirs;
  }

  /** An intersection whose parts give a property different literals. */
  function isNever(type: ts.Type): boolean {
    return type.isIntersection() && text(type) === "never";
  }

  function word(type: ts.Type): string {
    return isNever(type) ? "never" : "object";
  }

  function signature(property: ts.Symbol): string {
    const type = checker.getTypeOfSymbol(property);
    return type.isLiteral() ? `${property.name}=${text(type)}` : property.name;
  }

  /** Whether both are the same component, and ours the one for the direction that is walked. */
  function sameComponent(ours: ts.Type, theirs: ts.Type): boolean {
    const others = theirNames.get(theirs) ?? [];
    return (ourNames.get(ours) ?? []).some(
      (pair) =>
        isForThisDirection(pair) && others.some(({ component }) => component === pair.component),
    );
  }

  /** Ours is a component for the other direction only, although there is one for this. */
  function wrongWay(ours: ts.Type): string[] {
    const names = ourNames.get(ours) ?? [];
    return names.some(isForThisDirection)
      ? []
      : names.map(({ component, direction }) => `${component} (${direction})`);
  }

  function isForThisDirection({ component, direction }: Pair): boolean {
    return direction === root?.direction || !twice.has(component);
  }

  function report(
    kind: Difference["kind"],
    steps: readonly Step[],
    ours: readonly string[],
    theirs: readonly string[],
  ): void {
    if (root === undefined || ours.length + theirs.length === 0) return;
    const { component, direction } = root;
    found.push({ component, direction, steps, kind, ours, theirs });
  }

  function text(type: ts.Type): string {
    return checker.typeToString(type, undefined, ts.TypeFormatFlags.None);
  }

  for (const direction of ["response", "request"]) {
    metTypes.clear();
    metObjects.clear();
    for (const pair of pairs) {
      if (pair.direction !== direction) continue;
      root = pair;
      compare(pair.ours, pair.theirs, []);
    }
  }
  return found;
}

const DEEPEST = 60;

/** The structured types that are components. A union is taken apart, a primitive is everybody's. */
function pairsByType(
  pairs: readonly Pair[],
  side: (pair: Pair) => ts.Type,
): ReadonlyMap<ts.Type, readonly Pair[]> {
  const found = new Map<ts.Type, Pair[]>();
  for (const pair of pairs) {
    const type = side(pair);
    if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) continue;
    const known = found.get(type);
    if (known === undefined) found.set(type, [pair]);
    else known.push(pair);
  }
  return found;
}

/** Whether the two have met; from now on they have. */
function isKnown(met: Map<ts.Type, Set<ts.Type>>, ours: ts.Type, theirs: ts.Type): boolean {
  const others = met.get(ours) ?? new Set();
  met.set(ours, others);
  if (others.has(theirs)) return true;
  others.add(theirs);
  return false;
}

function modalities(ours: ts.Symbol, theirs: ts.Symbol): [string[], string[]] {
  const left = ours.flags & ts.SymbolFlags.Optional ? "optional" : "required";
  const right = theirs.flags & ts.SymbolFlags.Optional ? "optional" : "required";
  return left === right ? [[], []] : [[left], [right]];
}

function only(words: Iterable<string>, others: { has(word: string): boolean }): string[] {
  return [...words].filter((word) => !others.has(word));
}
