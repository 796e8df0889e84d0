import { describe, expect, it } from "vitest";
import type { OperationRow } from "../../../src/runtime/api/row.js";
import { ResponseError } from "../../../src/runtime/client/errors.js";
import {
  bodyValue,
  decodeBody,
  errorHeadersOf,
  readBody,
} from "../../../src/runtime/client/response.js";

const JSON_ROW: OperationRow = { http: "GET /", effect: "read" };

/** The value of an answer of these bytes. */
async function valueIn(
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string | undefined,
  row: OperationRow = JSON_ROW,
  status = 200,
): Promise<unknown> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const response = new Response(bytes, {
    status,
    ...(contentType !== undefined && { headers: { "content-type": contentType } }),
  });
  return bodyValue(decodeBody(row, response, await readBody(response, undefined)));
}

describe("the body of an answer", () => {
  it.each([
    ["application/json", '{"a":1}', { a: 1 }],
    ["application/problem+json; charset=utf-8", "[1]", [1]],
    ["APPLICATION/JSON", "null", null],
    ["text/xml", "<a/>", "<a/>"],
    ["application/atom+xml", "<a/>", "<a/>"],
    ["application/x-ndjson", '{"a":1}\n{"a":2}\n', '{"a":1}\n{"a":2}\n'],
    ["text/event-stream", "data: 1\n\n", "data: 1\n\n"],
    ["application/json-seq", "\u001e1\n", "\u001e1\n"],
  ])("of %s", async (contentType, body, value) => {
    const row = { ...JSON_ROW, accept: [contentType] };
    expect(await valueIn(body, contentType, row)).toEqual(value);
  });

  it("is bytes for what is neither JSON nor text, whatever the operation describes", async () => {
    const bytes = new Uint8Array([0, 200, 10]);
    expect(await valueIn(bytes, "image/png")).toEqual(bytes);
    expect(await valueIn(bytes, undefined, { ...JSON_ROW, accept: ["image/png"] })).toEqual(bytes);
  });

  it("is JSON without a type, or with that of text, where the operation answers JSON", async () => {
    expect(await valueIn('{"a":1}', undefined)).toEqual({ a: 1 });
    expect(await valueIn('{"a":1}', "text/plain")).toEqual({ a: 1 });
    expect(await valueIn("not JSON", "text/plain")).toBe("not JSON");
    const row = { ...JSON_ROW, accept: ["text/plain"] };
    expect(await valueIn("1", "text/plain", row)).toBe("1");
  });

  it("is text in its charset, in UTF-8 where that is unknown", async () => {
    const latin = new Uint8Array([0xe9]);
    expect(await valueIn(latin, 'text/plain; charset="iso-8859-1"')).toBe("é");
    expect(await valueIn("é", "text/plain; charset=no-such")).toBe("é");
  });

  it("is nothing where there is none, also where JSON is said", async () => {
    expect(await valueIn("", "application/json")).toBeUndefined();
    expect(await valueIn("", undefined)).toBeUndefined();
  });

  it("of an error is taken as it is", async () => {
    expect(await valueIn("{oops", "application/json", JSON_ROW, 500)).toBe("{oops");
    expect(await valueIn("<html>", "text/html", JSON_ROW, 502)).toBe("<html>");
    await expect(valueIn("{oops", "application/json")).rejects.toThrow(ResponseError);
    await expect(valueIn("<html>", "text/html")).rejects.toThrow("web page");
  });
});

describe("the headers of an error", () => {
  it("are by lower-case name, without cookies, and pollute no prototype", () => {
    const headers = errorHeadersOf(
      new Response(null, { headers: { "Retry-After": "3", "Set-Cookie": "a=b", __proto__x: "1" } }),
    );
    expect(headers).toEqual({ "retry-after": "3", __proto__x: "1" });
  });
});
