import { describe, expect, it } from "vitest";
import type { FieldEncoding } from "../../../src/runtime/api/api.js";
import { bodySize, encodeBody, isReplayable } from "../../../src/runtime/client/body.js";
import { bodyInit } from "../../../src/runtime/client/body-init.js";
import { ArgumentError } from "../../../src/runtime/client/errors.js";

const FORM = "application/x-www-form-urlencoded";

describe("encodeBody", () => {
  it("writes nested forms as Stripe reads them", () => {
    const { content } = encodeBody(
      "body",
      {
        customer: "cus 1",
        expand: ["a", "b"],
        items: [{ price: "p", tax_rates: ["t"] }],
        metadata: { "k&": "v=" },
        description: null,
        on: true,
      },
      FORM,
      { expand: { style: "deepObject" } },
    );
    expect([...new URLSearchParams(String(content))]).toEqual([
      ["customer", "cus 1"],
      ["expand[]", "a"],
      ["expand[]", "b"],
      ["items[0][price]", "p"],
      ["items[0][tax_rates][]", "t"],
      ["metadata[k&]", "v="],
      ["description", ""],
      ["on", "true"],
    ]);
  });

  it.each<[string, unknown, FieldEncoding | undefined, string]>([
    ["a list of scalars repeats", ["a b", 1], undefined, "f=a+b&f=1"],
    ["a list within brackets", ["a", "b"], { style: "deepObject" }, "f%5B%5D=a&f%5B%5D=b"],
    ["csv", ["a", "b,c"], { style: "form", explode: false }, "f=a,b%2Cc"],
    ["ssv", ["a", "b"], { style: "spaceDelimited" }, "f=a+b"],
    ["pipes", ["a", "b"], { style: "pipeDelimited" }, "f=a%7Cb"],
    ["tsv", ["a", "b"], { style: "tabDelimited" }, "f=a%09b"],
    ["an object in brackets", { a: { b: 1 } }, undefined, "f%5Ba%5D%5Bb%5D=1"],
    ["an object that explodes", { a: 1, b: 2 }, { style: "form" }, "a=1&b=2"],
    [
      "a list of objects is numbered",
      [{ a: 1 }, { a: 2 }],
      undefined,
      "f%5B0%5D%5Ba%5D=1&f%5B1%5D%5Ba%5D=2",
    ],
    [
      "JSON where it is asked for",
      { a: [1] },
      { contentType: "application/json" },
      "f=%7B%22a%22%3A%5B1%5D%7D",
    ],
    ["a text stays text beside JSON", "x", { contentType: "application/json" }, "f=x"],
    ["null unsets, at any depth", { a: null }, undefined, "f%5Ba%5D="],
    ["an empty list", [], undefined, ""],
    ["reserved characters", "a/b&c d", { style: "form", allowReserved: true }, "f=a/b%26c%20d"],
  ])("writes in a form %s", (_, value, encoding, expected) => {
    const encodings = encoding === undefined ? {} : { f: encoding };
    expect(encodeBody("body", { f: value }, FORM, encodings).content).toBe(expected);
  });

  it("takes the parts' media types, names and styles from the encoding", async () => {
    const { content } = encodeBody(
      "body",
      {
        sdp: "v=0",
        session: { type: "realtime" },
        own: new Blob(["x"], { type: "text/plain" }),
        listed: new Blob(["x"], { type: "application/wasm" }),
        image: new Blob(["x"], { type: "image/gif" }),
        other: new Uint8Array([120]),
        evil: "x",
        expand: ["a", "b"],
        tags: ["a", "b"],
        file: new File(["x"], '../up/na"me\n.txt'),
      },
      "multipart/form-data",
      {
        sdp: { contentType: "application/sdp" },
        session: { contentType: "application/vnd.x+json" },
        listed: { contentType: "application/javascript, application/wasm" },
        image: { contentType: "image/*" },
        other: { contentType: "audio/*, audio/ogg" },
        evil: { contentType: "text/plain\r\nX-Evil: 1" },
        expand: { style: "deepObject" },
        tags: { style: "pipeDelimited" },
      },
    );
    const text = await new Response(content).text();
    const parts = text.split(/--codemode-[-0-9a-f]+(?:--)?\r\n/).filter((part) => part !== "");
    expect(parts.map((part) => part.replace("Content-Disposition: form-data; ", ""))).toEqual([
      'name="sdp"\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n',
      'name="session"\r\nContent-Type: application/vnd.x+json\r\n\r\n{"type":"realtime"}\r\n',
      'name="own"; filename="file"\r\nContent-Type: text/plain\r\n\r\nx\r\n',
      'name="listed"; filename="file"\r\nContent-Type: application/wasm\r\n\r\nx\r\n',
      'name="image"; filename="file"\r\nContent-Type: image/gif\r\n\r\nx\r\n',
      'name="other"; filename="file"\r\nContent-Type: audio/ogg\r\n\r\nx\r\n',
      'name="evil"\r\n\r\nx\r\n',
      'name="expand[]"\r\n\r\na\r\n',
      'name="expand[]"\r\n\r\nb\r\n',
      'name="tags"\r\n\r\na|b\r\n',
      'name="file"; filename="na%22me%0A.txt"\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n',
    ]);
  });

  it("sends a stream as it is, and within multipart as a stream that ends what it reads", async () => {
    const stream = new Blob(["streamed"]).stream();
    expect(encodeBody("body", stream, "application/octet-stream").content).toBe(stream);
    expect([isReplayable(stream), isReplayable("text")]).toEqual([false, true]);
    expect(bodyInit(stream)).toMatchObject({ body: stream, duplex: "half" });
    expect(bodyInit("text")).toEqual({ body: "text" });
    expect(bodyInit(undefined)).toEqual({});
    expect(bodySize(stream)).toBe(Number.POSITIVE_INFINITY);
    const { content, contentType } = encodeBody(
      "body",
      { a: 1, file: stream, blob: new File(["b"], "b.txt"), z: "last" },
      "multipart/form-data",
    );
    expect(content).toBeInstanceOf(ReadableStream);
    const headers = { "content-type": contentType };
    const form = await new Response(content, { headers }).formData();
    expect([...form.keys()]).toEqual(["a", "file", "blob", "z"]);
    const file = form.get("file");
    expect(file instanceof File && (await file.text())).toBe("streamed");
    let cancelled: unknown;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1024)),
      cancel: (reason) => {
        cancelled = reason ?? "no reason";
      },
    });
    const body = encodeBody("body", { endless }, "multipart/form-data").content;
    if (!(body instanceof ReadableStream)) throw new Error("no stream");
    const reader = body.getReader();
    for (let chunk = 0; chunk < 3; chunk += 1) await reader.read();
    await reader.cancel();
    expect(cancelled).toBeDefined();
  });

  it("takes FormData and URLSearchParams for what they are", async () => {
    const given = new FormData();
    given.append("a", "1");
    given.append("a", "2");
    const { content, contentType } = encodeBody("body", given, "multipart/form-data");
    const headers = { "content-type": contentType };
    expect((await new Response(content, { headers }).formData()).getAll("a")).toEqual(["1", "2"]);
    expect(encodeBody("body", new URLSearchParams("a=1&a=2"), FORM).content).toBe("a=1&a=2");
  });

  it.each<[string, unknown]>([
    ["text/xml", { a: 1 }],
    ["application/octet-stream", [1]],
    ["multipart/mixed", { a: 1 }],
    ["multipart/related", { a: 1 }],
    ["multipart/form-data", "without a boundary"],
    ["multipart/form-data", new Uint8Array(1)],
    [FORM, { file: new Blob(["x"]) }],
    [FORM, { files: [new Uint8Array(1)] }],
  ])("refuses for %s what it cannot write", (mediaType, value) => {
    expect(() => encodeBody("body", value, mediaType)).toThrow(ArgumentError);
  });

  it("sends multipart that is written already, with its boundary", () => {
    for (const type of ["multipart/mixed; boundary=b", "multipart/form-data; boundary=b"]) {
      expect(encodeBody("body", "--b--", type)).toEqual({ content: "--b--", contentType: type });
    }
  });

  it("writes multipart that a parser reads back", async () => {
    const { content, contentType } = encodeBody(
      "body",
      {
        'na"me\r\n': "text",
        options: { a: 1 },
        tags: ["x", "y"],
        file: new File([new Uint8Array([0, 255])], "a.bin", { type: "image/png" }),
        raw: new Uint8Array([1, 2, 3]),
        none: null,
      },
      "multipart/form-data",
    );
    const form = await new Response(content, {
      headers: { "content-type": contentType },
    }).formData();
    expect([...form.keys()]).toEqual(['na"me\r\n', "options", "tags", "tags", "file", "raw"]);
    expect(form.getAll("tags")).toEqual(["x", "y"]);
    const file = form.get("file");
    expect(file).toBeInstanceOf(File);
    if (file instanceof File) {
      expect([file.name, file.type]).toEqual(["a.bin", "image/png"]);
      expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0, 255]);
    }
    expect(bodySize(content)).toBe((await new Response(content).arrayBuffer()).byteLength);
  });

  it("sends bytes and text as they are, and counts bytes, not characters", () => {
    const bytes = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
    expect(encodeBody("body", bytes, "application/octet-stream").content).toEqual(
      new Uint8Array([2, 3]),
    );
    const text = encodeBody("body", "é", "text/plain").content;
    expect(text).toBe("é");
    expect(bodySize(text)).toBe(2);
  });

  it("refuses what the media type cannot carry", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    expect(() => encodeBody("body", cycle, "application/json")).toThrow(
      "`body` is not a JSON value",
    );
    expect(() => encodeBody("body", [1], "application/x-www-form-urlencoded")).toThrow(
      "`body` must be an object",
    );
  });
});
