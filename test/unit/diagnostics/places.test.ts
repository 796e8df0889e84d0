import { describe, expect, it } from "vitest";
import { createPlaces } from "../../../src/diagnostics/places.js";
import { childPointer } from "../../../src/diagnostics/pointer.js";
import { parseDocument } from "../../../src/load/load.js";
import type { JsonValue } from "../../../src/runtime/api/types.js";

function placesOf(file: string, text: string) {
  const document = parseDocument(file, new TextEncoder().encode(text));
  return { document, place: createPlaces(document) };
}

const YAML = `# a comment
openapi: 3.1.0
info: {title: T, "version": '1'}
x-shared: &shared
  description: shared
  default: { tags: [a, b] }
paths:
  /a/{id}~x:
    get:
      <<: *shared
      responses:
        200:
          description: |
            get:
              responses:
        'default': *shared
      parameters:
        - name: id
          in: path
        -
          name: q
          in: query
  ? /b
  : post:
      summary: >-
        paths:
      responses: {}
`;

describe("createPlaces on YAML", () => {
  const { place } = placesOf("a.yaml", YAML);

  it.each([
    ["", 1, 1],
    ["/openapi", 2, 1],
    ["/info/version", 3, 18],
    ["/paths", 7, 1],
    ["/paths/~1a~1{id}~0x", 8, 3],
    ["/paths/~1a~1{id}~0x/get/responses/200/description", 13, 11],
    ["/paths/~1a~1{id}~0x/get/responses/default", 16, 9],
    ["/paths/~1a~1{id}~0x/get/parameters/0", 18, 11],
    ["/paths/~1a~1{id}~0x/get/parameters/1/name", 21, 11],
    ["/paths/~1b/post/responses", 27, 7],
  ])("%s", (pointer, line, column) => {
    expect(place(pointer)).toEqual({ line, column });
  });

  it("finds what an alias or a merge key brings where it was written", () => {
    expect(place("/paths/~1a~1{id}~0x/get/responses/default/description").line).toBe(5);
    expect(place("/paths/~1a~1{id}~0x/get/default/tags/1")).toEqual({ line: 6, column: 24 });
  });

  it("falls back to the nearest parent", () => {
    expect(place("/paths/~1b/post/requestBody/content")).toEqual({ line: 24, column: 5 });
    expect(place("/nothing/here")).toEqual({ line: 1, column: 1 });
  });
});

describe("createPlaces on JSON", () => {
  const text =
    '\uFEFF{\r\n "openapi": "3.0.0", "a\\"}b": ["]", {"x": 1}, [ 2 ]],\r\n  "paths": {"/\\u0061": {"get": {}}, "/b" : {\n"get": null}}}';
  const { place } = placesOf("a.json", text);

  it.each([
    ["/openapi", 2, 2],
    ['/a"}b', 2, 22],
    ['/a"}b/0', 2, 32],
    ['/a"}b/1/x', 2, 38],
    ['/a"}b/2/0', 2, 49],
    ["/paths/~1a/get", 3, 25],
    ["/paths/~1b/get", 4, 1],
    ["/paths/~1b/get/x", 4, 1],
  ])("%s", (pointer, line, column) => {
    expect(place(pointer)).toEqual({ line, column });
  });
});

describe("every pointer of a document", () => {
  const value = {
    openapi: "3.1.0",
    info: { title: "with: colon", version: "1", "x y": ["# no comment", { "- dash": [] }] },
    paths: Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [
        `/things/{id}/${at}`,
        { get: { tags: ["a", "b"], responses: { "200": { description: "get:\n  nothing\n" } } } },
      ]),
    ),
  };

  it.each([
    ["a.json", JSON.stringify(value, undefined, 1)],
    ["min.json", JSON.stringify(value)],
    ["flow.yaml", JSON.stringify(value, undefined, 2)],
  ])("names the key that stands there: %s", (file, text) => {
    const { document, place } = placesOf(file, text);
    const lines = text.split("\n");
    let checked = 0;
    for (const { pointer, key } of keys(document.root, "")) {
      const { line, column } = place(pointer);
      const found = lines[line - 1]?.slice(column - 1) ?? "";
      expect(found.startsWith(JSON.stringify(key))).toBe(true);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(200);
  });
});

function* keys(value: JsonValue, pointer: string): Generator<{ pointer: string; key: string }> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const child = childPointer(pointer, key);
    if (!Array.isArray(value)) yield { pointer: child, key };
    yield* keys(member, child);
  }
}
