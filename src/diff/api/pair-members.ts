import type { Type } from "../../runtime/api/types.js";
import { isSame } from "./same-value.js";
import type { TypeComparison } from "./type-comparison.js";
import { likeness } from "./type-versions.js";

/** Members that are compared with each other one by one; of larger unions only equal ones and equal names are recognised. */
const MAX_COMPARED = 40;
/** From here on two members of unions are one that changed. */
const ALIKE = 0.5;

export interface MemberPairs {
  readonly pairs: readonly (readonly [Type, Type])[];
  readonly removed: readonly Type[];
  readonly added: readonly Type[];
}

/** Which alternative of one type is which of another: those that are equal or have one name, then those of one simple kind, then the most alike. */
export function pairMembers(
  before: readonly Type[],
  after: readonly Type[],
  { versions, isSameName }: TypeComparison,
): MemberPairs {
  const pairs: (readonly [Type, Type])[] = [];
  let removed: readonly Type[] = before;
  let added: readonly Type[] = after;
  const pairBy = (areOne: (left: Type, right: Type) => boolean): void => {
    const taken = new Set<Type>();
    removed = removed.filter((left) => {
      const right = added.find((candidate) => !taken.has(candidate) && areOne(left, candidate));
      if (right === undefined) return true;
      taken.add(right);
      pairs.push([left, right]);
      return false;
    });
    added = added.filter((member) => !taken.has(member));
  };
  pairBy((left, right) =>
    left.kind === "ref" && right.kind === "ref"
      ? isSameName(left.name, right.name)
      : isSame(left, right),
  );
  pairBy((left, right) => left.kind === right.kind && SIMPLE.has(left.kind));
  pairBy((left, right) => NUMBERS.has(left.kind) && NUMBERS.has(right.kind));
  if (removed.length <= MAX_COMPARED && added.length <= MAX_COMPARED) {
    const isOnly = removed.length === 1 && added.length === 1 && before.length + after.length === 2;
    const ranked = removed
      .flatMap((left, row) =>
        added.map((right, column) => {
          const areNames = left.kind === "ref" && right.kind === "ref";
          const named = areNames ? commonLetters(left.name, right.name) : 0;
          const alike = likeness(left, right, versions);
          return { left, right, row, column, areNames, named, alike };
        }),
      )
      .filter(({ alike, areNames }) => alike >= ALIKE || (isOnly && !areNames && alike > 0))
      .sort(
        (one, other) =>
          other.alike - one.alike ||
          other.named - one.named ||
          one.row - other.row ||
          one.column - other.column,
      );
    const taken = new Set<Type>();
    for (const { left, right } of ranked) {
      if (taken.has(left) || taken.has(right)) continue;
      taken.add(left).add(right);
      pairs.push([left, right]);
    }
    removed = removed.filter((member) => !taken.has(member));
    added = added.filter((member) => !taken.has(member));
  }
  return { pairs, removed, added };
}

/** How many letters two names have in common at their beginnings and ends. */
function commonLetters(left: string, right: string): number {
  const most = Math.min(left.length, right.length);
  let first = 0;
  while (first < most && left[first] === right[first]) first += 1;
  let last = 0;
  while (last < most - first && left.at(-1 - last) === right.at(-1 - last)) last += 1;
  return first + last;
}

const SIMPLE: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean", "binary"]);
const NUMBERS: ReadonlySet<string> = new Set(["number", "integer"]);
