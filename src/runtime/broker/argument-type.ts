import type { ApiLookup } from "../api/lookup.js";
import type { JsonValue, Type } from "../api/types.js";

const DEEPEST = 16;
const LISTED_VALUES = 20;

/**
 * What was expected instead of `value`, as words for a sentence; `undefined` when the value fits or the type says nothing of it.
 * Only what a parameter can hold is looked at: scalars, enums, and arrays of them.
 */
export function mismatch(type: Type, value: unknown, lookup: ApiLookup): string | undefined {
  return fits(type, value, lookup, 0) ? undefined : expectation(type, lookup, 0);
}

function fits(type: Type, value: unknown, lookup: ApiLookup, depth: number): boolean {
  if (depth > DEEPEST) return true;
  switch (type.kind) {
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "integer":
      return Number.isInteger(value);
    case "enum":
      return type.values.some((allowed) => JSON.stringify(allowed) === JSON.stringify(value));
    case "array":
      return (
        Array.isArray(value) && value.every((item) => fits(type.items, item, lookup, depth + 1))
      );
    case "tuple":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "union":
      return type.members.some((member) => fits(member, value, lookup, depth + 1));
    case "intersection":
      return type.members.every((member) => fits(member, value, lookup, depth + 1));
    case "ref": {
      const named = lookup.type(type.name);
      return named === undefined || fits(named.type, value, lookup, depth + 1);
    }
    case "unknown":
    case "never":
    case "binary":
      return true;
  }
}

function expectation(type: Type, lookup: ApiLookup, depth: number): string {
  if (depth > DEEPEST) return "another value";
  switch (type.kind) {
    case "boolean":
      return "true or false";
    case "integer":
    case "array":
    case "object":
      return type.kind === "array"
        ? arrayExpectation(type.items, lookup, depth)
        : `an ${type.kind}`;
    case "tuple":
      return "an array";
    case "enum":
      return enumExpectation(type.values);
    case "union":
      return [
        ...new Set(type.members.map((member) => expectation(member, lookup, depth + 1))),
      ].join(" or ");
    case "ref": {
      const named = lookup.type(type.name);
      return named === undefined ? "another value" : expectation(named.type, lookup, depth + 1);
    }
    case "string":
    case "number":
      return `a ${type.kind}`;
    case "null":
      return "null";
    default:
      return "another value";
  }
}

function arrayExpectation(items: Type, lookup: ApiLookup, depth: number): string {
  return `an array of which each item is ${expectation(items, lookup, depth + 1)}`;
}

function enumExpectation(values: readonly JsonValue[]): string {
  const listed = values.slice(0, LISTED_VALUES).map((value) => JSON.stringify(value));
  if (values.length > LISTED_VALUES) listed.push("…");
  return listed.length === 1 ? (listed[0] ?? "") : `one of ${listed.join(", ")}`;
}

/** A type as one word for an argument list. */
export function typeWord(type: Type, lookup: ApiLookup): string {
  switch (type.kind) {
    case "array":
      return `${typeWord(type.items, lookup)}[]`;
    case "ref":
      return type.name;
    case "enum":
      return type.values.length <= 4
        ? type.values.map((value) => JSON.stringify(value)).join("|")
        : "enum";
    default:
      return type.kind;
  }
}

/** A value of JSON as an error message shows it: short, and in JSON. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
