import { describe, expect, it } from "vitest";
import { escapeData, mayHoldBytes, readForms } from "../../../src/runtime/sandbox/bytes.js";
import { errorOf, returned, run } from "./guest-runs.js";

/** What a call of `code`'s argument sends to the host, as JSON text. */
async function sent(code: string): Promise<string> {
  const value = await returned(`return (await github.issues.get({ a: ${code} })).args.a`, {
    host: {
      call: async (_, argsJson) => ({
        kind: "value",
        json: JSON.stringify({ args: { a: argsJson } }),
      }),
    },
  });
  return String(value).slice('{"a":'.length, -1);
}

/** A host whose calls all answer with `json`. */
const answering = (json: string) => ({
  host: { call: async () => ({ kind: "value" as const, json }) },
});

describe("bytes in arguments", () => {
  it.each([
    ["new Uint8Array([1, 2, 255])", '{"$bytes":"AQL/"}'],
    ["new Uint8Array([0, 1, 2, 3]).subarray(1, 3)", '{"$bytes":"AQI="}'],
    ["new Uint8Array([1, 2, 3]).buffer", '{"$bytes":"AQID"}'],
    ["new DataView(new Uint8Array([1, 2, 3]).buffer, 1)", '{"$bytes":"AgM="}'],
    ["new Blob(['hé'])", '{"$bytes":"aMOp","type":""}'],
    [
      "[new File(['x'], 'a.png', { type: 'Image/PNG' })]",
      '[{"$bytes":"eA==","type":"image/png","name":"a.png"}]',
    ],
    ["{ $bytes: 'AQID' }", '{"$bytes":{"$bytes":"AQID"}}'],
    [
      "{ $bytes: { $bytes: 1 }, b: [{ $bytes: [] }] }",
      '{"$bytes":{"$bytes":{"$bytes":{"$bytes":1}},"b":[{"$bytes":{"$bytes":[]}}]}}',
    ],
    ["new Uint16Array([1, 2])", "[1,2]"],
  ])("%s", async (code, json) => {
    expect(await sent(code)).toBe(json);
  });

  it("cross an object that stands in two places twice", async () => {
    expect(JSON.parse(await sent("(() => { const o = { $bytes: 1 }; return [o, o]; })()"))).toEqual(
      [{ $bytes: { $bytes: 1 } }, { $bytes: { $bytes: 1 } }],
    );
  });
});

describe("bytes in answers", () => {
  it("arrive as real ones, wherever they are", async () => {
    const code = `const { body, list: [blob, file] } = await github.issues.get();
return [body instanceof Uint8Array, [body[0], body.length], blob instanceof Blob && !(blob instanceof File), blob.type, await blob.text(), file instanceof File, file.name, file.size];`;
    const json =
      '{"body":{"$bytes":"AQL/"},"list":[{"$bytes":"aGk=","type":"text/plain"},{"$bytes":"","type":"","name":"n"}]}';
    expect(await returned(code, answering(json))).toEqual([
      true,
      [1, 3],
      true,
      "text/plain",
      "hi",
      true,
      "n",
      0,
    ]);
  });

  it.each([
    ["Base64 that is none", '{"$bytes":"%%%"}'],
    ["a number", '{"$bytes":5}'],
    ["further members", '{"$bytes":"AQID","other":"x"}'],
    ["a type that is no text", '{"$bytes":"AQID","type":7}'],
  ])("stay data with %s", async (_, json) => {
    expect(
      await returned(
        "return JSON.stringify(Object.entries(await github.issues.get()))",
        answering(json),
      ),
    ).toBe(JSON.stringify(Object.entries(JSON.parse(json))));
  });

  it("are told from data that looks like them", async () => {
    const code =
      "const { a, b } = await github.issues.get(); return [JSON.stringify(a), b.length];";
    const json = JSON.stringify({
      a: escapeData(JSON.parse('{"$bytes":"AQID","__proto__":{"$bytes":1}}')),
      b: { $bytes: "AQID" },
    });
    expect(await returned(code, answering(json))).toEqual([
      '{"$bytes":"AQID","__proto__":{"$bytes":1}}',
      3,
    ]);
  });

  it("come back as they were returned", async () => {
    const value =
      '{ bytes: new Uint8Array([7]), data: { $bytes: "AQID" }, file: new File(["x"], "f") }';
    const outcome = await run(`return ${value}`);
    if (outcome.kind !== "value") throw new Error(outcome.kind);
    const host = { result: async () => ({ kind: "value" as const, json: outcome.json ?? "" }) };
    expect(
      await returned(
        "const { bytes, data, file } = await results.get('r'); return [bytes[0], bytes instanceof Uint8Array, data.$bytes, file.name, await file.text()]",
        { host },
      ),
    ).toEqual([7, true, "AQID", "f", "x"]);
  });
});

