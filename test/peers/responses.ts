import type { Api, Operation } from "../../src/runtime/api/api.js";
import { createLookup } from "../../src/runtime/api/lookup.js";
import type { JsonValue, Type } from "../../src/runtime/api/types.js";
import { type Random, randomOf } from "./requests/sample-random.js";

/** A whole answer of an API, as its types describe it. */
export interface SampleResponse {
  readonly operation: string;
  readonly json: string;
}

interface Making {
  readonly typeNamed: (name: string) => Type;
  readonly random: Random;
  /** How many more values may be made before only what must be there is. */
  left: number;
}

const TEXT =
  "The build fails on the second attempt, since the cache of the first one is still there. ";
const DEEPEST = 12;

/** Answers of `count` operations, evenly spread over those that give JSON: lists long, texts of all lengths, optional members now and then missing. */
export function responsesOf(api: Api, count: number): readonly SampleResponse[] {
  const lookup = createLookup(api);
  const typeNamed = (name: string): Type => lookup.type(name)?.type ?? { kind: "null" };
  const answering = api.operations.filter(
    ({ result }) => result.type !== undefined && isStructure(result.type, typeNamed),
  );
  const step = answering.length / count;
  const chosen = answering.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step));
  return chosen.slice(0, count).map((operation) => {
    const value = responseOf(operation, typeNamed, operation.id);
    return { operation: operation.id, json: JSON.stringify(value) };
  });
}

/** A value of what an operation resolves to; of equal seeds the same. */
export function responseOf(
  { result }: Operation,
  typeNamed: (name: string) => Type,
  seed: string,
): JsonValue {
  const making = { typeNamed, random: randomOf(seed), left: 4_000 };
  return sampleValue(result.type ?? { kind: "null" }, making, 0);
}

function isStructure(type: Type, typeNamed: (name: string) => Type): boolean {
  if (type.kind === "ref") return isStructure(typeNamed(type.name), typeNamed);
  return type.kind === "object" || type.kind === "array";
}

function sampleValue(type: Type, making: Making, depth: number): JsonValue {
  const { random, typeNamed } = making;
  making.left -= 1;
  if (depth > DEEPEST) return null;
  switch (type.kind) {
    case "ref":
      return sampleValue(typeNamed(type.name), making, depth + 0.5);
    case "object":
      return objectOf(type, making, depth);
    case "array":
      return itemsOf(type.items, making, depth);
    case "tuple":
      return type.items.map((item) => sampleValue(item, making, depth + 1));
    case "union":
      return sampleValue(random.pick(type.members) ?? { kind: "null" }, making, depth + 0.5);
    case "intersection":
      return Object.assign(
        {},
        ...type.members.map((member) => sampleValue(member, making, depth + 0.5)),
      );
    case "enum":
      return random.pick(type.values) ?? null;
    case "string":
      return textOf(type.format, random);
    case "number":
    case "integer":
      return type.kind === "integer" ? random.below(10 ** 8) : random.below(10 ** 6) / 997;
    case "boolean":
      return random.below(2) === 0;
    case "unknown":
      return { anything: random.hex(12) };
    case "binary":
    case "null":
    case "never":
      return null;
  }
}

function itemsOf(items: Type, making: Making, depth: number): JsonValue {
  const most = making.left < 0 ? 1 : depth < 3 ? 120 : 6;
  const length = making.random.below(most + 1);
  return Array.from({ length }, () => sampleValue(items, making, depth + 1));
}

function objectOf(
  { properties, additional }: Extract<Type, { kind: "object" }>,
  making: Making,
  depth: number,
): JsonValue {
  const there = properties.filter(
    ({ required }) => required || (making.left > 0 && making.random.below(10) > 0),
  );
  const known = there.map(
    ({ name, type }) => [name, sampleValue(type, making, depth + 1)] as const,
  );
  const others =
    additional === undefined || making.left < 0
      ? []
      : Array.from(
          { length: making.random.below(12) },
          () => [making.random.hex(8), sampleValue(additional, making, depth + 1)] as const,
        );
  return Object.fromEntries([...known, ...others]);
}

function textOf(format: string | undefined, random: Random): string {
  if (format === "date-time") return `2026-0${1 + random.below(9)}-1${random.below(10)}T08:15:30Z`;
  if (format === "uri" || format === "url") return `https://api.example.com/v1/${random.hex(24)}`;
  const length = random.below(12) === 0 ? random.below(3_000) : random.below(24);
  return TEXT.repeat(Math.ceil(length / TEXT.length)).slice(0, length);
}
