import { describe, expect, it } from "vitest";
import { differences, type Pair } from "../../peers/oracle/compare.js";
import { exportedSymbol, programOf } from "../../peers/oracle/in-memory-program.js";
import { stepsText } from "../../peers/oracle/raw-schema.js";

/** `component/place kind ours|theirs` of every difference between the types that two sources export by the same names. */
function compared(ours: string, theirs: string, names = ["A"]): string[] {
  const program = programOf(
    new Map([
      ["ours.ts", ours],
      ["theirs.ts", theirs],
    ]),
  );
  const checker = program.getTypeChecker();
  const type = (path: string, name: string) =>
    checker.getDeclaredTypeOfSymbol(exportedSymbol(program, path, name));
  const pairs = names.map(
    (name): Pair => ({
      component: name.replace("Input", ""),
      direction: name.endsWith("Input") ? "request" : "response",
      ours: type("ours.ts", name),
      theirs: type("theirs.ts", name.replace("Input", "")),
    }),
  );
  return differences(checker, pairs).map(
    (found) =>
      `${found.component}${stepsText(found.steps)} ${found.kind} ${found.ours.join()}|${found.theirs.join()}`,
  );
}

/** The differences between two types of a property that is beside one that does not differ. */
function property(ours: string, theirs: string): string[] {
  const source = (text: string) => `export interface A { same: string; ${text} }`;
  return compared(source(ours), source(theirs));
}

describe("what the oracle sees", () => {
  it.each([
    ["a property", "a: 1", "b: 1", "A properties a|b"],
    ["optionality", "a: 1", "a?: 1", "A/a optional required|optional"],
    ["a primitive", "a: string", "a: number", "A/a values string|number"],
    ["null", "a: string", "a: string | null", "A/a values |null"],
    ["a literal", 'a: "x" | "y"', 'a: "x" | "z"', 'A/a values "y"|"z"'],
    ["a literal of its kind", 'a: "x"', "a: string", 'A/a values "x"|string'],
    ["true alone", "a: true", "a: boolean", "A/a values true|boolean"],
    ["unknown", "a: { b: 1 }", "a: unknown", "A/a values object|unknown"],
    ["bytes", "a: Uint8Array", "a: string", "A/a values Uint8Array|string"],
    ["an array", "a: string[]", "a: string", "A/a values array|string"],
    ["its items", "a: string[]", "a: number[]", "A/a/[] values string|number"],
    ["a tuple", "a: [1, 2]", "a: [1]", "A/a tuple [1, 2]|[1]"],
    ["a map", "a: Record<string, 1>", "a: {}", "A/a map 1|"],
    ["its values", "a: Record<string, 1>", "a: { [key: string]: 2 }", "A/a/{} values 1|2"],
    [
      "what is deep inside",
      "a: { b: { c: 1 }[] }",
      "a: { b: { c: 2 }[] }",
      "A/a/b/[]/c values 1|2",
    ],
    ["a member of a union", "a: { k: 1 } | { l: 1 }", "a: { k: 1 }", "A/a values { l: 1; }|"],
    ["a part of an intersection", "a: { b: 1 } & { c: 1 }", "a: { b: 1 }", "A/a properties c|"],
    ["no value at all", "a: { k: 1 } & { k: 2 }", "a: { k: 1 }", "A/a values never|object"],
  ])("%s", (_, ours, theirs, expected) => {
    expect(property(ours, theirs)).toEqual([expected]);
    expect(property(ours, ours)).toEqual([]);
    expect(property(theirs, theirs)).toEqual([]);
  });

  it("that nothing differs where the same is written in another way", () => {
    expect(property("a: { b: 1 } & { c?: 2 }", "a: { b: 1; c?: 2 }")).toEqual([]);
    expect(property("a: { k: 1; l: 2 } | { m: 3 }", "a: { m: 3 } | { k: 1; l: 2 }")).toEqual([]);
    expect(property("a: (string | { b: 1 }) & { b: 1 }", "a: { b: 1 }")).toEqual([]);
    expect(property("a: { b: 1 }; c?: { b: 1 }", "a: { b: 1 }; c?: Pick<A, 'a'>['a']")).toEqual([]);
  });

  it("a component where it is declared, and nowhere else", () => {
    const source = (value: string) => `
      export interface A { b: B; list: (B | null)[]; self?: A }
      export interface B { a?: A; value: ${value} }`;
    expect(compared(source("1"), source("2"), ["A", "B"])).toEqual(["B/value values 1|2"]);
  });

  it("a component in the place of another one", () => {
    const source = (type: string) => `
      export interface A { b: ${type} }
      export interface B { value: 1 }
      export interface C { other: 1 }`;
    expect(compared(source("B"), source("C"), ["A", "B", "C"])).toEqual([
      "A/b properties value|other",
    ]);
  });

  it("what comes back in the place of what is sent", () => {
    const theirs = `
      export interface A { b: B[] }
      export interface B { id: 1; value: 2 }`;
    const source = (sent: string) => `${theirs}
      export interface AInput { b: ${sent}[] }
      export interface BInput { value: 2 }`;
    const names = ["A", "AInput", "B", "BInput"];
    const lacking = "B properties |id";
    expect(compared(source("BInput"), theirs, names)).toEqual([lacking]);
    expect(compared(source("B"), theirs, names)).toEqual([
      "A/b/[] direction B (response)|",
      lacking,
    ]);
  });

  it("recursion that differs", () => {
    const source = (extra: string) => `export interface A { next?: { next?: A; ${extra} } }`;
    expect(compared(source(""), source("end: 1"))).toEqual(["A/next properties |end"]);
  });
});
