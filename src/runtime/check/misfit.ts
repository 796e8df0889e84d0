import type { ApiLookup } from "../api/lookup.js";
import type { ObjectType, Type } from "../api/types.js";
import { expectation } from "./expectation.js";
import { type KnownValue, knownText } from "./known-value.js";

/** Where a value does not fit its type, and what was expected there. */
export interface Misfit {
  /** As JavaScript reads it, below the value: `.labels[0]`; empty for the value itself. */
  readonly at: string;
  /** `must be a string, not 3`, `is missing`. */
  readonly message: string;
}

/** Steps that one value may take: a document's unions can multiply, and an argument is not worth more. */
const MOST_STEPS = 20_000;
const DEEPEST = 24;

interface Walk {
  readonly lookup: ApiLookup;
  left: number;
}

/**
 * The first place where what is known of a value contradicts its type (JSON Schema's meaning of it: a property that is `undefined` is not there,
 * one that the type does not list is allowed). `undefined` when nothing does, or when finding out takes too long.
 */
export function misfit(type: Type, value: KnownValue, lookup: ApiLookup): Misfit | undefined {
  return find(type, value, "", 0, { lookup, left: MOST_STEPS });
}

function find(
  type: Type,
  value: KnownValue,
  at: string,
  depth: number,
  walk: Walk,
): Misfit | undefined {
  walk.left -= 1;
  if (walk.left < 0 || depth > DEEPEST || isAnything(value)) return undefined;
  const refused = (): Misfit => ({
    at,
    message: `must be ${expectation(type, walk.lookup)}, not ${knownText(value)}`,
  });
  switch (type.kind) {
    case "unknown":
    case "binary":
      return undefined;
    case "never":
      return { at, message: "cannot be given" };
    case "null":
      return refused();
    case "boolean":
      return value.kind === "boolean" || isScalar(value, (one) => typeof one === "boolean")
        ? undefined
        : refused();
    case "string":
      return value.kind === "string" || isScalar(value, (one) => typeof one === "string")
        ? undefined
        : refused();
    case "number":
      return value.kind === "number" || isScalar(value, (one) => typeof one === "number")
        ? undefined
        : refused();
    case "integer":
      return value.kind === "number" || isScalar(value, Number.isInteger) ? undefined : refused();
    case "enum":
      return fitsEnum(type.values, value) ? undefined : refused();
    case "array": {
      if (value.kind !== "array") return refused();
      return first(value.items, (item, index) =>
        find(type.items, item, `${at}[${index}]`, depth + 1, walk),
      );
    }
    case "tuple":
      return value.kind === "array" ? undefined : refused();
    case "object":
      return value.kind === "object" ? inObject(type, value, at, depth, walk) : refused();
    case "ref": {
      const named = walk.lookup.type(type.name);
      return named && find(named.type, value, at, depth + 1, walk);
    }
    case "intersection":
      return first(type.members, (member) => find(member, value, at, depth + 1, walk));
    case "union":
      return inUnion(type.members, value, at, depth, walk);
  }
}

function inObject(
  type: ObjectType,
  value: Extract<KnownValue, { kind: "object" }>,
  at: string,
  depth: number,
  walk: Walk,
): Misfit | undefined {
  for (const { name, type: propertyType, required } of type.properties) {
    const member = value.members.get(name);
    const place = `${at}${memberText(name)}`;
    if (member === undefined || member.kind === "undefined") {
      if (required && value.isWhole) return { at: place, message: "is missing" };
    } else {
      const found = find(propertyType, member, place, depth + 1, walk);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The misfit of the only member that the value could have been meant as; else of all of them together. */
function inUnion(
  members: readonly Type[],
  value: KnownValue,
  at: string,
  depth: number,
  walk: Walk,
): Misfit | undefined {
  const misfits: Misfit[] = [];
  for (const member of members) {
    const found = find(member, value, at, depth + 1, walk);
    if (found === undefined) return undefined;
    misfits.push(found);
  }
  const inside = misfits.filter((one) => one.at !== at);
  const [only] = inside;
  if (only !== undefined && inside.length === 1) return only;
  const union: Type = { kind: "union", members };
  return {
    at,
    message: `must be ${expectation(union, walk.lookup)}, not ${knownText(value)}`,
  };
}

/** Nothing contradicts what is not known; and `null` is left to the API, as TypeScript leaves it without `strictNullChecks`. */
function isAnything(value: KnownValue): boolean {
  if (value.kind === "unknown" || value.kind === "undefined") return true;
  return value.kind === "scalar" && value.value === null;
}

function fitsEnum(values: readonly unknown[], value: KnownValue): boolean {
  if (value.kind === "string" || value.kind === "number" || value.kind === "boolean") {
    return values.some((one) => typeof one === value.kind);
  }
  if (value.kind === "scalar") return values.includes(value.value);
  // An enum of arrays or objects is rare enough to be left to the API.
  return values.some((one) => typeof one === "object" && one !== null) && value.kind !== "other";
}

function isScalar(value: KnownValue, test: (value: unknown) => boolean): boolean {
  return value.kind === "scalar" && test(value.value);
}

function first<T>(
  items: readonly T[],
  look: (item: T, index: number) => Misfit | undefined,
): Misfit | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function memberText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** The names of all properties that a type lists; `undefined` where it allows others by a schema, or is no object. */
export function listedNames(
  type: Type,
  lookup: ApiLookup,
  depth = 0,
): ReadonlySet<string> | undefined {
  if (depth > DEEPEST) return undefined;
  if (type.kind === "object") {
    return type.additional === undefined
      ? new Set(type.properties.map(({ name }) => name))
      : undefined;
  }
  if (type.kind === "ref") {
    const named = lookup.type(type.name);
    return named && listedNames(named.type, lookup, depth + 1);
  }
  if (type.kind !== "union" && type.kind !== "intersection") return undefined;
  const names = new Set<string>();
  for (const member of type.members) {
    const listed = listedNames(member, lookup, depth + 1);
    if (listed === undefined) return undefined;
    for (const name of listed) names.add(name);
  }
  return names;
}
