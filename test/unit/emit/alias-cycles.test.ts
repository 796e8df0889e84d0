import { expect, test } from "vitest";
import { declarableTypes } from "../../../src/emit/schema/alias-cycles.js";
import { typeText } from "../../../src/emit/ts/type-text.js";
import type { Type } from "../../../src/runtime/api/types.js";
import { model } from "./api-of.js";

const ref = (name: string): Type => ({ kind: "ref", name });
const union = (...members: Type[]): Type => ({ kind: "union", members });
const STRING: Type = { kind: "string" };

function declared(types: { readonly [name: string]: Type }): { [name: string]: string } {
  const named = Object.entries(types).map(([name, type]) => model(name, type));
  return Object.fromEntries(declarableTypes(named).map(({ name, type }) => [name, typeText(type)]));
}

test("an alias that is itself is written as what else it is", () => {
  expect(declared({ A: union(ref("A"), ref("B")), B: STRING })).toEqual({ A: "B", B: "string" });
});

test("aliases that are each other are written out", () => {
  const types = { A: union(ref("B"), STRING), B: union({ kind: "number" }, ref("A")), C: ref("A") };
  expect(declared(types)).toEqual({ A: "number | string", B: "number | string", C: "A" });
});

test("aliases that are nothing but each other hold no value", () => {
  expect(declared({ A: ref("B"), B: ref("A") })).toEqual({ A: "never", B: "never" });
});

test("recursion through an array, a tuple or an object stays", () => {
  const types: { [name: string]: Type } = {
    A: union(STRING, { kind: "array", items: ref("A") }),
    B: { kind: "tuple", items: [ref("B")] },
    C: { kind: "object", properties: [{ name: "c", type: ref("C"), required: false }] },
  };
  expect(declared(types)).toEqual({ A: "string | A[]", B: "[B]", C: "{ c?: C }" });
});
