import { type AbuseCase, cpu, thrown, value } from "./expected.js";

/** Looks for a way out. */
export const ESCAPE: readonly Omit<AbuseCase, "within">[] = [
  {
    name: "Function constructors of every kind",
    code: `const makers = [function () {}, async function () {}, function* () {}, async function* () {}, () => {}, async () => {}, class {}, api.demo.echo, console.log, URL, setTimeout, Math.max]
  .map((f) => f.constructor);
const found = [];
for (const make of makers) {
  for (const name of ["process", "require", "module", "global", "Deno", "Bun", "WebAssembly", "fetch", "importScripts", "self", "window", "postMessage", "hostOfTheGuest"]) {
    let answer;
    try { answer = make("return typeof " + name)(); } catch { continue; }
    if (answer && typeof answer.then === "function") answer = await answer;
    if (answer && typeof answer.next === "function") answer = (await answer.next()).value;
    if (answer !== "undefined") found.push([make.name, name, answer]);
  }
}
return found;`,
    ends: [value([])],
  },
  {
    name: "the constructor's constructor",
    code: 'return [(() => {}).constructor("return typeof process")(), [].constructor.constructor("return typeof require")(), (await api.demo.echo({})).constructor.constructor("return typeof process")()]',
    ends: [thrown(/^Code cannot be made from text here\.$/)],
  },
  {
    name: "indirect eval",
    code: 'return [(0, eval)("typeof process"), (0, eval)("typeof globalThis.process"), eval("typeof require")]',
    ends: [thrown(/eval is not defined/)],
  },
  {
    name: "the environment, a file and a port",
    code: `const { variable, file, port } = await api.canary.places();
const tries = [
  () => process.env[variable], () => globalThis.process.env[variable], () => Deno.env.get(variable),
  () => require("node:fs").readFileSync(file, "utf8"), () => import("node:fs").then((fs) => fs.readFileSync(file, "utf8")),
  () => import(file), () => import("file://" + file), () => import("data:text/javascript,export default 1"),
  () => fetch("http://127.0.0.1:" + port), () => import("http://127.0.0.1:" + port), () => require("node:net").connect(port),
  () => new XMLHttpRequest(), () => new WebSocket("ws://127.0.0.1:" + port), () => std.open(file, "r"), () => os.open(file),
  () => new Worker("data:text/javascript,1"), () => importScripts(file), () => WebAssembly.compile(new Uint8Array()),
  () => eval("import(" + JSON.stringify(file) + ")"), () => new Function("return import('node:os')")(),
];
const found = [];
for (const attempt of tries) { try { found.push([String(attempt), String(await attempt())]); } catch {} }
return found;`,
    ends: [value([])],
  },
  { name: "import.meta", code: "return import.meta", ends: [thrown(/./)] },
  { name: "a static import", code: 'import fs from "node:fs"; return fs;', ends: [thrown(/./)] },
  { name: "require", code: 'return require("node:fs")', ends: [thrown(/require is not defined/)] },
  {
    name: "every global, by name",
    code: `return Reflect.ownKeys(globalThis).map(String).filter((name) => /process|require|host|bridge|entries|native|std|^os$|worker|wasm|fetch|socket|print|load/i.test(name))`,
    ends: [value([])],
  },
  {
    name: "an early end of the wrapping function",
    code: "}); globalThis.broken = typeof process; (async function () { return globalThis.broken;",
    ends: [value("undefined"), value(undefined), thrown(/./)],
  },
  {
    name: "call sites of a stack",
    code: `const seen = [];
Error.prepareStackTrace = (error, sites) => { for (const site of sites) { for (const name of ["getFunction", "getThis"]) { const f = site[name]?.(); if (f && typeof f === "function") seen.push(f.constructor("return typeof process")()); } } return ""; };
Error.stackTraceLimit = 100;
try { await api.demo.fail(); } catch (error) { void error.stack; }
const holder = {}; Error.captureStackTrace?.(holder); void holder.stack;
return (await Promise.all(seen)).every((found) => found === "undefined");`,
    ends: [value(true)],
  },
  {
    name: "the caller and the arguments of the bridge",
    code: `const found = [];
const original = JSON.parse;
function spy() { try { found.push(spy.caller, spy.arguments.callee.caller); } catch {} return original.apply(JSON, arguments); }
JSON.parse = spy; Array.prototype.push = spy;
await api.demo.echo({});
return found.length;`,
    ends: [value(0)],
  },
  {
    name: "a finalizer and a weak reference after the end",
    code: "globalThis.registry = new FinalizationRegistry(() => { for (;;) {} }); for (let i = 0; i < 1000; i++) registry.register({}, i); return new WeakRef({}).deref() === undefined;",
    ends: [value(false), value(true), cpu],
  },
];

