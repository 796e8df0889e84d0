import type { Limits } from "../../../src/runtime/api/api.js";

/** Code that has to give the same outcome on every executor, console and lines of errors included. */
export interface Snippet {
  readonly name: string;
  readonly code: string;
  readonly limits?: Partial<Limits>;
  /** Whose words an error is in: `engine` where each engine has its own, so that only name and line are the same. */
  readonly words: "ours" | "engine";
}

const ours: readonly Omit<Snippet, "words">[] = [
  {
    name: "plain data",
    code: `return { text: "é \\u{1F600} \\ud800", list: [1, -0, 1e21, 0.1 + 0.2, NaN, null, undefined], nested: { "__proto__": null, a: undefined, "b c": true } };`,
  },
  { name: "nothing", code: "" },
  { name: "undefined from a call", code: "return await api.demo.wait({ ms: 1 });" },
  {
    name: "calls, in order and at once",
    code: `const first = await api.demo.echo({ n: 1 });
const rest = await Promise.all(Array.from({ length: 20 }, (_, n) => api.demo.echo({ n: n + first.n })));
return rest.map(({ n }) => n);`,
  },
  {
    name: "an error of the API that is caught",
    code: `try { await api.demo.fail({ id: 1 }); } catch (error) { return [error instanceof Error, error.name, error.message, error.status, Object.keys(error)]; }`,
  },
  {
    name: "an error of the API that is not caught",
    code: "const id = 1;\nasync function load() {\n  return await api.demo.fail({ id });\n}\nreturn (await load()).name;",
  },
  {
    name: "an error of its own, with a cause",
    code: `class Missing extends Error { name = "Missing"; }
function look(id) {
  throw new Missing("no " + id, { cause: new RangeError("out of range") });
}

console.warn("looking");
look(7);`,
  },
  {
    name: "an AggregateError",
    code: `await Promise.any([Promise.reject(new Error("a")), Promise.reject(new TypeError("b"))].map((each) => each.catch((error) => { throw new Error("again: " + error.message); })))
  .catch((error) => { throw new AggregateError(error.errors, "none of " + error.errors.length); });`,
  },
  { name: "something thrown that is no error", code: 'throw { code: 42, list: [1, "two"] };' },
  { name: "undefined thrown", code: "throw undefined;" },
  {
    name: "an error in a callback",
    code: `const rows = [{ n: 1 }, { n: 2 }];
rows.forEach((row) => {
  if (row.n === 2) {
    throw new RangeError("row " + row.n);
  }
});`,
  },
  {
    name: "an error in a timer",
    code: `setTimeout(() => {
  throw new Error("late");
}, 5);
await api.demo.wait({ ms: 200 });`,
  },
  {
    name: "an error in a microtask",
    code: '\nqueueMicrotask(() => { throw new Error("job"); });\nawait api.demo.echo();',
  },
  {
    name: "a call that nobody awaits",
    code: 'api.demo.wait({ ms: 20 }).then(() => console.log("let through"));\nreturn "value";',
  },
  {
    name: "a rejection that nobody awaits",
    code: 'const failing = async () => { throw new Error("lost"); };\nfailing();\nreturn 1;',
  },
  {
    name: "a rejection that is handled later",
    code: 'const rejected = Promise.reject(new Error("found"));\nawait api.demo.wait({ ms: 5 });\nreturn await rejected.catch((error) => error.message);',
  },
  { name: "a call that fails and that nobody awaits", code: "api.demo.fail();\n\nreturn 1;" },
  {
    name: "a promise that nothing settles",
    code: 'console.log("before");\nawait new Promise(() => {});',
  },
  {
    name: "timers",
    code: `const seen = [];
setTimeout((a, b) => seen.push(a + b), 40, "l", "ate");
setTimeout(() => seen.push("soon"));
clearTimeout(setTimeout(() => seen.push("never"), 1));
await new Promise((resolve) => setTimeout(resolve, 80));
return seen;`,
  },
  {
    name: "the order of jobs",
    code: `const seen = [];
setTimeout(() => seen.push("timer"));
queueMicrotask(() => seen.push("job"));
Promise.resolve().then(() => seen.push("then")).finally(() => seen.push("finally"));
(async () => { seen.push("sync"); await null; seen.push("after await"); })();
seen.push("main");
await new Promise((resolve) => setTimeout(resolve, 10));
return seen;`,
  },
  {
    name: "console",
    code: `console.log("text", 1, -0, 10n, true, null, undefined, Symbol("s"), () => 1, class A {});
console.info([1, , 3], { a: { b: { c: { d: 1 } } } }, new Map([["k", { v: 1 }]]), new Set([1]), new Date(0), /x/g);
console.warn("%s is %d years and %j", "Ann", "42", { a: 1 }, "rest");
console.error(new TypeError("shown"), new Uint8Array(3), new Blob(["x"], { type: "a/b" }), "it's", ["it's"]);
console.debug(Array.from({ length: 120 }, (_, i) => i), "x".repeat(200));
const self = { name: "self" }; self.self = self; console.log(self);`,
  },
  {
    name: "more console than is kept",
    code: 'for (let i = 0; i < 30; i++) console.log("line", i);\nreturn 1;',
    limits: { consoleCharacters: 100 },
  },
  {
    name: "bytes",
    code: `const { body, file, list } = await api.demo.echo({ body: new Uint8Array([1, 2, 255]), file: new File(["héllo"], "a.txt", { type: "text/plain" }), list: new Float32Array([1.5, 2]) });
console.log(body, file);
return [body instanceof Uint8Array, [...body], file.name, file.type, await file.text(), list, body.toBase64(), body.toHex(), { $bytes: "AQID" }, new Blob(["x"])];`,
  },
  {
    name: "pages",
    code: `const seen = [];
for await (const item of api.paginate(api.demo.echo, { n: 1 }, { pages: 3 })) seen.push(item);
for await (const item of api.paginate(api.demo.echo)) { seen.push(item); break; }
return [seen, await api.paginate("demo.echo", { n: 2 }, { pages: 2 }).toArray()];`,
  },
  {
    name: "a stream that is left",
    code: 'for await (const item of api.stream(api.demo.echo, { n: 1 })) {\n  if (item === "more") return "left";\n}',
  },
  {
    name: "pages that are used wrongly",
    code: "const pages = api.paginate(api.demo.echo);\nreturn pages.map((item) => item);",
  },
  {
    name: "raw, search and results",
    code: 'return [await api.raw(api.demo.echo, { a: 1 }), await search("issues"), await results.get("none").catch((error) => error.message)];',
  },
  {
    name: "the API's names",
    code: `return [Object.keys(api), Object.keys(api.demo), "echo" in api.demo, typeof api.nope, typeof api.demo.misspelt, api.demo.echo.name, await api.demo.misspelt().catch((error) => error.message)];`,
  },
  {
    name: "dates",
    code: `const date = new Date(Date.UTC(2026, 0, 31, 21, 5, 9));
return [date, date.toString(), date.toLocaleString("de-DE", { timeZone: "Asia/Tokyo" }), date.toLocaleDateString(), date.toLocaleTimeString(), date.getTimezoneOffset(),
  new Date("2026-01-31"), new Date("2026-01-31T10:00:00+02:00").getHours(), Date.parse("nope"), new Date(2026, 1, 30).toDateString(), new Date(NaN).toLocaleString(), \`\${date}\`, date.toTimeString(), date.toUTCString()];`,
  },
  {
    name: "URLs",
    code: `const url = new URL("../b?x=1&x=2#h", "https://Example.com:443/a/c");
url.searchParams.append("y", "ä &");
return [url.href, url, [...url.searchParams], URL.canParse("nope"), encodeURIComponent("a b/ü"), new URLSearchParams({ q: "x y" }).toString()];`,
  },
  {
    name: "regular expressions",
    code: `const text = "2026-11-22 and 2025-01-02";
return [[...text.matchAll(/(?<year>\\d{4})-(?<month>\\d\\d)/g)].map(({ groups }) => ({ ...groups })), text.replace(/(\\d+)-(\\d+)/g, (_, a, b) => b + "/" + a),
  /(?<=and )\\d/.exec(text)?.index, "aBc".replace(/[a-z]/gi, (c) => c.toUpperCase()), /\\p{Lu}/u.test("É"), /[\\p{L}--[a-z]]/v.test("a"), "a1b2".split(/\\d/), RegExp.escape("a.b")];`,
  },
  {
    name: "sorting and grouping",
    code: `const words = ["b", "A", "a", "B", "é", "z", "e\\u0301"];
const people = [{ n: "x", age: 3 }, { n: "y", age: 1 }, { n: "z", age: 3 }];
return [words.toSorted((a, b) => a.localeCompare(b)), words.toSorted(), [10, 9, 1].sort(), people.toSorted((a, b) => b.age - a.age).map(({ n }) => n), Object.groupBy(people, ({ age }) => age), [...Map.groupBy([1, 2, 3], (n) => n % 2)], "I".toLocaleLowerCase("tr")];`,
  },
  {
    name: "numbers",
    code: `return [(1234.5678).toFixed(2), (0.000001234).toPrecision(2), (1e21).toString(), (255).toString(16), parseInt("12px"), Number(""), 5 % -3, 2 ** 53 + 1, Math.round(-0.5), Math.max(), (1234567.891).toLocaleString("en-US", { style: "currency", currency: "USD" }), String(123n ** 5n), 0.1 * 3, [1.5, 2.5, -1.5].map(Math.round), Math.hypot(3, 4), Number.MAX_SAFE_INTEGER];`,
  },
  {
    name: "iterators, generators and classes",
    code: `function* count(to) { for (let i = 0; i < to; i++) yield i; }
async function* slow() { for (const n of count(3)) { await null; yield n; } }
class Point { #x = 1; static made = 0; constructor() { Point.made++; } get x() { return this.#x; } toJSON() { return { x: this.x }; } }
const all = []; for await (const n of slow()) all.push(n);
return [all, count(9).filter((n) => n % 2).map((n) => n * n).take(3).toArray(), new Point(), Point.made, [...new Set([1, 2]).union(new Set([3]))], await Array.fromAsync(slow()), Object.fromEntries(new Map([["a", 1]])), new Map([[{ a: 1 }, [2]]])];`,
  },
  {
    name: "what is copied and compared",
    code: `const source = { date: new Date(0), map: new Map([[1, { a: [1] }]]), error: new RangeError("r"), bytes: new Uint8Array([1]) }; source.self = source;
const copy = structuredClone(source);
return [copy !== source, copy.self === copy, copy.map.get(1), copy.error.name, [...copy.bytes], (() => { try { structuredClone(() => 1); } catch (error) { return [error.name, error instanceof DOMException]; } })()];`,
  },
  {
    name: "texts as bytes",
    code: 'return [btoa("abc"), atob("YWJj"), [...new TextEncoder().encode("é€")], new TextDecoder().decode(new Uint8Array([0xff, 0x61]))];',
  },
  { name: "a cycle as a result", code: "const a = {};\na.a = a;\nreturn a;" },
  { name: "a promise in a result", code: "return { row: api.demo.echo() };" },
  { name: "a big integer in a result", code: "return { id: 1n };" },
  {
    name: "strict code",
    code: "return [(function () { return this === undefined; })(), (() => { try { Object.freeze([]).push(1); } catch (error) { return error.name; } })()];",
  },
  {
    name: "code from text",
    code: `const ends = [];
for (const make of [() => new Function("return 1"), () => (async () => {}).constructor("return 1"), () => eval("1"), () => (0, eval)("1"), () => (function* () {}).constructor("")]) {
  try { ends.push(make()); } catch (error) { ends.push([error.name, error.message]); }
}
return [ends, (() => {}) instanceof Function, typeof Function.prototype.call];`,
  },
  {
    name: "what is in scope",
    code: `return ["fetch", "Request", "Response", "Headers", "WebSocket", "caches", "crypto", "navigator", "performance", "process", "require", "module", "Intl", "WebAssembly", "SharedArrayBuffer", "Atomics", "setInterval", "addEventListener", "postMessage", "self", "eval", "InternalError", "AbortController", "ReadableStream", "FormData", "scheduler", "reportError", "EventTarget", "hostOfTheGuest"]
  .filter((name) => name in globalThis);`,
  },
  {
    name: "too many calls",
    code: 'console.log("start");\nfor (let i = 0; ; i++)\n  await api.demo.echo({ i });',
    limits: { calls: 5 },
  },
  {
    name: "too many calls, caught",
    code: "for (;;) { try {\n api.demo.echo().catch(() => {}); } catch {} }",
    limits: { calls: 5 },
  },
  {
    name: "too much in one call",
    code: 'const text = "x".repeat(200);\nreturn await api.demo.echo({ text });',
    limits: { requestBytes: 100 },
  },
  {
    name: "too many bytes",
    code: 'for (;;) await api.demo.echo({ text: "x".repeat(1000) });',
    limits: { runBytes: 5_000 },
  },
  {
    name: "a result above the byte limit",
    code: 'return "x".repeat(5000);',
    limits: { runBytes: 1_000 },
  },
  {
    name: "too long",
    code: 'console.log("waiting");\nawait api.demo.wait({ ms: 60_000 });',
    limits: { wallMs: 300 },
  },
];

const engine: readonly Omit<Snippet, "words">[] = [
  { name: "a member of undefined", code: "const user = {};\n\nreturn user.address.street;" },
  {
    name: "a call of what is no function",
    code: 'const rows = "text";\nreturn rows\n  .map((row) => row);',
  },
  { name: "a name that is not in scope", code: "\nreturn issues.length;" },
  { name: "JSON that is none", code: 'const text = "{";\nJSON.parse(text);' },
  { name: "a write to a constant", code: "const a = 1;\na = 2;" },
  { name: "endless recursion", code: "const f = (n) => f(n + 1) + 1;\nreturn f(0);" },
  { name: "code that does not parse", code: "const a = 1;\nconst b = ;\nreturn a;" },
];

export const SNIPPETS: readonly Snippet[] = [
  ...ours.map((each): Snippet => ({ ...each, words: "ours" })),
  ...engine.map((each): Snippet => ({ ...each, words: "engine" })),
];
