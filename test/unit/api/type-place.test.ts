import { describe, expect, it } from "vitest";
import {
  alternativesOf,
  elementTypes,
  kindsOf,
  propertiesOf,
  typesAt,
} from "../../../src/runtime/api/type-place.js";
import type { NamedType, Type } from "../../../src/runtime/api/types.js";

const ref = (name: string): Type => ({ kind: "ref", name });
const union = (...members: Type[]): Type => ({ kind: "union", members });
const both = (...members: Type[]): Type => ({ kind: "intersection", members });
const object = (properties: { readonly [name: string]: Type }): Type => ({
  kind: "object",
  properties: Object.entries(properties).map(([name, type]) => ({ name, type, required: true })),
});
const text: Type = { kind: "string" };
const none: Type = { kind: "null" };

function named(types: { readonly [name: string]: Type }): ReadonlyMap<string, NamedType> {
  return new Map(
    Object.entries(types).map(([name, type]) => [
      name,
      { name, type, home: { kind: "models", module: "m" } },
    ]),
  );
}

describe("places of a type", () => {
  it("are found through references, unions and intersections", () => {
    const types = named({
      Page: both(ref("Envelope"), object({ data: { kind: "array", items: text } })),
      Envelope: object({ meta: union(none, object({ next: text })) }),
    });
    const page = union(ref("Page"), none);
    expect(typesAt(page, "/meta/next", types)).toEqual([text]);
    expect(typesAt(page, "/data", types).flatMap((one) => elementTypes(one, types))).toEqual([
      text,
    ]);
    expect(typesAt(page, "/meta/previous", types)).toEqual([]);
    expect(propertiesOf(page, types).map(({ name }) => name)).toEqual(["meta", "data"]);
    expect([...kindsOf(union(text, none, { kind: "enum", values: [1] }), types)]).toEqual([
      "string",
      "number",
    ]);
  });

  it("have escaped names, and no prototype", () => {
    const type = object({ "a/b": object({ "~": text }) });
    expect(typesAt(type, "/a~1b/~0", named({}))).toEqual([text]);
    expect(typesAt(type, "/constructor", named({}))).toEqual([]);
  });

  it("of a type that holds itself, or nothing, end", () => {
    const types = named({
      A: union(ref("B"), text),
      B: union(ref("A"), ref("C")),
      D: both(ref("D"), ref("D")),
    });
    expect(alternativesOf(ref("A"), types)).toEqual([text]);
    expect(propertiesOf(ref("D"), types)).toEqual([]);
    expect(typesAt(ref("D"), "/a/b", types)).toEqual([]);
  });

  it("are found in time where every type refers twice to the next", () => {
    const levels = Array.from({ length: 200 }, (_, at) => at);
    const unions = named({
      ...Object.fromEntries(
        levels.map((at) => [`T${at}`, union(ref(`T${at + 1}`), ref(`T${at + 1}`))]),
      ),
      T200: object({ next: ref("T0") }),
    });
    const parts = named({
      ...Object.fromEntries(
        levels.map((at) => [`T${at}`, both(ref(`T${at + 1}`), ref(`T${at + 1}`))]),
      ),
      T200: object({ next: ref("T0") }),
    });
    const started = performance.now();
    expect(typesAt(ref("T0"), "/next/next/next", unions)).toEqual([ref("T0")]);
    typesAt(ref("T0"), "/next/next/next", parts);
    propertiesOf(ref("T0"), parts);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
