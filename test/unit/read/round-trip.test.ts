import { describe, expect, test } from "vitest";
import { settle } from "../../../src/ir/settle.js";
import {
  type Api,
  DEFAULT_LIMITS,
  DEFAULT_POLICY,
  type MediaType,
  type Operation,
  type Parameter,
  type Response,
} from "../../../src/runtime/api/api.js";
import type { JsonValue, NamedType, Type } from "../../../src/runtime/api/types.js";
import { apiOf, model, operationOf } from "../emit/api-of.js";
import { everythingApi, HOSTILE } from "../emit/everything-api.js";
import { randomNumbers, randomObject, randomType } from "../emit/random-types.js";
import { json, reading, schemaFiles } from "./schema-files.js";

/** Emits, reads, and expects nothing to be lost or found. */
function expectRoundTrip(api: Api): void {
  const files = schemaFiles(api);
  const { schema, findings } = reading(files);
  expect(findings).toEqual([]);
  expect(json(schema.api)).toBe(json(api));
  expect(schemaFiles(schema.api)).toEqual(files);
}

type Random = (below: number) => number;

const TEXTS = [
  "One line.",
  "Two\n\n  - lines\n\n@param x",
  HOSTILE,
  "  padded \r\n text\t",
  "{@link x}",
];
const VALUES: readonly JsonValue[] = [1, -1.5, "x", HOSTILE, true, [1, "a"], { a: { b: [] } }, ""];
const NAMES = ["id", "x-y", "1", "body", "in", 'quo"te', "page", "__proto"];
const MEDIA_TYPES = [
  "application/json",
  "text/plain; charset=utf-8",
  "text/csv",
  'odd, "type"',
  "application/x-www-form-urlencoded",
  "text/event-stream",
  "application/jsonl",
  "10",
];
const STATUSES = ["200", "201", "204", "2XX", "302", "404", "4XX", "default"];

function some<T>(random: Random, values: readonly T[]): readonly T[] {
  return values.filter(() => random(3) === 0);
}

function pick<T>(random: Random, values: readonly [T, ...T[]]): T {
  return values[random(values.length)] ?? values[0];
}

function constrained(random: Random, type: Type): Type {
  const constraints = {
    ...(random(2) === 0 && { minimum: 1e21 }),
    ...(random(2) === 0 && { maxLength: random(9) }),
    ...(random(2) === 0 && { pattern: pick(random, [HOSTILE, "^[a-z]+$", ' "', "\n"]) }),
    ...(random(2) === 0 && { uniqueItems: true as const }),
  };
  switch (type.kind) {
    case "string":
    case "integer":
    case "number":
      return { ...type, format: pick(random, ["uuid", HOSTILE, " x"]), constraints };
    case "array":
      return { ...type, items: constrained(random, type.items), constraints };
    case "tuple":
      return { ...type, items: type.items.map((item) => constrained(random, item)) };
    case "object":
      return {
        ...type,
        properties: type.properties.map((property) => ({
          ...property,
          type: constrained(random, property.type),
          ...(random(3) === 0 && { default: pick<JsonValue>(random, [1, "x", HOSTILE]) }),
          ...(random(4) === 0 && { deprecated: true as const }),
        })),
        constraints,
      };
    case "union":
      return {
        ...type,
        members: type.members.map((member) => constrained(random, member)),
        ...(random(3) === 0 && { discriminator: { property: HOSTILE, mapping: { a: "A" } } }),
      };
    case "intersection":
      return { ...type, members: type.members.map((member) => constrained(random, member)) };
    default:
      return type;
  }
}

function anyType(random: Random, depth: number): Type {
  return constrained(random, randomType(random, depth));
}

function randomContents(random: Random): readonly MediaType[] {
  const shared = anyType(random, 2);
  const isShared = random(2) === 0;
  return some(random, MEDIA_TYPES).map((mediaType) => ({
    mediaType,
    type: isShared ? shared : anyType(random, 2),
    ...(random(4) === 0 && { itemType: anyType(random, 1) }),
    ...(random(2) === 0 && { item: pick(random, ["event", "jsonEvent"] as const) }),
  }));
}

function randomParameter(random: Random, name: string): Parameter {
  const location = pick(random, ["query", "header", "cookie"] as const);
  return {
    name,
    wireName: random(4) === 0 ? `${name}-wire` : name,
    in: location,
    required: random(2) === 0,
    type: anyType(random, 2),
    ...(random(2) === 0 && { description: pick(random, ["x", HOSTILE]) }),
    ...(random(4) === 0 && { deprecated: true }),
    ...(random(4) === 0 && { default: VALUES[random(VALUES.length)] ?? 1 }),
    ...(random(4) === 0 && { style: "pipeDelimited", explode: false }),
    ...(random(4) === 0 && { allowReserved: true }),
    ...(random(4) === 0 && { mediaType: "application/json" }),
    ...(random(4) === 0 && {
      preset: {
        kind: pick(random, ["default", "locked"] as const),
        value: VALUES[random(VALUES.length)] ?? 1,
      },
    }),
  };
}

