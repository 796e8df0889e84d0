import type { NumberType, StringType, Type } from "../../runtime/api/types.js";
import { constraintChanges } from "./compare-constraints.js";
import { noteOther } from "./compare-objects.js";
import { wasAndIs } from "./compare-structures.js";
import { otherDifferences } from "./same-value.js";
import type { DirectedKind } from "./type-change.js";
import type { Found } from "./type-comparison.js";

const SCALAR_FIELDS: ReadonlySet<string> = new Set(["kind", "format", "constraints"]);

export type Scalar = StringType | NumberType;

/** True for what has formats and constraints. */
export function isScalar(type: Type): type is Scalar {
  return type.kind === "string" || type.kind === "number" || type.kind === "integer";
}

/** Two texts or numbers: formats and constraints, and whether a number is an integer. */
export function compareScalars(before: Scalar, after: Scalar, at: string, found: Found): void {
  if (before.kind !== after.kind) {
    const kind = after.kind === "number" ? "type-widened" : "type-narrowed";
    found.changes.push({ kind, at, message: wasAndIs(before, after) });
  }
  if (before.format !== after.format) {
    const message = `the format was ${before.format ?? "none"}, is ${after.format ?? "none"}`;
    found.changes.push({ kind: formatChange(before, after), at, message });
  }
  found.changes.push(...constraintChanges(before.constraints, after.constraints, at));
  for (const field of otherDifferences(before, after, SCALAR_FIELDS)) noteOther(found, at, field);
}

/** Formats of OAS 3.1 §4.4 that a number of the kind has anyway. */
const WIDEST: ReadonlySet<string> = new Set(["integer int64", "number double"]);

function formatChange(before: Scalar, after: Scalar): "format-restated" | DirectedKind {
  const isWidest = ({ kind, format }: Scalar) => WIDEST.has(`${kind} ${format}`);
  if (before.format === undefined) return isWidest(after) ? "format-restated" : "format-added";
  if (after.format === undefined) return isWidest(before) ? "format-restated" : "format-removed";
  return "format-changed";
}
