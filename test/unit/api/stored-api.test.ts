import { describe, expect, it } from "vitest";
import { apiJson } from "../../../src/emit/api/api.js";
import { readApi } from "../../../src/runtime/api/stored-api.js";
import { libraryApi } from "../package/api.js";

const api = await libraryApi();
const text = apiJson(api);

describe("readApi", () => {
  it("gives what the text says", () => {
    expect(JSON.stringify(readApi(text))).toBe(JSON.stringify(JSON.parse(text)));
    expect(structuredClone({ ...readApi(text).operations[0] })).toEqual(
      JSON.parse(text).operations[0],
    );
  });

  it("gives the same whatever the layout", () => {
    expect(readApi(JSON.stringify(JSON.parse(text), undefined, 2))).toEqual(JSON.parse(text));
    const empty = { ...api, operations: [], types: [] };
    expect(readApi(apiJson(empty))).toEqual(JSON.parse(apiJson(empty)));
  });

  it("parses the rest of an operation when it is asked for", () => {
    const damaged = text.replaceAll(',"parameters":[', ',"parameters":[!');
    const [operation] = readApi(damaged).operations;
    expect(operation?.id).toBe(api.operations[0]?.id);
    expect(operation?.deprecated).toBe(api.operations[0]?.deprecated);
    expect(() => operation?.parameters).toThrow(SyntaxError);
  });

  it("is not misled by a description that spells the format", () => {
    const [first, ...others] = api.operations;
    if (first === undefined) throw new Error("the library has operations");
    const description = 'a\n]\n"types":[\n,"parameters":[ \\",\n{"type":{';
    const hostile = { ...api, operations: [{ ...first, description }, ...others] };
    const read = readApi(apiJson(hostile));
    expect(read.operations[0]?.description).toBe(description);
    expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(apiJson(hostile))));
  });
});
