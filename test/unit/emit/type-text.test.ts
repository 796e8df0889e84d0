import { expect, test } from "vitest";
import { constraintTags } from "../../../src/emit/ts/constraint-tags.js";
import { typeText } from "../../../src/emit/ts/type-text.js";
import type { ObjectType, Type } from "../../../src/runtime/api/types.js";

const STRING: Type = { kind: "string" };
const NUMBER: Type = { kind: "number" };

function bag(
  additional: Type,
  ...properties: [name: string, type: Type, required: boolean][]
): ObjectType {
  return {
    kind: "object",
    properties: properties.map(([name, type, required]) => ({ name, type, required })),
    additional,
  };
}

test.each<[string, Type]>([
  ["string | null", { kind: "union", members: [STRING, { kind: "null" }, STRING] }],
  ["string", { kind: "union", members: [STRING, { kind: "string", format: "uuid" }] }],
  [
    "string | number",
    { kind: "union", members: [STRING, { kind: "union", members: [NUMBER, STRING] }] },
  ],
  [
    "(A & B)[]",
    {
      kind: "array",
      items: {
        kind: "intersection",
        members: [
          { kind: "ref", name: "A" },
          { kind: "ref", name: "B" },
        ],
      },
    },
  ],
  [
    "(string | null)[]",
    { kind: "array", items: { kind: "union", members: [STRING, { kind: "null" }] } },
  ],
  ["[string, ...number[]]", { kind: "tuple", items: [STRING], rest: NUMBER }],
  ["Uint8Array", { kind: "binary" }],
  ["never", { kind: "enum", values: [] }],
  ["'a \"b\"' | -1 | 1e21", { kind: "enum", values: ['a "b"', -1, 1e21] }],
  [
    '{ "x-y": 1; ["__proto__"]: "z" }',
    { kind: "enum", values: [JSON.parse('{"x-y":1,"__proto__":"z"}')] },
  ],
])("%s", (text, type) => {
  expect(typeText(type)).toBe(text);
});

test.each<[string, Type]>([
  ["{ a: string; [key: string]: string }", bag(STRING, ["a", STRING, true])],
  ['{ a: "x"; [key: string]: string }', bag(STRING, ["a", { kind: "enum", values: ["x"] }, true])],
  ["{ a?: string; [key: string]: string | undefined }", bag(STRING, ["a", STRING, false])],
  [
    "{\n  a: number;\n  /** @additional 1 */\n  [key: string]: string | number;\n}",
    bag(STRING, ["a", NUMBER, true]),
  ],
  [
    "{ a?: number; [key: string]: unknown }",
    bag({ kind: "unknown", why: "no-schema" }, ["a", NUMBER, false]),
  ],
])("an index signature takes its properties in: %s", (text, type) => {
  expect(typeText(type)).toBe(text);
});

test("constraints become tags, with the way to an inner type before the keyword", () => {
  const type: Type = {
    kind: "array",
    constraints: { minItems: 1, uniqueItems: true },
    items: {
      kind: "union",
      members: [
        { kind: "integer", format: "int64", constraints: { minimum: 0 } },
        { kind: "string", constraints: { pattern: "^\n$" } },
        { kind: "null" },
      ],
    },
  };
  expect(
    constraintTags(type).map(({ name, value }) =>
      value === undefined ? name : `${name} ${value}`,
    ),
  ).toEqual([
    "minItems 1",
    "uniqueItems",
    "items member 0 integer",
    "items member 0 format int64",
    "items member 0 minimum 0",
    'items member 1 pattern "^\\n$"',
  ]);
});

test("the only member beside null needs no way", () => {
  const type: Type = {
    kind: "union",
    members: [{ kind: "null" }, { kind: "string", format: "uuid" }],
  };
  expect(constraintTags(type)).toEqual([{ name: "format", value: "uuid" }]);
});
