import { describe, expect, it } from "vitest";
import { buildIndex, indexJson } from "../../../src/emit/index/index.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { createSearch } from "../../../src/runtime/search/answer.js";
import { decodeIndex, encodeIndex, IndexFormatError } from "../../../src/runtime/search/format.js";
import {
  decodePostings,
  encodePostings,
  MAX_WEIGHT,
} from "../../../src/runtime/search/postings.js";
import { apiOf, TRACKER } from "./tracker.js";

const api = apiOf(TRACKER);
const index = buildIndex(api);
const text = encodeIndex(index);

describe("the index file", () => {
  it("gives back what was written", () => {
    const read = decodeIndex(text);
    expect(read.operations).toBe(api.operations.length);
    expect(read.terms).toEqual(index.terms);
    expect(read.vocabulary).toEqual(index.vocabulary);
    expect(read.twins).toEqual(index.twins);
    expect(read.twins.length).toBeGreaterThan(0);
    for (const at of read.terms.keys()) {
      expect(read.postings(at, "naming")).toEqual(index.postings(at, "naming"));
      expect(read.postings(at, "detail")).toEqual(index.postings(at, "detail"));
    }
  });

  it("is what the emitter writes, the same each time", () => {
    expect(indexJson(api)).toBe(text);
  });

  it("holds an API without operations", () => {
    const empty = { ...api, operations: [], types: [] };
    expect(decodeIndex(encodeIndex(buildIndex(empty))).operations).toBe(0);
  });

  const broken: readonly (readonly [string, (file: Record<string, unknown>) => unknown, RegExp])[] =
    [
      [
        "another version",
        (file) => ({ ...file, formatVersion: 1 }),
        /format 1, this program reads 3/,
      ],
      ["no version", () => ({ hello: 1 }), /no formatVersion/],
      ["a part missing", ({ naming: _, ...rest }) => rest, /a part is missing/],
      ["twins of nobody", (file) => ({ ...file, twins: "0,999" }), /twins name no operation/],
      ["twins that are no numbers", (file) => ({ ...file, twins: "0,x" }), /twins name/],
      ["a list missing", (file) => ({ ...file, detail: "" }), /not as many posting lists/],
    ];
  it.each(broken)("refuses %s", (_, change, message) => {
    const decode = () => decodeIndex(JSON.stringify(change(JSON.parse(text))));
    expect(decode).toThrow(IndexFormatError);
    expect(decode).toThrow(message);
  });

  it("refuses what is not JSON", () => {
    expect(() => decodeIndex("<html>")).toThrow(/is not JSON/);
  });

  it("says so when a list names an operation that is not there", () => {
    const short = decodeIndex(JSON.stringify({ ...JSON.parse(text), operations: 1, twins: "" }));
    expect(() => index.terms.map((_, at) => short.postings(at, "naming"))).toThrow(
      IndexFormatError,
    );
  });

  it("is refused for another API", () => {
    const other = { ...api, operations: api.operations.slice(1) };
    expect(() => createSearch(createLookup(other), decodeIndex(text))).toThrow(
      /index is of another API/,
    );
  });
});

describe("posting lists", () => {
  const operations = Uint32Array.of(0, 1, 44, 45, 46, 47, 2_200, 19_999);
  const weights = Uint8Array.from(operations, (_, at) => (at === 0 ? 0 : MAX_WEIGHT - at));
  const postings = { operations, weights };

  it("give back what was written, whatever the distance", () => {
    expect(decodePostings(encodePostings(postings), 20_000)).toEqual(postings);
  });

  it("stand in JSON as they are", () => {
    const list = encodePostings(postings);
    expect(JSON.stringify(list)).toBe(`"${list}"`);
    expect(list).not.toMatch(/[\s|]/);
  });

  it.each(["é!", "z", " "])("refuses %j", (list) => {
    expect(() => decodePostings(list, 20_000)).toThrow(RangeError);
  });
});
