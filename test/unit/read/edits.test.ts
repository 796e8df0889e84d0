import { describe, expect, test } from "vitest";
import { UnusableInput } from "../../../src/diagnostics/diagnostic.js";
import { settle } from "../../../src/ir/settle.js";
import type { Api, Operation } from "../../../src/runtime/api/api.js";
import { apiOf, model, operationOf } from "../emit/api-of.js";
import { edited, json, reading, type SchemaFiles, schemaFiles } from "./schema-files.js";

const api: Api = settle(
  apiOf({
    name: "tracker",
    typeName: "Tracker",
    securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
    security: [[{ scheme: "token", scopes: [] }]],
    types: [
      model("Issue", {
        kind: "object",
        properties: [{ name: "id", type: { kind: "integer" }, required: true }],
      }),
      model("Problem", { kind: "object", properties: [] }),
    ],
    operations: [
      {
        ...operationOf("issues.list", "GET /issues"),
        parameters: [
          {
            name: "page",
            wireName: "page",
            in: "query",
            required: false,
            type: { kind: "integer", constraints: { minimum: 1 } },
          },
        ],
        responses: [
          {
            status: "200",
            contents: [
              {
                mediaType: "application/json",
                type: { kind: "array", items: { kind: "ref", name: "Issue" } },
              },
            ],
          },
          {
            status: "404",
            contents: [{ mediaType: "application/json", type: { kind: "ref", name: "Problem" } }],
          },
        ],
        security: [[{ scheme: "token", scopes: [] }]],
      },
      {
        ...operationOf("issues.get", "GET /issues/{id}"),
        summary: "Get an issue",
        parameters: [
          { name: "id", wireName: "id", in: "path", required: true, type: { kind: "string" } },
        ],
        responses: [
          {
            status: "200",
            contents: [{ mediaType: "application/json", type: { kind: "ref", name: "Issue" } }],
          },
        ],
        security: [[{ scheme: "token", scopes: [] }]],
      },
    ],
  }),
);
const files = schemaFiles(api);

function read(changed: SchemaFiles): Map<string, Operation> {
  const { schema, findings } = reading(changed);
  expect(findings).toEqual([]);
  return new Map(schema.api.operations.map((operation) => [operation.id, operation]));
}

/** The line of the file at which `text` begins. */
function lineOf(changed: SchemaFiles, name: string, text: string): number {
  const before = changed.get(name)?.split(text, 1)[0] ?? "";
  return before.split("\n").length;
}

describe("an owner", () => {
  test("renames a method", () => {
    const operations = read(
      edited(files, "issues.ts", ["get(args", "fetchOne(args"], ["get: {", "fetchOne: {"]),
    );
    expect([...operations.keys()]).toEqual(["issues.list", "issues.fetchOne"]);
  });

  test("hides an operation, and with it the types that nothing else uses", () => {
    const text = files.get("issues.ts") ?? "";
    const method = / {2}\/\*\* @throws[\s\S]*?list\([\s\S]*?Promise<Issue\[\]>;\n/.exec(text)?.[0];
    const row = / {2}list: \{[^}]*\},\n/.exec(text)?.[0];
    const changed = edited(files, "issues.ts", [method ?? "", ""], [row ?? "", ""]);
    expect([...read(changed).keys()]).toEqual(["issues.get"]);
    expect(reading(changed).schema.api.types.map(({ name }) => name)).toEqual(["Issue"]);
  });

  test("changes the type and the documentation of an argument", () => {
    const operations = read(
      edited(files, "issues.ts", ["id: string", "/** Its number. @minimum 1 */ id: number"]),
    );
    expect(operations.get("issues.get")?.parameters).toMatchObject([
      {
        name: "id",
        required: true,
        type: { kind: "number" },
        description: "Its number. @minimum 1",
      },
    ]);
    const tagged = read(
      edited(files, "issues.ts", [
        "id: string",
        "/**\n * Its number.\n * @integer\n */\n id: number",
      ]),
    );
    expect(tagged.get("issues.get")?.parameters).toMatchObject([
      { type: { kind: "integer" }, description: "Its number." },
    ]);
  });

  test("decides about an effect, which then has its own reason", () => {
    const operations = read(
      edited(files, "issues.ts", [
        'http: "GET /issues/{id}", effect: "read"',
        'http: "GET /issues/{id}", effect: "write"',
      ]),
    );
    expect(operations.get("issues.get")).toMatchObject({
      effect: "write",
      effectReason: { kind: "configured" },
    });
  });

  test("adds an operation by hand, in his own style", () => {
    const operations = read(withClose());
    expect(operations.get("issues.close")).toMatchObject({
      httpMethod: "POST",
      path: "/issues/{number}/close",
      summary: "Close an issue.",
      effect: "destructive",
      parameters: [
        { name: "id", wireName: "number", in: "path", required: true },
        { name: "labels", in: "query", required: false, type: { kind: "array" } },
      ],
      body: { contents: [{ mediaType: "application/json", type: { kind: "ref", name: "Notes" } }] },
      responses: [{ status: "204", contents: [] }],
      result: { mayBeEmpty: true },
    });
    expect(operations.get("issues.close")?.security).toBeUndefined();
  });
});

