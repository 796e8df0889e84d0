import type { Type } from "../../runtime/api/types.js";
import { compareStructures } from "./compare-structures.js";
import { compareAlternatives } from "./compare-types.js";
import { isSame } from "./same-value.js";
import { differenceIn, type TypeDifference } from "./type-change.js";
import { type Found, nothingFound, type TypeComparison } from "./type-comparison.js";
import { isReplaced, likeness, type TypeVersions } from "./type-versions.js";

/** From here on a new name stands for the type of an old one. */
const RENAMED = 0.5;

/** Compares types of two versions. Names that both have are not looked into: a named type is compared for itself. */
export interface TypeComparer {
  readonly difference: (before: Type, after: Type) => TypeDifference;
  /** Old name → new name, of the types that were recognised under another name so far; it grows as types are compared. */
  readonly renames: ReadonlyMap<string, string>;
}

export function createTypeComparer(versions: TypeVersions): TypeComparer {
  const renames = new Map<string, string>();
  const renamedTo = new Set<string>();
  const known = new Map<string, TypeDifference>();

  const isSameName = (before: string, after: string): boolean =>
    before === after || renames.get(before) === after;

  const recognise = (before: string, after: string): boolean => {
    if (isSameName(before, after)) return true;
    if (renames.has(before) || renamedTo.has(after)) return false;
    if (versions.after.has(before) || versions.before.has(after)) return false;
    const old = versions.before.get(before);
    const now = versions.after.get(after);
    if (old === undefined || now === undefined) return false;
    if (likeness(old.type, now.type, versions) < RENAMED) return false;
    renames.set(before, after);
    renamedTo.add(after);
    return true;
  };

  /** Where one name stands for another that is no new name of it: their types are compared, once, and told where the name stands. */
  const betweenNames = (before: string, after: string): TypeDifference => {
    const key = `${before} ${after}`;
    const told = known.get(key);
    if (told !== undefined) return told;
    const found = nothingFound();
    known.set(key, found);
    const old = versions.before.get(before);
    const now = versions.after.get(after);
    if (old === undefined || now === undefined) return found;
    if (isReplaced(old.type, now.type, versions)) {
      found.changes.push({ kind: "type-changed", at: "", message: `was ${before}, is ${after}` });
    } else compare(old.type, now.type, "", found);
    return found;
  };

  const compare = (before: Type, after: Type, at: string, found: Found): void => {
    if (before.kind === "ref" && after.kind === "ref") {
      if (recognise(before.name, after.name)) return;
      const { changes, texts } = differenceIn(at, betweenNames(before.name, after.name));
      found.changes.push(...changes);
      found.texts.push(...texts);
      return;
    }
    if (isSame(before, after)) return;
    if (before.kind === after.kind && STRUCTURES.has(before.kind)) {
      compareStructures(before, after, at, found, comparison);
    } else compareAlternatives(before, after, at, found, comparison);
  };

  const comparison: TypeComparison = { versions, compare, isSameName, recognise };
  return {
    renames,
    difference(before, after) {
      const found = nothingFound();
      compare(before, after, "", found);
      return found;
    },
  };
}

const STRUCTURES: ReadonlySet<string> = new Set(["object", "array", "tuple"]);
