import type { FixturePair } from "./pair.js";

const LINES = `  /v1/lines:
    get:
      operationId: lines/list
      responses:
        "200":
          description: Fine.
          content:
            application/jsonl: { schema: { type: string }, itemSchema: { $ref: "#/components/schemas/Cover" } }
`;
const DELETE = `    delete:
      operationId: books/delete
      deprecated: true
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses:
        "204": { description: Gone. }
`;

export const operationPairs: readonly FixturePair[] = [
  {
    name: "an operation goes",
    from: LINES,
    to: "",
    forward: ["operation-removed"],
    backward: ["operation-added"],
  },
  {
    name: "a deprecated operation goes",
    from: DELETE,
    to: "",
    forward: ["operation-removed-after-deprecation"],
    backward: ["operation-added"],
  },
  {
    name: "an operation is deprecated no more",
    from: "      deprecated: true\n",
    to: "",
    forward: ["operation-undeprecated"],
    backward: ["operation-deprecated"],
  },
  {
    name: "an operation moves to another version",
    from: "/v1/lines:",
    to: "/v2/lines:",
    forward: ["operation-moved"],
    backward: ["operation-moved"],
  },
  {
    name: "a path parameter has another name",
    from: `  /v1/covers/{id}:
    put:
      operationId: covers/put
      security:
        - oauth: [write]
      parameters:
        - { name: id,`,
    to: `  /v1/covers/{book}:
    put:
      operationId: covers/put
      security:
        - oauth: [write]
      parameters:
        - { name: book,`,
    forward: ["argument-renamed"],
    backward: ["argument-renamed"],
  },
  {
    name: "an optional argument comes",
    from: "        - { name: X-Desk,",
    to: "        - { name: floor, in: query, schema: { type: integer } }\n        - { name: X-Desk,",
    forward: ["parameter-added"],
    backward: ["parameter-removed"],
  },
  {
    name: "a required argument comes",
    from: "        - { name: X-Desk,",
    to: "        - { name: floor, in: query, required: true, schema: { type: integer } }\n        - { name: X-Desk,",
    forward: ["parameter-required-added"],
    backward: ["parameter-removed"],
  },
  {
    name: "an argument becomes required",
    from: "{ name: X-Desk, in: header,",
    to: "{ name: X-Desk, in: header, required: true,",
    forward: ["parameter-became-required"],
    backward: ["parameter-became-optional"],
  },
  {
    name: "an argument is deprecated",
    from: "{ name: X-Desk, in: header,",
    to: "{ name: X-Desk, in: header, deprecated: true,",
    forward: ["parameter-deprecated"],
    backward: ["parameter-undeprecated"],
  },
  {
    name: "an argument is sent elsewhere",
    from: "{ name: X-Desk, in: header,",
    to: "{ name: X-Desk, in: query,",
    forward: ["parameter-location-changed"],
    backward: ["parameter-location-changed"],
  },
  {
    name: "a list is written otherwise",
    from: "{ name: tags, in: query,",
    to: "{ name: tags, in: query, explode: false,",
    forward: ["parameter-serialisation-changed"],
    backward: ["parameter-serialisation-changed"],
  },
  {
    name: "a default is another",
    from: "enum: [title, year], default: title",
    to: "enum: [title, year], default: year",
    forward: ["request-default-changed"],
    backward: ["request-default-changed"],
  },
  {
    name: "a text is another",
    from: "summary: List books",
    to: "summary: Find books",
    forward: ["description-changed"],
    backward: ["description-changed"],
  },
  {
    name: "a body becomes optional",
    from: "        required: true\n        content:\n",
    to: "        content:\n",
    forward: ["body-became-optional"],
    backward: ["body-became-required"],
  },
  {
    name: "a body comes",
    from: "      operationId: books/delete\n",
    to: `      operationId: books/delete
      requestBody: { content: { application/json: { schema: { type: string } } } }
`,
    forward: ["body-added"],
    backward: ["body-removed"],
  },
  {
    name: "a required body comes",
    from: "      operationId: books/delete\n",
    to: `      operationId: books/delete
      requestBody: { required: true, content: { application/json: { schema: { type: string } } } }
`,
    forward: ["body-required-added"],
    backward: ["body-removed"],
  },
  {
    name: "a body is taken in another media type too",
    from: '          application/json: { schema: { $ref: "#/components/schemas/NewBook" } }\n',
    to: `          application/json: { schema: { $ref: "#/components/schemas/NewBook" } }
          application/x-www-form-urlencoded: { schema: { $ref: "#/components/schemas/NewBook" } }
`,
    forward: ["body-media-type-added"],
    backward: ["body-media-type-removed"],
  },
  {
    name: "a field of a form is sent as something else",
    from: "contentType: image/png",
    to: "contentType: image/webp",
    forward: ["body-encoding-changed"],
    backward: ["body-encoding-changed"],
  },
  {
    name: "a body can be an image alone",
    from: `          multipart/form-data:
            schema: { type: object, properties: { image: { type: string, format: binary }, alt: { type: string } } }
            encoding: { image: { contentType: image/png } }
`,
    to: `          image/png: {}
          multipart/form-data:
            schema: { type: object, properties: { image: { type: string, format: binary }, alt: { type: string } } }
            encoding: { image: { contentType: image/png } }
`,
    forward: ["body-media-type-added"],
    backward: ["body-media-type-removed"],
  },
  {
    name: "an operation has another operationId",
    from: "operationId: books/list",
    to: "operationId: books/index",
    forward: ["operation-id-changed"],
    backward: ["operation-id-changed"],
  },
];