/** The schema with one more operation, written in another style than the compiler's. */
function withClose(): SchemaFiles {
  return edited(
    files,
    "issues.ts",
    [
      "export interface Issues {",
      `export type Notes = Record<string, Array<Issue | null>>

export interface Issues {
  // No doc comment.
  /** Close an issue. */
  close(args: { readonly id: string, labels?: readonly string[]; body: Notes }): Promise<void>
`,
    ],
    [
      "export const issues = {",
      `export const issues = {
  "close": { effect: 'destructive', http: "POST /issues/{number}/close", parameters: { id: { in: "path", name: "number" } }, security: [], },`,
    ],
  );
}

describe("a mistake is found at its line:", () => {
  const cases: readonly (readonly [
    string,
    string,
    readonly (readonly [string, string])[],
    string,
    string,
  ])[] = [
    [
      "a row without a method",
      "issues.ts",
      [["  get: {", '  close: { http: "POST /x", effect: "write" },\n  get: {']],
      '{ http: "POST',
      "schema-row-without-method: close is not a method of the interface Issues",
    ],
    [
      "an unknown effect",
      "issues.ts",
      [['"GET /issues/{id}", effect: "read"', '"GET /issues/{id}", effect: "reed"']],
      '"GET /issues/{id}"',
      'schema-row-value: effect must be one of "read", "write", "destructive"',
    ],
    [
      "a path variable without an argument",
      "issues.ts",
      [["args: { id: string }", "args: { number: string }"]],
      '"GET /issues/{id}"',
      "schema-path-argument-missing: {id} is neither an argument nor a locked parameter",
    ],
    [
      "an unknown type",
      "issues.ts",
      [["Promise<Issue>", "Promise<Isue>"]],
      "Isue",
      "schema-type-name-unknown: there is no type Isue; did you mean Issue?",
    ],
    [
      "a type that is not imported",
      "models/m.ts",
      [["id: number", "id: Tracked"]],
      "id: Tracked",
      "schema-type-name-unknown: there is no type Tracked",
    ],
    [
      "a type that is no JSON",
      "issues.ts",
      [["id: string", "id: Date | (() => void)"]],
      "id: Date",
      "schema-type-name-unknown: there is no type Date",
    ],
    [
      "a conditional type",
      "models/m.ts",
      [["id: number", "id: string extends string ? 1 : 2"]],
      "id: string",
      "schema-type-not-expressible: `string extends string ? 1 : 2` cannot be read",
    ],
    [
      "an unknown key",
      "issues.ts",
      [["  get: { http", "  get: { efect: 1, http"]],
      "efect",
      "schema-row-key-unknown: efect is not known here; did you mean effect?",
    ],
    [
      "a value that is computed",
      "issues.ts",
      [['"GET /issues/{id}"', "`GET /` + path"]],
      "`GET",
      "schema-value-not-literal: this is not a literal, and the compiler runs no code of a schema",
    ],
    [
      "a tag that does not fit",
      "issues.ts",
      [["@minimum 1", "@minimum one"]],
      "@minimum",
      "schema-tag-invalid: @minimum: its value is not of the right kind",
    ],
    [
      "an unknown tag",
      "issues.ts",
      [["@minimum 1", "@least 1"]],
      "@least",
      "schema-tag-unknown: @least says nothing that a schema knows, and is left out",
    ],
    [
      "an unknown security scheme",
      "issues.ts",
      [["  get: { http", "  get: { security: [{ tokn: [] }], http"]],
      "security:",
      "schema-security-scheme-unknown: security scheme tokn is not in `securitySchemes` of the API's row",
    ],
    [
      "a parameter that is no argument",
      "issues.ts",
      [["  get: { http", '  get: { parameters: { idd: { in: "header" } }, http']],
      "idd",
      "schema-argument-unused: idd is in the row, but is no argument and not `locked`",
    ],
    [
      "a syntax error",
      "issues.ts",
      [["Promise<Issue>;", "Promise<Issue;"]],
      "Promise<Issue;",
      "schema-syntax: '>' expected.",
    ],
    [
      "an error whose type is gone",
      "issues.ts",
      [["{Problem} 404", "{Trouble} 404"]],
      "@throws",
      "schema-type-name-unknown: there is no type Trouble",
    ],
    [
      "a result that differs from its statuses",
      "issues.ts",
      [["@throws {Problem} 404", "@returns {Problem} 200"]],
      "Promise<Issue[]>",
      "schema-result-differs: the promise is not of the types that `@returns` lists",
    ],
  ];

  test.each(cases)("%s", (_, file, changes, place, expected) => {
    const changed = edited(files, file, ...changes);
    const at = `${file}:${lineOf(changed, file, place)} ${expected}`;
    expect(reading(changed).findings).toContain(at);
  });

  test("a method without a row", () => {
    const changed = edited(files, "issues.ts", ["  get: {", "  got: {"]);
    const { schema, findings } = reading(changed);
    expect(findings).toEqual([
      `issues.ts:${lineOf(changed, "issues.ts", "get(args")} schema-method-without-row: get is not in the table issues`,
      `issues.ts:${lineOf(changed, "issues.ts", "got: {")} schema-row-without-method: got is not a method of the interface Issues`,
    ]);
    expect(schema.api.operations.map(({ id }) => id)).toEqual(["issues.list"]);
  });
});

