import { isAnyObject } from "../../ir/type-algebra.js";
import type { ObjectType, Property } from "../../runtime/api/types.js";
import { constraintChanges } from "./compare-constraints.js";
import { memberAt } from "./place.js";
import { isSame, otherDifferences } from "./same-value.js";
import type { Found, TypeComparison } from "./type-comparison.js";
import { typeWords, valueWord } from "./type-words.js";

const OBJECT_FIELDS: ReadonlySet<string> = new Set([
  "kind",
  "properties",
  "additional",
  "constraints",
]);
const PROPERTY_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "type",
  "required",
  "description",
  "deprecated",
  "default",
]);

/** Properties by name, whatever their order. `shared` are those that both have besides: a property that only one says again is no news. */
export function compareObjects(
  before: ObjectType,
  after: ObjectType,
  at: string,
  found: Found,
  comparison: TypeComparison,
  shared: ReadonlySet<string> = new Set(),
): void {
  const old = new Map(before.properties.map((property) => [property.name, property]));
  for (const property of after.properties) {
    const place = memberAt(at, property.name);
    const known = old.get(property.name);
    old.delete(property.name);
    if (known !== undefined) compareProperty(known, property, place, found, comparison);
    else if (shared.has(property.name)) noteOther(found, place, "said again");
    else {
      found.changes.push({
        kind: property.required ? "required-property-added" : "property-added",
        at: place,
        message: `${property.name}${property.required ? "" : "?"}: ${typeWords(property.type)} is new`,
      });
    }
  }
  for (const { name, type, required } of old.values()) {
    const place = memberAt(at, name);
    if (shared.has(name)) noteOther(found, place, "said again");
    else {
      found.changes.push({
        kind: "property-removed",
        at: place,
        message: `${name}${required ? "" : "?"}: ${typeWords(type)} is gone`,
      });
    }
  }
  compareAdditional(before, after, at, found, comparison);
  found.changes.push(...constraintChanges(before.constraints, after.constraints, at));
  for (const field of otherDifferences(before, after, OBJECT_FIELDS)) noteOther(found, at, field);
}

/** An object of which nothing was said is only narrowed by what is said now. */
function compareAdditional(
  before: ObjectType,
  after: ObjectType,
  at: string,
  found: Found,
  { compare }: TypeComparison,
): void {
  const place = `${at}[key]`;
  const { additional: old } = before;
  const { additional: now } = after;
  if (old !== undefined && now !== undefined) compare(old, now, place, found);
  else if (now !== undefined) {
    const message = `[key: string]: ${typeWords(now)} is new`;
    found.changes.push({ kind: "additional-properties-added", at: place, message });
  } else if (old !== undefined && isAnyObject(before) && after.properties.length > 0) {
    const message = `was any object, is ${typeWords(after)}`;
    found.changes.push({ kind: "type-narrowed", at, message });
  } else if (old !== undefined) {
    const message = `[key: string]: ${typeWords(old)} is gone`;
    found.changes.push({ kind: "additional-properties-removed", at: place, message });
  }
}

function compareProperty(
  before: Property,
  after: Property,
  at: string,
  found: Found,
  { compare }: TypeComparison,
): void {
  if (before.required !== after.required) {
    found.changes.push(
      after.required
        ? { kind: "property-became-required", at, message: "was optional, is required" }
        : { kind: "property-became-optional", at, message: "was required, is optional" },
    );
  }
  compare(before.type, after.type, at, found);
  if (before.deprecated !== after.deprecated) {
    found.changes.push(
      after.deprecated
        ? { kind: "property-deprecated", at, message: "is deprecated" }
        : { kind: "property-undeprecated", at, message: "is not deprecated any more" },
    );
  }
  if (!isSame(before.default, after.default)) {
    const message = defaultWords(before, after);
    found.changes.push({ kind: "default-changed", at, message });
  }
  if (before.description !== after.description) found.texts.push(at);
  for (const field of otherDifferences(before, after, PROPERTY_FIELDS)) noteOther(found, at, field);
}

/** `the default was 1, is 2`. */
export function defaultWords(
  before: Pick<Property, "default">,
  after: Pick<Property, "default">,
): string {
  const old = before.default === undefined ? "was none" : `was ${valueWord(before.default)}`;
  const now = after.default === undefined ? "is none" : `is ${valueWord(after.default)}`;
  return `the default ${old}, ${now}`;
}

/** A difference that no rule tells. */
export function noteOther(found: Found, at: string, field: string): void {
  found.changes.push({ kind: "type-unknown-difference", at, message: `${field} is another` });
}
