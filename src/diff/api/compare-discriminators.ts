import type { Alternatives } from "./alternatives.js";
import { isSame } from "./same-value.js";
import type { Found, TypeComparison } from "./type-comparison.js";
import { valueWords } from "./type-words.js";

/** How the members of two unions are told apart. `isOtherSet`: members came or went, and their values with them. */
export function compareDiscriminators(
  old: Alternatives,
  now: Alternatives,
  isOtherSet: boolean,
  at: string,
  found: Found,
  { isSameName }: TypeComparison,
): void {
  const before = old.discriminator;
  const after = now.discriminator;
  if (old.members.length < 2 || now.members.length < 2 || isSame(before, after)) return;
  if (before === undefined || after === undefined) {
    found.changes.push({
      kind: after === undefined ? "discriminator-removed" : "discriminator-added",
      at,
      message: `the discriminator was ${before?.property ?? "none"}, is ${after?.property ?? "none"}`,
    });
    return;
  }
  const values = new Set([...Object.keys(before.mapping), ...Object.keys(after.mapping)]);
  const moved = [...values].filter((value) => {
    const from = Object.hasOwn(before.mapping, value) ? before.mapping[value] : undefined;
    const to = Object.hasOwn(after.mapping, value) ? after.mapping[value] : undefined;
    if (from === undefined || to === undefined) return !isOtherSet;
    return !isSameName(from, to);
  });
  if (before.property !== after.property) {
    const message = `the discriminator was ${before.property}, is ${after.property}`;
    found.changes.push({ kind: "discriminator-changed", at, message });
  } else if (moved.length > 0) {
    const message = `${valueWords(moved)} of ${after.property} selects another member`;
    found.changes.push({ kind: "discriminator-changed", at, message });
  }
}
