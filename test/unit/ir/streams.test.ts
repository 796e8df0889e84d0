import { describe, expect, it } from "vitest";
import { rowOf } from "../../../src/runtime/api/row.js";
import { framingOf } from "../../../src/runtime/api/sequential.js";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { lowered, operationsOf } from "./lowered.js";

type Content = { readonly [key: string]: JsonValue };

/** What is decided of an operation that answers with these media types. */
function streamOf(content: { readonly [mediaType: string]: Content }, schemas: Content = {}) {
  const { api, codes } = lowered(
    operationsOf(
      { "POST /chat": { responses: { "200": { content } } } },
      { components: { schemas } },
    ),
  );
  const [operation] = api.operations;
  if (operation === undefined) throw new Error("no operation");
  const types = new Map(api.types.map(({ name, type }) => [name, type]));
  const found = operation.responses[0]?.contents.find(
    ({ mediaType }) => framingOf(mediaType) !== undefined,
  );
  const { itemType } = found ?? {};
  const item = itemType?.kind === "ref" ? types.get(itemType.name) : itemType;
  const { stream, accept } = rowOf(operation, []);
  return {
    item,
    itemType,
    type: found?.type,
    result: operation.result.type,
    stream,
    accept,
    codes,
  };
}

const CHUNK: Content = { type: "object", properties: { text: { type: "string" } } };
const TEXT_EVENT: Content = {
  type: "object",
  required: ["data"],
  properties: { event: { const: "tick" }, data: { type: "string" }, id: { type: "string" } },
};

describe("what one item of a stream is", () => {
  it("is what itemSchema says", () => {
    const { item, stream, codes } = streamOf({ "application/jsonl": { itemSchema: CHUNK } });
    expect(item).toMatchObject({ kind: "object", properties: [{ name: "text" }] });
    expect(stream).toBe("data");
    expect(codes).not.toContain("stream-item-assumed");
  });

  it.each(["text/event-stream", "application/x-ndjson", "application/json-seq"])(
    "is by custom the schema of %s, which is said; the plain result stays the text",
    (mediaType) => {
      const content = { [mediaType]: { schema: { $ref: "#/components/schemas/Chunk" } } };
      const { itemType, type, stream, codes } = streamOf(content, { Chunk: CHUNK });
      expect(itemType).toEqual({ kind: "ref", name: "Chunk" });
      expect(type).toEqual({ kind: "string" });
      expect(stream).toBe("data");
      expect(codes).toContain("stream-item-assumed");
    },
  );

  it("is that of an array's items, also behind a reference, but not of an array in itemSchema", () => {
    const list: Content = { type: "array", items: { $ref: "#/components/schemas/Chunk" } };
    const schema = { $ref: "#/components/schemas/Chunks" };
    const schemas = { Chunk: CHUNK, Chunks: list };
    expect(streamOf({ "application/jsonl": { schema } }, schemas).itemType).toEqual({
      kind: "ref",
      name: "Chunk",
    });
    expect(streamOf({ "application/jsonl": { itemSchema: schema } }, schemas).itemType).toEqual({
      kind: "ref",
      name: "Chunks",
    });
  });

  it("is an event where it has data and nothing that events do not have", () => {
    const media = (schema: Content) => streamOf({ "text/event-stream": { schema } }).stream;
    expect(media(TEXT_EVENT)).toBe("event");
    expect(streamOf({ "text/event-stream": { itemSchema: TEXT_EVENT } }).stream).toBe("event");
    const parsed: Content = { type: "object", properties: { data: CHUNK, event: {} } };
    expect(media(parsed)).toBe("jsonEvent");
    expect(media({ oneOf: [TEXT_EVENT, parsed] })).toBe("jsonEvent");
    expect(media({ ...TEXT_EVENT, oneOf: [{ properties: { event: { const: "a" } } }] })).toBe(
      "event",
    );
    expect(media(CHUNK)).toBe("data");
    expect(media({ type: "object", properties: { data: CHUNK, object: {} } })).toBe("data");
    expect(media({ oneOf: [TEXT_EVENT, { type: "integer" }] })).toBe("data");
  });

  it("is the event of which nothing is known where the schema is that of the text", () => {
    for (const media of [{}, { schema: { type: "string" } }, { schema: {} }]) {
      const { item, stream, codes } = streamOf({ "text/event-stream": media });
      expect(stream).toBe("event");
      expect(item).toMatchObject({
        properties: [{ name: "event" }, { name: "data" }, { name: "id" }, { name: "retry" }],
      });
      expect(codes).not.toContain("stream-item-assumed");
    }
    expect(streamOf({ "application/jsonl": { schema: { type: "string" } } }).itemType).toEqual({
      kind: "unknown",
      why: "no-schema",
    });
  });

  it("ends in time where a schema contains itself", () => {
    const schemas = {
      A: { oneOf: [{ $ref: "#/components/schemas/B" }, TEXT_EVENT] },
      B: { oneOf: [{ $ref: "#/components/schemas/A" }, TEXT_EVENT] },
    };
    const schema = { $ref: "#/components/schemas/A" };
    expect(streamOf({ "text/event-stream": { schema } }, schemas).stream).toBe("event");
  });

  it("leaves what a call resolves to: JSON, where there is JSON", () => {
    const { result, accept, stream } = streamOf(
      {
        "text/event-stream": { schema: CHUNK },
        "application/json": { schema: { $ref: "#/components/schemas/Completion" } },
      },
      { Completion: CHUNK },
    );
    expect(result).toEqual({ kind: "ref", name: "Completion" });
    expect(accept).toEqual(["application/json", "text/event-stream"]);
    expect(stream).toBe("data");
  });

  it("is nothing for other media types", () => {
    const { stream, codes } = streamOf({ "application/json": { schema: CHUNK }, "text/csv": {} });
    expect(stream).toBeUndefined();
    expect(codes).not.toContain("stream-item-assumed");
  });
});
