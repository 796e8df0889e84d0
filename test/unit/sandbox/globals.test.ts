import { format } from "node:util";
import { describe, expect, it } from "vitest";
import { errorOf, returned, run } from "./guest-runs.js";

describe("the globals", () => {
  it("are the language's and these", async () => {
    const names = await returned("return Reflect.ownKeys(globalThis).map(String)");
    const here = Object.getOwnPropertyNames(globalThis);
    const ours = [
      "console",
      "URL",
      "URLSearchParams",
      "TextEncoder",
      "TextDecoder",
      "structuredClone",
      "setTimeout",
      "clearTimeout",
      "queueMicrotask",
      "atob",
      "btoa",
      "search",
      "results",
      "github",
      "DOMException",
    ];
    expect(names).toEqual(expect.arrayContaining(ours));
    const language = [
      "SuppressedError",
      "DisposableStack",
      "AsyncDisposableStack",
      "Float16Array",
      "Iterator",
      "Symbol(Symbol.toStringTag)",
    ];
    const rest = (names as string[]).filter(
      (name) => !ours.includes(name) && !language.includes(name),
    );
    expect(rest.filter((name) => !here.includes(name))).toEqual([]);
    expect(rest).toEqual(
      expect.not.arrayContaining([
        "Intl",
        "InternalError",
        "eval",
        "WebAssembly",
        "fetch",
        "performance",
        "Atomics",
        "SharedArrayBuffer",
        "setInterval",
        "process",
      ]),
    );
  });

  it("make no code from text", async () => {
    const code = `const ends = [];
for (const f of [() => {}, async () => {}, function* () {}, async function* () {}, class {}, Math.max, console.log, github.issues.get]) {
  try { ends.push(f.constructor("return 1")); } catch (error) { ends.push(error instanceof EvalError && error.message); }
}
return [ends, (() => {}) instanceof Function, (() => {}).constructor === Function, Function.name, (async () => {}).constructor.name];`;
    const refusals = Array(8).fill("Code cannot be made from text here.");
    expect(await returned(code)).toEqual([refusals, true, true, "Function", "AsyncFunction"]);
    expect(await errorOf('eval("1")')).toMatchObject({ name: "ReferenceError" });
  });

  it("know no locale", async () => {
    const code = `const date = new Date(Date.UTC(26, 0, 5, 0, 7, 9)); date.setUTCFullYear(987);
return [["b", "A", "a", "é", "e\u0301"].sort((a, b) => a.localeCompare(b)), "é".localeCompare("e\u0301"), (1234.5).toLocaleString("de"), 5n.toLocaleString(), "I".toLocaleLowerCase("tr"),
  date.toLocaleString("de-DE", { timeZone: "Asia/Tokyo" }), date.toLocaleDateString(), new Date(Date.UTC(2026, 11, 31, 12)).toLocaleTimeString(), new Date(NaN).toLocaleString(), [1.5, date].toLocaleString(), String(new Date(0)), new Date(0).toTimeString()];`;
    expect(await returned(code)).toEqual([
      ["A", "a", "b", "é", "e\u0301"],
      0,
      "1234.5",
      "5",
      "i",
      "01/05/0987, 12:07:09 AM",
      "01/05/0987",
      "12:00:00 PM",
      "Invalid Date",
      "1.5,01/05/0987, 12:07:09 AM",
      "Thu Jan 01 1970 00:00:00 GMT+0000",
      "00:00:00 GMT+0000",
    ]);
    expect(await errorOf("Date.prototype.toLocaleString.call({})")).toMatchObject({
      name: "TypeError",
    });
  });

  it("run timers in the order of their delays, and not once cleared", async () => {
    const code = `const seen = [];
setTimeout((a, b) => seen.push(a + b), 20, "l", "ate"); setTimeout(() => seen.push("soon"));
clearTimeout(setTimeout(() => seen.push("never"), 1)); clearTimeout(undefined);
await new Promise((resolve) => setTimeout(resolve, 40)); return seen;`;
    expect(await returned(code)).toEqual(["soon", "late"]);
  });

  it("draw other random numbers in every run", async () => {
    const code = "return Array.from({ length: 4 }, Math.random)";
    const [first, second] = [await returned(code), await returned(code)];
    expect(first).not.toEqual(second);
    for (const number of first as number[]) expect(number >= 0 && number < 1).toBe(true);
  });

  it("know no time zone but UTC", async () => {
    expect(await returned("return new Date(2024, 6, 1).getTimezoneOffset()")).toBe(0);
  });
});