describe("what is unusable", () => {
  test("is a schema without an operation", () => {
    const changed = edited(files, "issues.ts", [
      "satisfies Operations<Issues>",
      "satisfies Things<Issue>",
    ]);
    expect(() => reading(changed)).toThrow(UnusableInput);
  });

  test("is an index without the API's row", () => {
    expect(() => reading(edited(files, "index.ts", ["const api", "const api_"]))).toThrow(
      UnusableInput,
    );
  });
});

test("nothing of a schema runs, and nothing of it becomes a prototype", () => {
  const changed = edited(
    files,
    "issues.ts",
    [
      "  get: { http",
      '  get: { parameters: { ["__proto__"]: { locked: { ["__proto__"]: 1 } } }, http',
    ],
    ["issues satisfies", "globalThis.ran = true;\nissues satisfies"],
  );
  const { schema } = reading(changed);
  expect(Reflect.get(globalThis, "ran")).toBeUndefined();
  expect(json(schema.api)).toContain('"__proto__"');
  expect(Object.getPrototypeOf(schema.api.operations[1]?.parameters.at(-1)?.preset?.value)).toBe(
    Object.prototype,
  );
});

describe("a stream", () => {
  const streaming: Api = settle(
    apiOf({
      types: [model("Chunk", { kind: "object", properties: [] })],
      operations: [
        {
          ...operationOf("chat.create", "POST /chat"),
          responses: [
            {
              status: "200",
              contents: [
                { mediaType: "application/json", type: { kind: "ref", name: "Chunk" } },
                {
                  mediaType: "text/event-stream",
                  type: { kind: "string" },
                  itemType: { kind: "ref", name: "Chunk" },
                  item: "jsonEvent",
                },
              ],
            },
          ],
        },
      ],
    }),
  );
  const files = schemaFiles(streaming);

  test("stands beside the promise, and no comment says it again", () => {
    const text = files.get("chat.ts") ?? "";
    expect(text).toContain("create(): Promise<Chunk> & Streams<Chunk>;");
    expect(text).toContain('stream: "jsonEvent"');
    expect(text).not.toContain("@stream");
  });

  test("may have another item, and be another kind of it", () => {
    const changed = edited(
      files,
      "chat.ts",
      ["Streams<Chunk>", "Streams<Chunk[]>"],
      ['stream: "jsonEvent"', 'stream: "data"'],
    );
    const { schema, findings } = reading(changed);
    expect(findings).toEqual([]);
    const [operation] = schema.api.operations;
    expect(operation?.responses[0]?.contents[1]).toEqual({
      mediaType: "text/event-stream",
      type: { kind: "string" },
      itemType: { kind: "array", items: { kind: "ref", name: "Chunk" } },
    });
  });

  test("is neither `Streams` nor `stream` nor a media type alone", () => {
    for (const change of [
      [" & Streams<Chunk>", ""],
      ["200 text/event-stream", "200 text/csv"],
    ] as const) {
      const { schema, findings } = reading(edited(files, "chat.ts", change));
      expect(findings.join("\n")).toContain("schema-stream-differs");
      expect(JSON.stringify(schema.api)).not.toContain("itemType");
    }
  });
});
