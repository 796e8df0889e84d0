/*
 * Documents of our own that use everything that a request can be made of; real ones do not use all of it.
 */

const TEXT = { type: "string" };
/** Where nothing tells a delimiter from the same character in a value, values have none. */
const WORD = { type: "string", pattern: "^[a-z]{1,9}$" };
const WORDS = { type: "array", items: WORD };
const COUNT = { type: "integer", minimum: 0 };
const TEXTS = { type: "array", items: TEXT };
const COUNTS = { type: "array", items: COUNT };
/** Of several types, with a name that has to be encoded. */
const MAP = {
  type: "object",
  required: ["plain", "how many"],
  properties: { plain: TEXT, "how many": COUNT, "is&on": { type: "boolean" } },
};
const WORD_MAP = { type: "object", required: ["plain"], properties: { plain: WORD, count: COUNT } };
const NESTED = {
  type: "object",
  required: ["text"],
  properties: {
    text: TEXT,
    texts: TEXTS,
    inner: { type: "object", properties: { counts: COUNTS, deeper: MAP } },
    rows: { type: "array", items: { $ref: "#/components/schemas/Row" } },
  },
};

const ANSWER = { responses: { "204": { description: "Done" } } };

interface Styled {
  readonly style?: string;
  readonly explode?: boolean;
}

/** A parameter of each shape in one style. Members of a map that explodes stand beside each other, so each map has names of its own. */
function inStyle(place: string, prefix: string, styled: Styled, shapes: readonly object[]) {
  return shapes.map((schema, at) => ({
    name: `${prefix}${at}`,
    in: place,
    required: true,
    schema,
    ...styled,
  }));
}

const SHAPES = [TEXT, COUNT, TEXTS, COUNTS, MAP];

function pathOf(style: string, explode: boolean) {
  const parameters = inStyle("path", "p", { style, explode }, SHAPES);
  const path = `/path/${style}/${explode}/${parameters.map(({ name }) => `{${name}}`).join("/")}`;
  return [path, { get: { parameters, ...ANSWER } }] as const;
}

function body(content: object, required = true) {
  return { requestBody: { required, content }, ...ANSWER };
}

const FORM = {
  type: "object",
  required: ["text", "texts"],
  properties: {
    text: TEXT,
    texts: TEXTS,
    "a name & more": COUNT,
    commas: TEXTS,
    pipes: WORDS,
    spaces: COUNTS,
    deep: NESTED,
    json: NESTED,
    reserved: TEXT,
    on: { type: "boolean" },
  },
};

const BYTES = { type: "string", format: "binary" };

