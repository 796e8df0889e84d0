import type { ObjectType, Property, Type } from "../../../src/runtime/api/types.js";

/** Numbers from 0 up to, not including, `below`; the same ones for the same seed (mulberry32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const NAMES = [
  "Issue",
  "User",
  "RepositoryRuleWorkflows",
  "A",
  "SecretScanningLocationCommit",
  "Z9",
];
const WORDS = [
  "open",
  "a b",
  'say "hi"',
  "it's",
  "*/",
  "",
  "日本語の値",
  "\u202e",
  "a-rather-long-enumeration-value",
  "\n",
];
const KEYS = [
  "id",
  "name",
  "x-y",
  "1",
  "__proto__",
  "constructor",
  'quo"te',
  "aVeryLongPropertyNameForAnObject",
  "default",
  "in",
];

/** A type of any kind, at most `depth` levels deep. */
export function randomType(random: (below: number) => number, depth: number): Type {
  const pick = <T>(values: readonly T[], fallback: T): T =>
    values[random(values.length)] ?? fallback;
  const inner = (): Type => randomType(random, depth - 1);
  const several = (least: number): Type[] => Array.from({ length: least + random(4) }, inner);
  switch (random(depth > 0 ? 17 : 8)) {
    case 0:
      return { kind: "string" };
    case 1:
      return { kind: "integer", format: "int64" };
    case 2:
      return { kind: "null" };
    case 3:
      return { kind: "binary" };
    case 4:
      return { kind: "enum", values: Array.from({ length: 1 + random(5) }, () => pick(WORDS, "")) };
    case 5:
      return { kind: "enum", values: [random(9), -1, true, null, 1e21] };
    case 6:
    case 7:
      return { kind: "ref", name: pick(NAMES, "A") };
    case 8:
    case 9:
      return { kind: "array", items: inner() };
    case 10:
      return { kind: "tuple", items: several(0), ...(random(2) === 0 && { rest: inner() }) };
    case 11:
      return { kind: "union", members: [inner(), { kind: "null" }] };
    case 12:
    case 13:
      return { kind: "union", members: several(1) };
    case 14:
      return { kind: "intersection", members: several(1) };
    default:
      return randomObject(random, depth);
  }
}

export function randomObject(random: (below: number) => number, depth: number): ObjectType {
  const keys = new Set(Array.from({ length: random(5) }, () => KEYS[random(KEYS.length)] ?? "id"));
  const properties = Array.from(
    keys,
    (name): Property => ({
      name,
      required: random(2) === 0,
      type: randomType(random, depth - 1),
      ...(random(5) === 0 && { description: "What it is.\n\n*/ @param x" }),
    }),
  );
  return {
    kind: "object",
    properties,
    ...(random(4) === 0 && { additional: randomType(random, depth - 1) }),
  };
}
