import { describe, expect, it } from "vitest";
import type { StreamItem } from "../../../src/runtime/api/sequential.js";
import { ResponseError } from "../../../src/runtime/client/errors.js";
import { itemsOf, LONGEST_ITEM_CHARACTERS } from "../../../src/runtime/client/stream.js";

const EVENTS = "text/event-stream";
const LINES = "application/x-ndjson";
const RECORDS = "application/json-seq";

/** A body of the given bytes, `size` at a time. */
function bodyOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

async function collect(
  text: string,
  mediaType: string,
  item: StreamItem = "data",
  size = 1 << 20,
): Promise<unknown[]> {
  const found: unknown[] = [];
  const body = bodyOf(new TextEncoder().encode(text), size);
  for await (const one of itemsOf(body, { mediaType, item })) found.push(one);
  return found;
}

describe("JSON lines", () => {
  it("gives each line, the last one without its end, and nothing for blank ones", async () => {
    expect(await collect('{"a":1}\r\n\n [2] \nnull\n"drei"', LINES)).toEqual([
      { a: 1 },
      [2],
      null,
      "drei",
    ]);
  });

  it.each(["application/jsonl", "application/ndjson; charset=utf-8", "Application/X-NDJSON"])(
    "reads %s",
    async (mediaType) => {
      expect(await collect("1\n2\n", mediaType)).toEqual([1, 2]);
    },
  );

  it("gives an item before the next one is there", async () => {
    let end: (() => void) | undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"first":true}\n{"second":'));
        end = () => controller.close();
      },
    });
    const items = itemsOf(body, { mediaType: LINES, item: "data" });
    expect((await items.next()).value).toEqual({ first: true });
    end?.();
    await expect(items.next()).rejects.toThrow(ResponseError);
  });

  it("gives what came before a malformed line, then fails", async () => {
    const items = itemsOf(bodyOf(new TextEncoder().encode("1\n{oops\n3\n"), 100), {
      mediaType: LINES,
      item: "data",
    });
    expect((await items.next()).value).toBe(1);
    await expect(items.next()).rejects.toThrow("malformed JSON");
  });
});

describe("JSON text sequences (RFC 7464)", () => {
  it("gives each text between record separators", async () => {
    expect(await collect('\u001e{"a":\n1}\n\u001e\u001e"b"\n\u001e3\n', RECORDS)).toEqual([
      { a: 1 },
      "b",
      3,
    ]);
  });

  it.each(["\u001e1\n\u001e23", "\u001etrue\n\u001efals", "\u001e{}\n\u001enull"])(
    "does not take %j for whole: its last text may be cut",
    async (text) => {
      await expect(collect(text, "application/geo+json-seq")).rejects.toThrow("within an item");
    },
  );
});

describe("server-sent events (HTML §9.2)", () => {
  const stream =
    '\ufeff: a comment\nretry: 250\nevent: first\nid: 1\ndata: {"ä":\ndata: "€😀"}\n\n' +
    "data:[1]\r\rdata: 2\r\nunknown: x\r\nid\r\n\r\n" +
    "event: none\n\n" +
    "data\n\n" +
    'data: {"cut":true}\n';

  it("gives the parsed data of each complete event", async () => {
    expect(await collect(stream, EVENTS)).toEqual([{ ä: "€😀" }, [1], 2]);
  });

  it("gives the events themselves", async () => {
    expect(await collect(stream, EVENTS, "event")).toEqual([
      { event: "first", id: "1", data: '{"ä":\n"€😀"}', retry: 250 },
      { data: "[1]" },
      { data: "2", id: "" },
      { data: "" },
    ]);
  });

  it("gives events with parsed data, and with the text where it is none", async () => {
    expect(await collect("event: a\ndata: {}\n\ndata: bye\n\n", EVENTS, "jsonEvent")).toEqual([
      { event: "a", data: {} },
      { data: "bye" },
    ]);
  });

  it.each([1, 2, 3, 7])("is the same %i bytes at a time", async (size) => {
    for (const item of ["data", "event"] as const) {
      expect(await collect(stream, EVENTS, item, size)).toEqual(
        await collect(stream, EVENTS, item),
      );
    }
  });

  it.each(["\n\n", "\r\r", "\r\n\r\n", "\r\n\r"])("dispatches at the last %j", async (end) => {
    expect(await collect(`data: 1${end}`, EVENTS)).toEqual([1]);
    expect(await collect(`data: 1${end}`, EVENTS, "data", 1)).toEqual([1]);
  });

  it.each(["", "\n", "\r", "\r\n"])("drops an event that ends in %j", async (end) => {
    expect(await collect(`data: 0\n\ndata: 1${end}`, EVENTS)).toEqual([0]);
  });

  it.each(["data", "event", "jsonEvent"] as const)("ends at [DONE] (%s)", async (item) => {
    const items = await collect("data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", EVENTS, item);
    expect(items).toHaveLength(1);
  });

  it("refuses data that is not JSON", async () => {
    await expect(collect("data: hello\n\n", EVENTS)).rejects.toThrow(ResponseError);
  });
});

describe("a body that is read", () => {
  it.each([LINES, RECORDS, EVENTS])("ends when an item of %s has no end", async (mediaType) => {
    const chunk = new TextEncoder().encode(`data: ${"x".repeat(1 << 20)}`);
    let sent = 0;
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length;
        controller.enqueue(chunk);
      },
      cancel() {
        isCancelled = true;
      },
    });
    const items = itemsOf(body, { mediaType, item: "event" });
    await expect(items.next()).rejects.toThrow(`${LONGEST_ITEM_CHARACTERS} characters`);
    expect(sent).toBeLessThan(LONGEST_ITEM_CHARACTERS + 4 * chunk.length);
    expect(isCancelled).toBe(true);
  });

  it("bounds an event of many lines too", async () => {
    const chunk = new TextEncoder().encode(`data: ${"x".repeat(1 << 20)}\n`);
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(chunk),
    });
    const items = itemsOf(body, { mediaType: EVENTS, item: "event" });
    await expect(items.next()).rejects.toThrow("longer than");
  });

  it("is cancelled when the consumer leaves, and after [DONE]", async () => {
    for (const [text, leaves] of [
      ["data: 1\n\ndata: 2\n\n", true],
      ["data: 1\n\ndata: [DONE]\n\n", false],
    ] as const) {
      let isCancelled = false;
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
        cancel() {
          isCancelled = true;
        },
      });
      for await (const _ of itemsOf(body, { mediaType: EVENTS, item: "data" })) if (leaves) break;
      expect(isCancelled).toBe(true);
    }
  });

  it("must be sequential", async () => {
    await expect(collect("{}", "application/json")).rejects.toThrow("no stream");
  });

  it("keeps __proto__ a property like any other", async () => {
    const [item] = await collect('{"__proto__":{"admin":true}}\n', LINES);
    expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
    expect(Reflect.get(Object.prototype, "admin")).toBeUndefined();
  });
});