/** Breaks what our own code stands on. */
export const TAMPERING: readonly Omit<AbuseCase, "within">[] = [
  {
    name: "globals redefined before a call",
    code: `for (const name of Object.getOwnPropertyNames(globalThis)) { if (name !== "api" && name !== "undefined" && name !== "NaN" && name !== "Infinity") { try { globalThis[name] = () => "evil"; } catch {} } }
return await api.demo.echo({ a: 1 });`,
    ends: [value({ a: 1 })],
  },
  {
    name: "JSON tampered with",
    code: 'JSON.stringify = () => "\\"evil\\""; JSON.parse = () => "evil"; return await api.demo.echo({ a: 1 });',
    ends: [value({ a: 1 })],
  },
  {
    name: "Promise tampered with",
    code: `Promise.prototype.then = () => { throw new Error("evil"); }; Promise.resolve = () => "evil";
Object.defineProperty(Promise.prototype, "constructor", { get() { return class Evil {}; } }); globalThis.Promise = class {};
return await api.demo.echo({ a: 1 });`,
    ends: [value({ a: 1 }), thrown(/./)],
  },
  {
    name: "accessors on Object.prototype",
    code: `for (const name of ["get", "set", "value", "then", "kind", "json", "error", "resolve", "toJSON"]) Object.defineProperty(Object.prototype, name, { get() { return undefined; }, set() {}, configurable: true });
return await api.demo.echo({ a: 1 });`,
    ends: [value({ a: 1 }), thrown(/./)],
  },
  {
    name: "toJSON that answers for every value",
    code: 'Object.prototype.toJSON = () => "mine"; return { a: 1 };',
    ends: [value("mine")],
  },
  {
    name: "toJSON that never ends",
    code: "return { toJSON() { for (;;) {} } };",
    ends: [cpu],
  },
  {
    name: "a proxy as a result",
    code: 'return new Proxy({}, { ownKeys: () => { throw new RangeError("trap"); } });',
    ends: [thrown(/trap/)],
  },
  {
    name: "getters as a result",
    code: 'return { get a() { throw new Error("from a getter"); } };',
    ends: [thrown(/from a getter/)],
  },
  {
    name: "a cycle as a result",
    code: "const a = {}; a.a = a; return a;",
    ends: [thrown(/cycle/)],
  },
  { name: "a function as a result", code: "return () => 1", ends: [thrown(/function/)] },
  {
    name: "a thrown value that resists description",
    code: 'throw new Proxy(new Error("x"), { get() { throw 1; }, getPrototypeOf() { throw 2; } });',
    ends: [thrown(/./)],
  },
  {
    name: "an error whose parts are objects",
    code: 'const e = new Error("x"); e.name = { toString() { for (;;) {} } }; e.message = 7; e.stack = { a: 1 }; throw e;',
    ends: [thrown(/^$|x|7/)],
  },
  {
    name: "an error that looks like a limit of ours",
    code: 'const e = new Error("interrupted"); e.name = "InternalError"; e.kind = "stopped"; throw e;',
    ends: [thrown(/interrupted/)],
  },
  {
    name: "a value that looks like an outcome of ours",
    code: 'return { kind: "exceeded", limit: "cpuMs", console: [], consoleDropped: 0 };',
    ends: [value({ kind: "exceeded", limit: "cpuMs", console: [], consoleDropped: 0 })],
  },
  {
    name: "console of things that resist being shown",
    code: `console.log(new Proxy({}, { ownKeys() { throw new Error("no"); } }), { get a() { throw 1; } }, Object.create(null), Symbol("s"), 1n);
console.log({ [Symbol.toPrimitive]() { throw 1; }, toString: null }); return 1;`,
    ends: [value(1)],
  },
  {
    name: "writes to the API",
    code: `const refused = [];
for (const write of [() => { api.demo.echo = 1; }, () => { api.demo = 1; }, () => { delete api.demo; }, () => { api.demo.echo.x = 1; }, () => Object.defineProperty(api, "y", { value: 1 }), () => Object.setPrototypeOf(api, {})]) { try { write(); } catch (error) { refused.push(error.name); } }
return refused;`,
    ends: [value(Array(6).fill("TypeError"))],
  },
  {
    name: "keys called __proto__",
    code: `const answer = await api.demo.echo(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'));
return [({}).polluted, Object.keys(answer)];`,
    ends: [value([null, ["__proto__", "constructor"]])],
  },
  {
    name: "state left for the next run",
    code: "globalThis.left = 1; Object.prototype.left = 2; Array.prototype.left = 3; Math.max.left = 4; return 1;",
    ends: [value(1)],
  },
  {
    name: "state found from the run before",
    code: "return [typeof left, ({}).left, [].left, Math.max.left]",
    ends: [value(["undefined", null, null, null])],
  },
];
