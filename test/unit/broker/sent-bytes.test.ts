import { describe, expect, it } from "vitest";
import type { MediaType } from "../../../src/runtime/api/api.js";
import { bytesOf, mediaTypeFor } from "../../../src/runtime/broker/sent-bytes.js";
import { operation } from "./shop-api.js";

function uploadOf(mediaTypes: readonly string[]) {
  const type = { kind: "unknown", why: "no-schema" } as const;
  const contents = mediaTypes.map((mediaType): MediaType => ({ mediaType, type }));
  return operation("items.upload", "POST /items", {
    body: { name: "body", required: true, contents },
  });
}

const bytes = new Uint8Array([1]);
const png = new Blob([bytes], { type: "image/png" });

describe("mediaTypeFor", () => {
  it.each([
    ["bytes", bytes, ["application/json", "application/octet-stream"], "application/octet-stream"],
    ["bytes in a range", bytes, ["image/*"], "application/octet-stream"],
    ["a blob in a range", png, ["image/jpeg", "image/*"], "image/png"],
    ["a blob of another type", png, ["application/zip"], "application/zip"],
    ["bytes as text", bytes, ["text/csv"], "text/csv"],
    [
      "a field",
      { file: bytes, n: 1 },
      ["application/json", "multipart/form-data"],
      "multipart/form-data",
    ],
    ["a list of files", { files: [png, bytes] }, ["multipart/form-data"], "multipart/form-data"],
    ["no bytes", { file: "x" }, ["application/json", "multipart/form-data"], undefined],
  ])("writes %s", (_, body, offered, mediaType) => {
    expect(mediaTypeFor(uploadOf(offered), body, undefined)).toBe(mediaType);
  });

  it.each([
    [
      "bytes",
      bytes,
      ["application/json"],
      /sent as application\/json, which carries no bytes: .*toBase64\(\)/,
    ],
    ["a field", { a: bytes }, ["application/json"], /carries no bytes/],
    ["a field", { a: png }, ["application/x-www-form-urlencoded"], /carries no bytes/],
    ["bytes", bytes, ["multipart/form-data"], /bytes can be its fields.*new File/],
    [
      "bytes within a field",
      { a: { b: bytes } },
      ["multipart/form-data"],
      /bytes can be its fields/,
    ],
    [
      "bytes in a list in a list",
      { a: [[bytes]] },
      ["multipart/form-data"],
      /bytes can be its fields/,
    ],
    ["a list", [bytes], ["multipart/form-data"], /bytes can be its fields/],
    ["a field", { a: bytes }, ["application/pdf"], /give the bytes themselves/],
  ])("refuses %s where no media type carries it", (_, body, offered, message) => {
    expect(() => mediaTypeFor(uploadOf(offered), body, undefined)).toThrow(message);
  });

  it("keeps to the chosen media type", () => {
    const upload = uploadOf(["multipart/form-data", "image/png"]);
    expect(mediaTypeFor(upload, png, "image/webp")).toBe("image/webp");
    expect(() => mediaTypeFor(upload, png, "application/vnd.x+json")).toThrow(/carries no bytes/);
  });
});

it("bytesOf gives what the guest had, and refuses what is no Base64", async () => {
  const file = bytesOf({ $bytes: "AQL/", type: "a/b", name: "n" });
  expect(file).toBeInstanceOf(File);
  expect(new Uint8Array(await (file as File).arrayBuffer())).toEqual(new Uint8Array([1, 2, 255]));
  expect(bytesOf({ $bytes: "AQ==" })).toEqual(new Uint8Array([1]));
  expect(bytesOf({ $bytes: "", type: "" })).toBeInstanceOf(Blob);
  expect(() => bytesOf({ $bytes: "%" })).toThrow(/not Base64/);
});
