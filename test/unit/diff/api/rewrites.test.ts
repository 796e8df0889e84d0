import { describe, expect, it } from "vitest";
import type { Api, Operation } from "../../../../src/runtime/api/api.js";
import type { NamedType } from "../../../../src/runtime/api/types.js";
import { apiOf, comparison, comparisonOf } from "./comparison.js";

/** A document with one operation whose result is the schema. */
function withResult(schema: string, schemas = "Other: { type: string }"): string {
  return `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: things/get
      responses:
        "200": { description: Fine., content: { application/json: { schema: ${schema} } } }
components:
  schemas:
    ${schemas.replaceAll("\n", "\n    ")}
`;
}

const PET =
  "{ type: object, required: [id], properties: { id: { type: integer }, name: { type: string } } }";

describe("the same in other words", () => {
  it.each([
    [
      "members of a union in another order",
      "{ oneOf: [{ type: string }, { type: integer }] }",
      "{ oneOf: [{ type: integer }, { type: string }] }",
    ],
    ["values in another order", "{ enum: [a, b] }", "{ enum: [b, a] }"],
    ["a union of one member", "{ type: string }", "{ oneOf: [{ type: string }] }"],
    ["an intersection of one member", "{ type: string }", "{ allOf: [{ type: string }] }"],
    [
      "anyOf for oneOf",
      "{ oneOf: [{ type: string }, { type: integer }] }",
      "{ anyOf: [{ type: string }, { type: integer }] }",
    ],
    [
      "properties in another order",
      PET,
      "{ type: object, required: [id], properties: { name: { type: string }, id: { type: integer } } }",
    ],
    [
      "an object in two parts",
      PET,
      "{ allOf: [{ type: object, required: [id], properties: { id: { type: integer } } }, { type: object, properties: { name: { type: string } } }] }",
    ],
    [
      "a nested union",
      "{ oneOf: [{ type: string }, { type: integer }, { type: boolean }] }",
      "{ oneOf: [{ type: string }, { oneOf: [{ type: integer }, { type: boolean }] }] }",
    ],
    ["a constant and an enum of one", "{ const: a }", "{ enum: [a] }"],
  ])("is no finding: %s", (_, before, after) => {
    expect(comparison(withResult(before), withResult(after))).toEqual([]);
    expect(comparison(withResult(after), withResult(before))).toEqual([]);
  });

  it("tells a type that is written in place only as gone", () => {
    const named = withResult('{ $ref: "#/components/schemas/Pet" }', `Pet: ${PET}`);
    const list = '{ type: array, items: { $ref: "#/components/schemas/Pet" } }';
    const inPlace = withResult(`{ type: array, items: ${PET} }`);
    expect(codesOf(withResult(list, `Pet: ${PET}`), inPlace)).not.toContain("result-type-changed");
    expect(severities(withResult(list, `Pet: ${PET}`), inPlace)).not.toContain("breaking");
    expect(severities(named, withResult(PET))).not.toContain("breaking");
  });

  it("opens a name that stands for values", () => {
    const named = withResult(
      '{ type: object, properties: { state: { $ref: "#/components/schemas/State" } } }',
      "State: { enum: [a, b] }",
    );
    const more = withResult("{ type: object, properties: { state: { enum: [a, b, c] } } }");
    expect(codesOf(named, more)).toContain("result-enum-value-added");
    expect(codesOf(named, more)).not.toContain("result-type-changed");
  });
});

describe("a type with another name", () => {
  const tree = (name: string, value: string): string =>
    withResult(
      `{ $ref: "#/components/schemas/${name}" }`,
      `${name}: { type: object, required: [value], properties: { value: { type: ${value} }, parent: { $ref: "#/components/schemas/${name}" } } }`,
    );

  it("is one finding, though it contains itself", () => {
    expect(codesOf(tree("Tree", "string"), tree("Branch", "string"))).toEqual(["type-renamed"]);
  });

  it("is compared with what it was", () => {
    const findings = comparison(tree("Tree", "string"), tree("Branch", "integer"));
    expect(findings.map(({ code, subject, at }) => [code, subject, at])).toEqual([
      ["type-renamed", NODE, ""],
      ["result-type-changed", NODE, "value"],
    ]);
  });

  const NODE = { kind: "type", type: "Branch", operations: ["things.get"] };
});

