import type { JsonValue } from "../api/types.js";

/** What is known of a value: all of it when it arrived with a call, a part of it when it is an expression that has not run. */
export type KnownValue =
  | { readonly kind: "scalar"; readonly value: string | number | boolean | null }
  /** `isWhole` is false when further items may follow those that are known. */
  | { readonly kind: "array"; readonly items: readonly KnownValue[]; readonly isWhole: boolean }
  /** `isWhole` is false when it may have further members. */
  | {
      readonly kind: "object";
      readonly members: ReadonlyMap<string, KnownValue>;
      readonly isWhole: boolean;
    }
  | { readonly kind: "undefined" }
  /** What JSON has no word for: `a function`, `a Date`. */
  | { readonly kind: "other"; readonly noun: string }
  /** A string of unknown content: a template, `String(x)`. */
  | { readonly kind: "string" }
  /** Known by their types alone. */
  | { readonly kind: "number" }
  | { readonly kind: "boolean" }
  | { readonly kind: "unknown" };

export const UNKNOWN: KnownValue = { kind: "unknown" };

/** Values that are looked at of one that arrived with a call; what comes after them is left unknown. */
const MOST_VALUES = 50_000;

/** Everything of a value that arrived as JSON; bytes are left unknown, since a body's media type decides over them. */
export function knownJson(value: unknown): KnownValue {
  let left = MOST_VALUES;
  const known = (one: unknown): KnownValue => {
    left -= 1;
    if (left < 0) return UNKNOWN;
    if (one === undefined) return { kind: "undefined" };
    if (one === null || isScalar(one)) return { kind: "scalar", value: one };
    if (Array.isArray(one)) return { kind: "array", items: one.map(known), isWhole: true };
    if (typeof one !== "object" || !isPlain(one)) return UNKNOWN;
    const members = Object.entries(one).map(([name, member]): [string, KnownValue] => [
      name,
      known(member),
    ]);
    return { kind: "object", members: new Map(members), isWhole: true };
  };
  return known(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A value as a message shows it: short, what is not known as `…`. */
export function knownText(value: KnownValue): string {
  const text = written(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

const SHOWN = 60;

function written(value: KnownValue): string {
  switch (value.kind) {
    case "scalar":
      return json(value.value);
    case "array":
      return `[${value.items.slice(0, 4).map(written).join(", ")}]`;
    case "object":
      return `{ ${[...value.members]
        .slice(0, 4)
        .map(([name, member]) => `${name}: ${written(member)}`)
        .join(", ")} }`;
    case "undefined":
      return "undefined";
    case "other":
      return value.noun;
    case "string":
    case "number":
    case "boolean":
      return `a ${value.kind}`;
    case "unknown":
      return "…";
  }
}

function json(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