function randomOperation(random: Random, index: number): Operation {
  const namespace = pick(random, ["things", "delete", "operations_"]);
  const method = pick(random, ["GET", "POST", "DELETE", "HEAD"] as const);
  const parameters = some(random, NAMES).map((name) => randomParameter(random, name));
  const contents = randomContents(random);
  const taken = new Set(parameters.map(({ name }) => name));
  return {
    ...operationOf(`${namespace}.do${index}`, `GET /${namespace}/${index}/{key}/exec`),
    httpMethod: method,
    effect: pick(random, ["read", "write", "destructive"] as const),
    ...(random(2) === 0 && { operationId: pick(random, ["a/b", HOSTILE]) }),
    ...(random(2) === 0 && { tags: pick(random, [["a"], ["a", HOSTILE], [" x"]]) }),
    ...(random(2) === 0 && { summary: pick(random, ["Do", HOSTILE, " a\n b "]) }),
    ...(random(2) === 0 && { description: TEXTS[random(TEXTS.length)] ?? "" }),
    ...(random(4) === 0 && { deprecated: true }),
    parameters: [
      { name: "key", wireName: "key", in: "path", required: true, type: { kind: "string" } },
      ...parameters,
    ],
    ...(contents.length > 0 && {
      body: {
        name: taken.has("body") ? "requestBody" : "body",
        required: random(2) === 0,
        ...(random(2) === 0 && { description: HOSTILE }),
        contents,
      },
    }),
    responses: some(random, STATUSES).map(
      (status): Response => ({ status, contents: randomContents(random) }),
    ),
    ...(random(2) === 0 && { security: [[{ scheme: "key", scopes: [HOSTILE] }], []] }),
    ...(random(4) === 0 && { servers: [{ url: HOSTILE }] }),
  };
}

function randomApi(random: Random): Api {
  const named = [
    "Issue",
    "User",
    "RepositoryRuleWorkflows",
    "A",
    "SecretScanningLocationCommit",
    "Z9",
  ];
  return apiOf({
    description: TEXTS[random(TEXTS.length)] ?? "",
    securitySchemes: [{ name: "key", kind: "apiKey", in: "header", parameter: "X" }],
    security: [[{ scheme: "key", scopes: [] }]],
    namespaces: ["delete", "operations_", "things"].map((name, index) => ({
      name,
      typeName: `Space${index}`,
      module: `space-${index}`,
      ...(random(2) === 0 && { description: HOSTILE }),
    })),
    operations: Array.from({ length: 6 }, (_, index) => randomOperation(random, index)).sort(
      (left, right) =>
        left.namespace < right.namespace ? -1 : left.namespace === right.namespace ? 0 : 1,
    ),
    types: named.map(
      (name): NamedType => ({
        ...model(
          name,
          constrained(random, random(2) === 0 ? randomObject(random, 3) : randomType(random, 3)),
        ),
        ...(random(2) === 0 && { description: HOSTILE }),
        ...(random(4) === 0 && { deprecated: true }),
      }),
    ),
    webhooks: [
      { name: "sent", httpMethod: "POST", contents: randomContents(random), summary: HOSTILE },
      { name: "sent", httpMethod: "PUT", contents: randomContents(random), description: "x\n\ny" },
      {
        name: "sent",
        httpMethod: "POST",
        contents: [],
        deprecated: true,
        callback: { operation: "things.do1", url: HOSTILE },
      },
    ],
    policy: {
      ...DEFAULT_POLICY,
      ...(random(2) === 0 && { operations: { "things.do1": "deny" as const } }),
    },
    limits: { ...DEFAULT_LIMITS, calls: 200 + random(2) },
  });
}

describe("a schema that is read back", () => {
  test("is the API that it was written from, with every kind of everything in it", () => {
    expectRoundTrip(settle(everythingApi));
  });

  test("is the API that it was written from, whatever the API", () => {
    for (let seed = 0; seed < 60; seed += 1)
      expectRoundTrip(settle(randomApi(randomNumbers(seed))));
  });

  test("brings the facts of the package along", () => {
    const { schema } = reading(schemaFiles(settle(everythingApi)));
    expect(schema.package).toEqual({ license: "MIT" });
  });
});

describe("settle", () => {
  test("changes nothing the second time", () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const once = settle(randomApi(randomNumbers(seed)));
      expect(json(settle(once))).toBe(json(once));
    }
  });
});