describe("Blob and File", () => {
  it("do what the File API says", async () => {
    const code = `const file = new File(["é", new Uint8Array([1, 2]), new Uint8Array([3, 4]).buffer, new Blob(["z"]), 5], "n.txt", { type: "Text/Plain", lastModified: 7 });
const part = file.slice(1, -2, "a/b");
return [file.size, file.type, file.name, file.lastModified, file instanceof Blob, part.size, part.type, part instanceof File,
  [...await part.bytes()], (await file.arrayBuffer()).byteLength, await new Blob([new Blob(["a"]), "b"]).text(), new Blob([], { type: "\\u00e9" }).type, new Blob().size];`;
    expect(await returned(code)).toEqual([
      8,
      "text/plain",
      "n.txt",
      7,
      true,
      5,
      "a/b",
      false,
      [0xa9, 1, 2, 3, 4],
      8,
      "ab",
      "",
      0,
    ]);
  });

  it("keep their content, whatever happens to what they were made of or gave", async () => {
    const code = `const bytes = new Uint8Array([1]); const blob = new Blob([bytes]);
bytes[0] = 9; (await blob.bytes())[0] = 8; new Uint8Array(await blob.arrayBuffer())[0] = 7;
return [(await blob.bytes())[0], structuredClone(blob) === blob];`;
    expect(await returned(code)).toEqual([1, true]);
  });

  it.each([
    ["new Blob('text')", /Blob takes an array of parts/],
    ["new File(['text'])", /File takes parts and a name/],
    ["Blob.prototype.text = 1", /read-only/],
    ["File.prototype.x = 1", /not extensible/],
    ["new Blob([], { get type() { throw new Error('own') } })", /^own$/],
    ["new Blob([{ toString() { throw new Error('own') } }])", /^own$/],
  ])("%s is an error", async (code, message) => {
    expect((await errorOf(code)).message).toMatch(message);
  });
});

it("console shows bytes briefly", async () => {
  const { console } =
    await run(`console.log(new Uint8Array(5e6)); console.log(new Float64Array(20));
console.log(new ArrayBuffer(9), new Blob(["abc"], { type: "a/b" }), [new File(["é"], "n")]);`);
  expect(console.map(({ text }) => text.replace(/\s+/g, " "))).toEqual([
    `Uint8Array(5000000) [ ${"0, ".repeat(16)}... 4999984 more items ]`,
    `Float64Array(20) [ ${"0, ".repeat(16)}... 4 more items ]`,
    "ArrayBuffer { byteLength: 9 } Blob { size: 3, type: 'a/b' } [ File { name: 'n', size: 2, type: '' } ]",
  ]);
});

describe("the form", () => {
  it("is looked for only where it can be", () => {
    expect(mayHoldBytes('{"a":"$bytes:","b":{"bytes":1}}')).toBe(false);
    expect(mayHoldBytes('{"$bytes":1}')).toBe(true);
  });

  it("keeps every value of data", () => {
    for (const json of [
      '{"$bytes":"AQID"}',
      '[{"$bytes":{"$bytes":"x"}},{"$bytes":null}]',
      '{"a":{"$bytes":[{"$bytes":1}]}}',
    ]) {
      const crossed = JSON.parse(JSON.stringify(escapeData(JSON.parse(json))));
      expect(JSON.stringify(readForms(crossed, () => "bytes"))).toBe(json);
    }
  });
});
