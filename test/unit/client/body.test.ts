import { describe, expect, it } from "vitest";
import { bodySize, encodeBody } from "../../../src/runtime/client/body.js";

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
      "application/x-www-form-urlencoded",
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
