import type { JsonValue, Type } from "../../runtime/api/types.js";
import { type Alternatives, alternativesIn } from "./alternatives.js";
import { compareDiscriminators } from "./compare-discriminators.js";
import { compareScalars, isScalar } from "./compare-scalars.js";
import { compareStructures, wasAndIs } from "./compare-structures.js";
import { pairMembers } from "./pair-members.js";
import type { DirectedKind } from "./type-change.js";
import type { Found, TypeComparison } from "./type-comparison.js";
import { listWords, typeWords, valueWord } from "./type-words.js";

/** Notes everything in which two types differ that are not both names; what is written otherwise and means the same is no difference. */
export function compareAlternatives(
  before: Type,
  after: Type,
  at: string,
  found: Found,
  comparison: TypeComparison,
): void {
  const { old, now } = opened(before, after, comparison);
  const note = (kind: DirectedKind, message: string): void => {
    found.changes.push({ kind, at, message });
  };
  const wasUnknown = old.members.some(isUnknown);
  const isUnknownNow = now.members.some(isUnknown);
  if (wasUnknown && isUnknownNow) return;
  if (wasUnknown || isUnknownNow || isNever(old) || isNever(now)) {
    note(wasUnknown || isNever(now) ? "type-narrowed" : "type-widened", wasAndIs(before, after));
    return;
  }

  const members = pairMembers(old.members, now.members, comparison);
  const scalars = narrowedScalars(old, now, members.removed, members.added);
  for (const kind of scalars.kinds) note(kind, wasAndIs(before, after));
  const removed = members.removed.filter((member) => !scalars.told.has(member));
  const added = members.added.filter((member) => !scalars.told.has(member));
  const values = changedValues(old, now, scalars.told);
  const hasCommon = members.pairs.length + scalars.kinds.length + values.kept > 0;
  const isOther = removed.length + added.length > 0 && !hasCommon;
  if (
    isOther &&
    removed.length + values.removed.length > 0 &&
    added.length + values.added.length > 0
  ) {
    note("type-changed", wasAndIs(before, after));
    return;
  }
  if (old.nullable !== now.nullable) {
    note(now.nullable ? "became-nullable" : "became-not-nullable", wasAndIs(before, after));
  }
  for (const [kind, texts, what] of [
    ["member-removed", removed.map(typeWords), "gone"],
    ["member-added", added.map(typeWords), "new"],
    ["enum-value-removed", values.removed.map(valueWord), "gone"],
    ["enum-value-added", values.added.map(valueWord), "new"],
  ] as const) {
    if (texts.length > 0)
      note(kind, `${listWords(texts)} ${texts.length > 1 ? "are" : "is"} ${what}`);
  }
  if (values.known) {
    found.changes.push({ kind: "known-values-changed", at, message: wasAndIs(before, after) });
  }
  for (const [left, right] of members.pairs) {
    if (isScalar(left) && isScalar(right)) compareScalars(left, right, at, found);
    else if (left.kind === "ref" && right.kind === "ref")
      comparison.compare(left, right, at, found);
    else compareStructures(left, right, at, found, comparison);
  }
  const isOtherSet = removed.length + added.length > 0;
  compareDiscriminators(old, now, isOtherSet, at, found, comparison);
}

/** Names that only one side has are opened where they stand for alternatives themselves: an enum with a name is what one without it is. */
function opened(
  before: Type,
  after: Type,
  { versions, recognise }: TypeComparison,
): { readonly old: Alternatives; readonly now: Alternatives } {
  const names = { before: new Set<string>(), after: new Set<string>() };
  for (;;) {
    const old = alternativesIn(before, versions.before, (name) => names.before.has(name));
    const now = alternativesIn(after, versions.after, (name) => names.after.has(name));
    const left = closedNames(old);
    const right = closedNames(now);
    const gone = left.filter(
      (name) =>
        isOpenable(versions.before.get(name)?.type) &&
        !right.some((other) => recognise(name, other)),
    );
    const added = right.filter(
      (name) =>
        isOpenable(versions.after.get(name)?.type) && !left.some((other) => recognise(other, name)),
    );
    if (gone.length + added.length === 0) return { old, now };
    for (const name of gone) names.before.add(name);
    for (const name of added) names.after.add(name);
  }
}

function closedNames({ members }: Alternatives): readonly string[] {
  return members.flatMap((member) => (member.kind === "ref" ? member.name : []));
}

function isOpenable(type: Type | undefined): boolean {
  if (type === undefined) return false;
  return !["object", "intersection", "array", "tuple"].includes(type.kind);
}

function isUnknown({ kind }: Type): boolean {
  return kind === "unknown";
}

function isNever({ nullable, values, members }: Alternatives): boolean {
  return !nullable && values.size === 0 && members.length === 0;
}

/** Whole kinds of values that became some of them, and the other way round: `string` and `"a" | "b"`. */
function narrowedScalars(
  old: Alternatives,
  now: Alternatives,
  removed: readonly Type[],
  added: readonly Type[],
): { readonly kinds: readonly DirectedKind[]; readonly told: ReadonlySet<Type> } {
  const told = new Set<Type>();
  const kinds = new Set<DirectedKind>();
  for (const [members, { values }, kind] of [
    [removed, now, "type-narrowed"],
    [added, old, "type-widened"],
  ] as const) {
    for (const member of members) {
      if (![...values.values()].some((value) => isOfKind(value, member))) continue;
      told.add(member);
      kinds.add(kind);
    }
  }
  return { kinds: [...kinds], told };
}

function isOfKind(value: JsonValue, { kind }: Type): boolean {
  return kind === "integer" ? typeof value === "number" : typeof value === kind;
}

/** Literals that one side has and the other has not, but for those that are told with their whole kind. */
function changedValues(
  old: Alternatives,
  now: Alternatives,
  told: ReadonlySet<Type>,
): {
  readonly removed: readonly JsonValue[];
  readonly added: readonly JsonValue[];
  readonly kept: number;
  /** True where the kind of all of them is allowed before and after. */
  readonly known: boolean;
} {
  const all = [...old.members, ...now.members];
  const isTold = (value: JsonValue) => [...told].some((member) => isOfKind(value, member));
  const isOpen = (value: JsonValue) => all.some((member) => isOfKind(value, member));
  const gone = [...old.values].filter(([key]) => !now.values.has(key)).map(([, value]) => value);
  const fresh = [...now.values].filter(([key]) => !old.values.has(key)).map(([, value]) => value);
  const untold = [...gone, ...fresh].filter((value) => !isTold(value));
  return {
    removed: gone.filter((value) => !isTold(value) && !isOpen(value)),
    added: fresh.filter((value) => !isTold(value) && !isOpen(value)),
    kept: old.values.size - gone.length,
    known: untold.some(isOpen),
  };
}