describe("a type that goes both ways", () => {
  const document = (properties: string): string => `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: things/list
      responses:
        "200": { description: Fine., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Thing" } } } } }
    put:
      operationId: things/put
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
      responses: { "204": { description: Fine. } }
components:
  schemas:
    Thing: { type: object, required: [id], properties: { id: { type: string }, ${properties} } }
`;

  it("has one finding for a change, of the way in which it is worst", () => {
    const [finding, ...others] = comparison(
      document("a: { enum: [x, y] }"),
      document("a: { enum: [x, z, y] }"),
    );
    expect(others).toEqual([]);
    expect(finding).toEqual({
      code: "result-enum-value-added",
      severity: "breaking",
      subject: { kind: "type", type: "Thing", operations: ["things.list"] },
      at: "a",
      message: '"z" is new in results',
    });
  });

  it("names both ways where they weigh the same", () => {
    const findings = comparison(document("a: { type: string }"), document("a: { type: integer }"));
    expect(findings).toEqual([
      {
        code: "request-type-changed",
        severity: "breaking",
        subject: { kind: "type", type: "Thing", operations: ["things.list", "things.put"] },
        at: "a",
        message: "was string, is integer in requests and results",
      },
    ]);
  });
});

describe("members of a union", () => {
  const CAT =
    "type: object, required: [kind, name], properties: { kind: { type: string }, name: { type: string } }";
  const pets = (first: string, second: string, about = ""): string =>
    withResult(
      `{ oneOf: [{ $ref: "#/components/schemas/${first}" }, { $ref: "#/components/schemas/${second}" }]${about} }`,
      `${first}: { ${CAT} }\n${second}: { ${CAT} }`,
    );
  const selected = (cat: string, dog: string): string =>
    `, discriminator: { propertyName: kind, mapping: { cat: ${cat}, dog: ${dog} } }`;

  it("are recognised under new names, whatever their order", () => {
    const findings = comparison(
      pets("CatOne", "DogOne", selected("CatOne", "DogOne")),
      pets("DogTwo", "CatTwo", selected("CatTwo", "DogTwo")),
    );
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ["type-renamed", "CatOne is CatTwo"],
      ["type-renamed", "DogOne is DogTwo"],
    ]);
  });

  it("are told apart in another way when the values change places", () => {
    const before = pets("Cat", "Dog", selected("Cat", "Dog"));
    const after = pets("Cat", "Dog", selected("Dog", "Cat"));
    expect(codesOf(before, after)).toContain("discriminator-changed");
    expect(severities(before, after)).toContain("possibly-breaking");
  });
});

describe("an object of which nothing was said", () => {
  it("is narrowed, not cut, when it is described", () => {
    const before = withResult("{ type: object }");
    const after = withResult("{ type: object, properties: { id: { type: string } } }");
    expect(codesOf(before, after)).toContain("result-type-narrowed");
    expect(severities(before, after)).not.toContain("breaking");
    expect(codesOf(after, before)).toContain("result-property-removed");
  });
});

describe("types that contain each other", () => {
  it("are compared once, however deep", () => {
    const list = (value: string): string =>
      withResult(
        '{ $ref: "#/components/schemas/A" }',
        `A: { type: object, properties: { b: { $ref: "#/components/schemas/B" } } }
B: { type: object, properties: { a: { $ref: "#/components/schemas/A" }, all: { type: array, items: { $ref: "#/components/schemas/B" } }, value: { type: ${value} } } }`,
      );
    const findings = comparison(list("string"), list("boolean"));
    expect(findings.map(({ code, subject, at }) => [code, subject, at])).toEqual([
      ["result-type-changed", { kind: "type", type: "B", operations: ["things.get"] }, "value"],
    ]);
  });
});

describe("what no rule knows", () => {
  const api = apiOf(withResult('{ $ref: "#/components/schemas/Pet" }', `Pet: ${PET}`));

  it("is found in an operation", () => {
    const after: Api = { ...api, operations: api.operations.map((one) => later<Operation>(one)) };
    expect(comparisonOf(api, after).map(({ code, at }) => [code, at])).toEqual([
      ["operation-changed", "invention"],
    ]);
  });

  it("is found in a type", () => {
    const after: Api = { ...api, types: api.types.map((one) => later<NamedType>(one)) };
    expect(comparisonOf(api, after).map(({ code, at }) => [code, at])).toEqual([
      ["type-changed", "invention"],
    ]);
  });

  it("is found in the type of a property", () => {
    const after: Api = {
      ...api,
      types: api.types.map((one) => ({ ...one, type: later(one.type) })),
    };
    expect(comparisonOf(api, after).map(({ code }) => code)).toEqual(["type-changed"]);
  });

  it("is found in the API", () => {
    expect(comparisonOf(api, later(api)).map(({ code }) => code)).toEqual(["api-changed"]);
  });

  it("is not where the input stands", () => {
    const after: Api = {
      ...api,
      operations: api.operations.map((one) => ({ ...one, source: "elsewhere" })),
    };
    expect(comparisonOf(api, after)).toEqual([]);
  });
});

/** A record as a later version of the IR may have it. */
function later<T extends object>(record: T): T {
  return { ...record, invention: 1 };
}

function codesOf(before: string, after: string): readonly string[] {
  return comparison(before, after).map(({ code }) => code);
}

function severities(before: string, after: string): readonly string[] {
  return comparison(before, after).map(({ severity }) => severity);
}
