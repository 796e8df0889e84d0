import type { ApiLookup } from "../api/lookup.js";
import type { JsonValue, Type } from "../api/types.js";

const DEEPEST = 16;
const LISTED_VALUES = 20;

/** What a type wants, as words for a sentence: `one of "open", "closed"`, `an array of which each item is a string`. */
export function expectation(type: Type, lookup: ApiLookup): string {
  return expected(type, lookup, 0);
}

function expected(type: Type, lookup: ApiLookup, depth: number): string {
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
      return [...new Set(type.members.map((member) => expected(member, lookup, depth + 1)))].join(
        " or ",
      );
    case "ref": {
      const named = lookup.type(type.name);
      return named === undefined ? "another value" : expected(named.type, lookup, depth + 1);
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
  return `an array of which each item is ${expected(items, lookup, depth + 1)}`;
}

function enumExpectation(values: readonly JsonValue[]): string {
  const listed = values.slice(0, LISTED_VALUES).map((value) => JSON.stringify(value));
  if (values.length > LISTED_VALUES) listed.push("…");
  return listed.length === 1 ? (listed[0] ?? "") : `one of ${listed.join(", ")}`;
}