/** OpenAPI 3.1. */
export const OPENAPI = {
  openapi: "3.1.0",
  info: { title: "Requests", version: "1.0.0" },
  servers: [{ url: "https://requests.example/elsewhere" }],
  paths: {
    ...Object.fromEntries(
      ["simple", "label", "matrix"].flatMap((style) => [pathOf(style, false), pathOf(style, true)]),
    ),
    "/path/in the middle/{owner}...{head}/of/{owner}": {
      parameters: [
        {
          name: "owner",
          in: "path",
          required: true,
          schema: { type: "string", pattern: "^[a-z]+$" },
        },
        { name: "head", in: "path", required: true, schema: COUNT },
        { name: "shared", in: "query", schema: COUNT },
      ],
      get: {
        parameters: [{ name: "shared", in: "query", required: true, schema: TEXTS }],
        ...ANSWER,
      },
    },
    "/path/json/{filter}": {
      get: {
        parameters: [
          {
            name: "filter",
            in: "path",
            required: true,
            content: { "application/json": { schema: { type: "array", items: WORD_MAP } } },
          },
        ],
        ...ANSWER,
      },
    },
    "/query/form": {
      get: {
        parameters: [
          ...inStyle("query", "plain", {}, SHAPES),
          { name: "filter[name]", in: "query", schema: TEXT },
          { name: "größe", in: "query", schema: COUNT },
          { name: "open", in: "query", allowReserved: true, schema: TEXT },
          { name: "body", in: "query", schema: TEXT },
        ],
        servers: [{ url: "https://other.example" }],
        ...ANSWER,
      },
    },
    "/query/delimited": {
      get: {
        parameters: [
          ...inStyle("query", "comma", { style: "form", explode: false }, SHAPES),
          ...inStyle("query", "space", { style: "spaceDelimited", explode: false }, [
            TEXTS,
            WORD_MAP,
          ]),
          ...inStyle("query", "pipe", { style: "pipeDelimited", explode: false }, [TEXTS, MAP]),
        ],
        ...ANSWER,
      },
    },
    "/query/deep": {
      get: {
        parameters: inStyle("query", "deep", { style: "deepObject", explode: true }, [MAP, NESTED]),
        ...ANSWER,
      },
    },
    "/query/content": {
      get: {
        parameters: [
          { name: "json", in: "query", content: { "application/json": { schema: NESTED } } },
          { name: "text", in: "query", content: { "text/plain": { schema: TEXT } } },
        ],
        ...ANSWER,
      },
    },
    "/query/fixed?beta=true": {
      get: { parameters: [{ name: "after", in: "query", schema: TEXT }], ...ANSWER },
    },
    "/headers": {
      get: {
        parameters: [
          ...inStyle("header", "X-Plain-", {}, [TEXT, COUNT, TEXTS, COUNTS, MAP]),
          ...inStyle("header", "X-Exploded-", { style: "simple", explode: true }, [TEXTS, MAP]),
          { name: "X-Json", in: "header", content: { "application/json": { schema: NESTED } } },
          { name: "Authorization", in: "header", schema: TEXT },
        ],
        ...ANSWER,
      },
    },
    "/cookies": {
      get: {
        parameters: [
          ...inStyle("cookie", "plain", {}, [TEXT, COUNT, TEXTS]),
          ...inStyle("cookie", "comma", { style: "form", explode: false }, [TEXTS, MAP]),
          { name: "json", in: "cookie", content: { "application/json": { schema: NESTED } } },
        ],
        ...ANSWER,
      },
    },
    "/bodies/json": { post: body({ "application/json": { schema: NESTED } }, false) },
    "/bodies/merge": { patch: body({ "application/merge-patch+json": { schema: NESTED } }) },
    "/bodies/form": {
      post: body({
        "application/x-www-form-urlencoded": {
          schema: FORM,
          encoding: {
            commas: { style: "form", explode: false },
            pipes: { style: "pipeDelimited", explode: false },
            spaces: { style: "spaceDelimited", explode: false },
            deep: { style: "deepObject", explode: true },
            json: { contentType: "application/json" },
            reserved: { allowReserved: true },
          },
        },
      }),
    },
    "/bodies/multipart": {
      post: body({
        "multipart/form-data": {
          schema: {
            type: "object",
            required: ["file"],
            properties: {
              file: BYTES,
              files: { type: "array", items: BYTES },
              image: BYTES,
              text: TEXT,
              count: COUNT,
              texts: TEXTS,
              object: NESTED,
              markup: TEXT,
              deep: MAP,
            },
          },
          encoding: {
            image: { contentType: "image/png, image/jpeg" },
            markup: { contentType: "application/xml" },
            deep: { style: "deepObject", explode: true },
          },
        },
      }),
    },
    "/bodies/bytes": { put: body({ "application/octet-stream": { schema: BYTES } }) },
    "/bodies/image": { put: body({ "image/*": {} }) },
    "/bodies/text": { put: body({ "text/plain": { schema: TEXT } }) },
    "/bodies/xml": { put: body({ "application/xml": { schema: NESTED } }) },
    "/bodies/several/{id}": {
      post: {
        parameters: [
          { name: "id", in: "path", required: true, schema: TEXT },
          { name: "dry", in: "query", schema: { type: "boolean" } },
          // The client has to call these otherwise.
          { name: "id", in: "query", schema: COUNT },
          { name: "id", in: "header", schema: TEXTS },
        ],
        ...body({
          "application/json": { schema: NESTED },
          "application/vnd.example+json": { schema: MAP },
          "application/x-www-form-urlencoded": { schema: MAP },
          "multipart/form-data": { schema: MAP },
          "text/csv": { schema: TEXT },
          "application/octet-stream": {},
        }),
      },
    },
  },
  components: {
    schemas: {
      Row: { type: "object", required: ["id"], properties: { id: COUNT, name: TEXT } },
    },
  },
};

function collection(place: string, name: string, collectionFormat?: string) {
  return {
    name,
    in: place,
    required: true,
    type: "array",
    items: place === "formData" ? WORD : TEXT,
    ...(collectionFormat !== undefined && { collectionFormat }),
  };
}

const FORMATS = ["csv", "ssv", "tsv", "pipes"];

function collections(place: string) {
  const plain = collection(place, `${place}-plain`);
  return [plain, ...FORMATS.map((format) => collection(place, `${place}-${format}`, format))];
}

/** Swagger 2.0. */
export const SWAGGER = {
  swagger: "2.0",
  info: { title: "Requests", version: "1.0.0" },
  host: "requests.example",
  basePath: "/elsewhere",
  consumes: ["application/json"],
  paths: {
    [`/collections/${collections("path")
      .map(({ name }) => `{${name}}`)
      .join("/")}`]: {
      parameters: collections("path"),
      get: {
        parameters: [
          ...collections("query"),
          collection("query", "query-multi", "multi"),
          ...collections("header"),
          { name: "count", in: "query", type: "integer" },
        ],
        ...ANSWER,
      },
    },
    "/forms": {
      post: {
        consumes: ["application/x-www-form-urlencoded"],
        parameters: [
          { name: "text", in: "formData", type: "string", required: true },
          { name: "count", in: "formData", type: "integer" },
          ...collections("formData"),
          collection("formData", "formData-multi", "multi"),
        ],
        ...ANSWER,
      },
    },
    "/files": {
      post: {
        consumes: ["multipart/form-data"],
        parameters: [
          { name: "file", in: "formData", type: "file", required: true },
          { name: "text", in: "formData", type: "string" },
          collection("formData", "plain"),
        ],
        ...ANSWER,
      },
    },
    "/bodies": {
      put: {
        parameters: [
          { name: "row", in: "body", required: true, schema: { $ref: "#/definitions/Row" } },
        ],
        ...ANSWER,
      },
    },
    "/texts": {
      put: {
        consumes: ["text/plain"],
        parameters: [{ name: "text", in: "body", required: true, schema: { type: "string" } }],
        ...ANSWER,
      },
    },
  },
  definitions: {
    Row: {
      type: "object",
      required: ["id"],
      properties: { id: { type: "integer" }, name: { type: "string" } },
    },
  },
};