describe("URL", () => {
  it.each([
    ["../x?q=ü y#z", "https://user:pw@Example.com:8080/a/b"],
    ["HTTPS://EXAMPLE.com:443/%7Efoo/../bar", undefined],
    ["//other/path", "http://a/b"],
    ["https://bücher.example/", undefined],
  ])("reads %s as Node does", async (input, base) => {
    const parts = (url: URL) => [
      url.href,
      url.origin,
      url.host,
      url.pathname,
      url.search,
      url.hash,
      [...url.searchParams],
    ];
    const code = `const parts = ${parts}; return parts(new URL(${JSON.stringify(input)}, ${JSON.stringify(base)}))`;
    expect(await returned(code)).toEqual(JSON.parse(JSON.stringify(parts(new URL(input, base)))));
  });

  it("refuses what is none", async () => {
    expect(await errorOf("new URL('not a url')")).toMatchObject({ name: "TypeError" });
  });

  it("builds queries", async () => {
    expect(await returned("return new URLSearchParams({ a: '1 &', b: 'ü' }).toString()")).toBe(
      "a=1+%26&b=%C3%BC",
    );
  });
});

describe("text encoding", () => {
  const samples = ["", "plain", "é😀\u0800\uffff", "lone \ud800 and \udc00x", "a".repeat(10_000)];
  const bytes = [
    [0xff],
    [0xe2, 0x82],
    [0xe2, 0x28, 0xa1],
    [0xf0, 0x90, 0x28, 0xbc],
    [0xed, 0xa0, 0x80],
    [0xc0, 0xaf],
    [0xf4, 0x90, 0x80, 0x80],
    [0xef, 0xbb, 0xbf, 0x61],
    [0x61, 0xf0, 0x9f, 0x98, 0x80, 0xe2],
  ];

  it("encodes as Node does", async () => {
    const code = `return ${JSON.stringify(samples)}.map((s) => [...new TextEncoder().encode(s)])`;
    expect(await returned(code)).toEqual(
      samples.map((sample) => [...new TextEncoder().encode(sample)]),
    );
  });

  it("decodes as Node does", async () => {
    const code = `return ${JSON.stringify(bytes)}.map((b) => new TextDecoder().decode(new Uint8Array(b)))`;
    expect(await returned(code)).toEqual(
      bytes.map((each) => new TextDecoder().decode(new Uint8Array(each))),
    );
  });

  it("refuses invalid bytes and other encodings when asked to", async () => {
    expect(
      await errorOf("new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255]))"),
    ).toMatchObject({ name: "TypeError" });
    expect(await errorOf("new TextDecoder('latin1')")).toMatchObject({ name: "RangeError" });
  });

  it("has base64", async () => {
    expect(await returned("return [btoa('hello'), atob('aGVsbG8=')]")).toEqual([
      "aGVsbG8=",
      "hello",
    ]);
  });
});

describe("structuredClone", () => {
  it("copies data, collections and cycles", async () => {
    const code = `const a = { d: new Date(5), m: new Map([[{ k: 1 }, new Set([1])]]), r: /x/gi, b: new Uint8Array([1, 2]), e: new RangeError("r") };
a.self = a;
const b = structuredClone(a);
return [b !== a, b.self === b, b.d.getTime(), [...b.m][0][1].has(1), String(b.r), [...b.b], b.b.buffer !== a.b.buffer, b.e instanceof RangeError];`;
    expect(await returned(code)).toEqual([true, true, 5, true, "/x/gi", [1, 2], true, true]);
  });

  it("refuses functions", async () => {
    expect(await errorOf("structuredClone({ f() {} })")).toMatchObject({ name: "DataCloneError" });
  });
});

describe("console", () => {
  const values = [
    `"text", 1, -0, null, undefined, true, 10n`,
    `{ a: 1, "b-c": "it's", nested: { deep: { deeper: { deepest: 1 } } } }`,
    `[1, [2, [3, [4, [5]]]]], [], {}`,
    `new Map([["a", { b: 1 }]]), new Set([1, "x"])`,
    `() => 1, function named() {}, Symbol("s")`,
    `"%s is %d of %i, %j %O%%", "a", 3.5, 3.5, { x: 1 }, [1], "rest"`,
    `new Date(0), /re/g, new Uint8Array([1, 2])`,
    `{ get a() { return 1; }, set b(x) {}, get c() { return 1; }, set c(x) {} }`,
    `Object.create(null), new (class Point { x = 1 })()`,
    `"100%", "%d", 5`,
  ];

  it.each(values)("shows %s about as Node does", async (list) => {
    const outcome = await run(`console.log(${list})`);
    const squeeze = (text: string) => text.replace(/\s+/g, "");
    const expected = format(...new Function(`return [${list}]`)());
    expect(squeeze(outcome.console[0]?.text ?? "")).toBe(squeeze(expected));
  });

  it("keeps levels and order", async () => {
    const { console } = await run(
      "console.error('a'); console.debug('b'); console.info(); console.warn('d')",
    );
    expect(console).toEqual([
      { level: "error", text: "a" },
      { level: "debug", text: "b" },
      { level: "info", text: "" },
      { level: "warn", text: "d" },
    ]);
  });

  it("is cut at its limit and counts what is lost", async () => {
    const outcome = await run("for (let i = 0; i < 100; i++) console.log('0123456789')", {
      limits: { consoleCharacters: 25 },
    });
    expect(outcome.console.map(({ text }) => text)).toEqual(["0123456789", "0123456789", "012…"]);
    expect(outcome.consoleDropped).toBe(97);
  });
});
