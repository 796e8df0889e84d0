import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import type { Document } from "../../../src/load/document.js";
import { parseDocument } from "../../../src/load/load.js";

function read(
  text: string | Uint8Array,
  file = "openapi.yaml",
): { document: Document; found: Diagnostics } {
  const found = new Diagnostics(file);
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return { document: parseDocument(file, bytes, found), found };
}

const yaml = (text: string) => read(`openapi: 3.1.0\n${text}`).document.root;

describe("YAML values", () => {
  it("are those of YAML 1.2 that JSON has", () => {
    const { v } = yaml(
      "v: [2020-01-01, 2020-01-01T10:00:00Z, on, off, yes, no, y, n, 010, 0o10, 0x1F, 1_000, 12:30:45, .inf, .nan, 1e999, 1e3, ~, null, Null, true, True, '1', !!str 1, !!timestamp 2020-01-01, '']",
    );
    expect(v).toEqual([
      ...["2020-01-01", "2020-01-01T10:00:00Z", "on", "off", "yes", "no", "y", "n"],
      ...[10, 8, 31, "1_000", "12:30:45", ".inf", ".nan", "1e999", 1000],
      ...[null, null, null, true, true, "1", "1", "2020-01-01", ""],
    ]);
  });

  it("have text as keys, as it stands", () => {
    expect(
      Object.keys(yaml("200: a\n1.10: b\n0200: c\ntrue: d\n~: e\n2020-01-01: f\non: g\n'': h")),
    ).toEqual(expect.arrayContaining(["200", "1.10", "0200", "true", "~", "2020-01-01", "on", ""]));
  });

  it("take over merge keys, their own keys first", () => {
    const { v } = yaml("a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2 }\nv:\n  <<: [*a, *b]\n  x: 0");
    expect(v).toEqual({ x: 0, y: 1, z: 2 });
  });

  it("do not touch prototypes", () => {
    const root = yaml("a:\n  __proto__: { polluted: true }\n  constructor: { prototype: 1 }");
    expect(Object.keys(root["a"] ?? {})).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(root["a"])).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });
});

describe("versions", () => {
  it.each([
    ["openapi.yaml", "openapi: 3.0\ninfo: { title: T, version: 1.10 }"],
    ["openapi.yaml", "info:\n  version: 1.10 # why not\nopenapi: 3.0"],
    ["openapi.json", '{"openapi": 3.0, "info": {"version": 1.10}}'],
  ])("that are numbers stay as written: %s", (file, text) => {
    const { root } = read(text, file).document;
    expect([root["openapi"], root["info"]]).toMatchObject(["3.0", { version: "1.10" }]);
  });

  it.each(["3.0.0", "3.0.4", "3.1.0", "3.1.1", "3.2.0", "3.1.0-rc1", "3.1"])(
    "%s is read",
    (version) => {
      expect(read(`openapi: "${version}"`).document.root["openapi"]).toBe(version);
    },
  );
});

describe("formats", () => {
  const json = '{"openapi": "3.1.0"}';

  it.each([
    ["openapi.json", json, "json"],
    ["openapi.yaml", json, "json"],
    ["openapi", `\uFEFF\n ${json}`, "json"],
    ["openapi.yaml", "{openapi: 3.1.0}", "yaml"],
    ["openapi.json", "openapi: 3.1.0", "yaml"],
    ["openapi.yaml", "---\r\nopenapi: 3.1.0\r\n", "yaml"],
    ["openapi.yaml", "\uFEFF%YAML 1.2\n---\nopenapi: 3.1.0\n...\n", "yaml"],
    ["openapi.yaml", "a: &a { openapi: 3.1.0 }\n<<: *a\n", "yaml"],
  ])("%s with %j is %s", (file, text, format) => {
    const { document, found } = read(text, file);
    expect(document).toMatchObject({ file, format, root: { openapi: "3.1.0" } });
    expect(document.sha256).toBe(createHash("sha256").update(text).digest("hex"));
    expect(found.all).toEqual([]);
  });

  it.each(["utf16le", "utf16be"] as const)("%s is decoded", (encoding) => {
    for (const text of [`\uFEFF${json}`, json]) {
      const bytes = Buffer.from(text, "utf16le");
      expect(read(encoding === "utf16be" ? bytes.swap16() : bytes).document.text).toBe(json);
    }
  });

  it("bytes that are not UTF-8 cost only themselves", () => {
    const { document, found } = read(Buffer.from("openapi: 3.1.0\nx: caf\xe9\n", "latin1"));
    expect(document.root["x"]).toBe("caf\uFFFD");
    expect(found.all).toMatchObject([{ code: "encoding-invalid", line: 2, column: 7 }]);
    expect(read("openapi: 3.1.0\nx: \uFFFD\n").found.all).toEqual([]);
  });
});

describe("what is odd but usable", () => {
  it.each([
    ["openapi.yaml", "openapi: 3.1.0\npaths:\n  /a: 1\n  /b: 2\n  /a: 3\n"],
    ["openapi.json", '{"openapi": "3.1.0", "paths": {"/a": {"a": 0}, "/b": 2, "\\/a": 3}}'],
  ])("of duplicate keys the last counts: %s", (file, text) => {
    const { document, found } = read(text, file);
    expect(document.root["paths"]).toEqual({ "/a": 3, "/b": 2 });
    expect(found.all).toMatchObject([{ code: "key-duplicate", pointer: "/paths/~1a" }]);
  });

  it("duplicates do not flood the report", () => {
    const { found } = read(`{"openapi": "3.1.0", "x": {${'"a": 0,'.repeat(10_000)} "b": 1}}`);
    expect(found.all).toHaveLength(100);
  });

  it("of several YAML documents the first counts", () => {
    const { document, found } = read("openapi: 3.1.0\n---\nopenapi: 3.0.0\n---\n");
    expect(document.root).toEqual({ openapi: "3.1.0" });
    expect(found.all).toMatchObject([{ code: "yaml-several-documents" }]);
    expect(read("---\nopenapi: 3.1.0\n---\n").found.all).toEqual([]);
  });

  it("aliases may be used as people do", () => {
    const { document, found } = read(
      "openapi: 3.1.0\na: &a { x: [1, 2] }\nb: [*a, *a]\nc: &b { y: *a }\nd: *b\n",
    );
    expect(document.root).toMatchObject({
      b: [{ x: [1, 2] }, { x: [1, 2] }],
      d: { y: { x: [1, 2] } },
    });
    expect(found.all).toEqual([]);
  });
});
