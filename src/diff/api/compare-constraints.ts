import type { Constraints } from "../../runtime/api/types.js";
import type { DirectedKind, TypeChange } from "./type-change.js";
import { valueWord } from "./type-words.js";

/** Keywords of which a greater value lets fewer values pass. */
const LOWER_BOUNDS = [
  "minimum",
  "exclusiveMinimum",
  "minLength",
  "minItems",
  "minProperties",
] as const satisfies readonly (keyof Constraints)[];
/** Keywords of which a smaller value lets fewer values pass. */
const UPPER_BOUNDS = [
  "maximum",
  "exclusiveMaximum",
  "maxLength",
  "maxItems",
  "maxProperties",
] as const satisfies readonly (keyof Constraints)[];
const OTHERS = [
  "multipleOf",
  "pattern",
  "uniqueItems",
] as const satisfies readonly (keyof Constraints)[];

/** What two sets of constraints (JSON Schema validation §6) let pass. A keyword that is not there lets everything pass. */
export function constraintChanges(
  before: Constraints = {},
  after: Constraints = {},
  at: string,
): readonly TypeChange[] {
  const changes: TypeChange[] = [];
  for (const keyword of [...LOWER_BOUNDS, ...UPPER_BOUNDS, ...OTHERS]) {
    const old = before[keyword];
    const now = after[keyword];
    if (old === now) continue;
    const kind = changeOf(keyword, old, now);
    changes.push({ kind, at, message: `${keyword} ${words(old, now)}` });
  }
  return changes;
}

function changeOf(
  keyword: keyof Constraints,
  old: Constraints[keyof Constraints],
  now: Constraints[keyof Constraints],
): DirectedKind {
  if (old === undefined) return "constraint-tightened";
  if (now === undefined) return "constraint-loosened";
  if (typeof old !== "number" || typeof now !== "number") return "constraint-changed";
  if (keyword === "multipleOf") {
    if (now % old === 0) return "constraint-tightened";
    return old % now === 0 ? "constraint-loosened" : "constraint-changed";
  }
  const isLower = LOWER_BOUNDS.some((bound) => bound === keyword);
  return now > old === isLower ? "constraint-tightened" : "constraint-loosened";
}

function words(old: Constraints[keyof Constraints], now: Constraints[keyof Constraints]): string {
  if (now === undefined) return `was ${valueWord(old ?? null)}, is gone`;
  return old === undefined
    ? `is ${valueWord(now)}, was not there`
    : `was ${valueWord(old)}, is ${valueWord(now)}`;
}
