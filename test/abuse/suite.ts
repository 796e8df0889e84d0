import type { Limits } from "../../src/runtime/api/api.js";
import type { HostFunctions, RunOutcome } from "../../src/runtime/sandbox/executor.js";

/** One snippet that means harm, and what must come of it. */
export interface AbuseCase {
  readonly name: string;
  readonly code: string;
  readonly limits?: Partial<Limits>;
  /** The time limit that bounds the case. */
  readonly within: "cpuMs" | "wallMs";
  /** Any of these is a right end. */
  readonly ends: readonly Expected[];
}

export type Expected =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "thrown"; readonly message: RegExp }
  | {
      readonly kind: "exceeded";
      readonly limit: Extract<RunOutcome, { kind: "exceeded" }>["limit"];
    };

/** What a snippet is told of the canaries: where they are, not what they hold. */
export interface CanaryPlaces {
  readonly variable: string;
  readonly file: string;
  readonly port: number;
}

export const OPERATIONS = { canary: ["places"], demo: ["echo", "wait", "large", "fail"] };

/** The API of the suite: `api.demo.echo(args)`, `api.demo.wait({ ms })`, `api.demo.large({ bytes })`, `api.demo.fail()`. */
export function abuseHost(places: CanaryPlaces): HostFunctions {
  return {
    async call(operation, argsJson) {
      const args: { readonly ms?: number; readonly bytes?: number } = JSON.parse(argsJson);
      switch (operation) {
        case "canary.places":
          return { kind: "value", json: JSON.stringify(places) };
        case "demo.echo":
          return { kind: "value", json: argsJson };
        case "demo.wait":
          await new Promise((resolve) => setTimeout(resolve, args.ms));
          return { kind: "value" };
        case "demo.large":
          return { kind: "value", json: JSON.stringify("x".repeat(args.bytes ?? 0)) };
        case "demo.fail":
          return { kind: "error", name: "ApiError", message: "404", data: '{"status":404}' };
        default:
          return { kind: "error", name: "OperationError", message: `No operation ${operation}` };
      }
    },
    raw: async () => ({ kind: "value", json: "{}" }),
    search: async (queryJson) => ({ kind: "value", json: queryJson }),
    result: async () => ({ kind: "error", name: "RangeError", message: "No such result" }),
  };
}

const cpu: Expected = { kind: "exceeded", limit: "cpuMs" };
const wall: Expected = { kind: "exceeded", limit: "wallMs" };
const memory: Expected = { kind: "exceeded", limit: "memoryBytes" };
const bytes: Expected = { kind: "exceeded", limit: "runBytes" };
const calls: Expected = { kind: "exceeded", limit: "calls" };
const stack: Expected = { kind: "thrown", message: /Maximum call stack size exceeded/ };

function value(expected: unknown): Expected {
  return { kind: "value", value: expected };
}

function thrown(message: RegExp): Expected {
  return { kind: "thrown", message };
}

/** Runs away: each ends by a limit of its own. */
const EXHAUSTION: readonly Omit<AbuseCase, "within">[] = [
  { name: "an endless loop", code: "while (true) {}", ends: [cpu] },
  { name: "an endless loop after a call", code: "await api.demo.echo();\nfor (;;);", ends: [cpu] },
  {
    name: "an endless chain of microtasks",
    code: "const next = () => Promise.resolve().then(next); next(); await new Promise(() => {});",
    ends: [cpu],
  },
  {
    name: "an endless loop of await",
    code: "for (;;) await null;",
    ends: [cpu],
  },
  {
    name: "an endless queueMicrotask",
    code: "const again = () => queueMicrotask(again); again();",
    ends: [value(undefined), cpu],
  },
  {
    name: "a loop that catches its interrupt",
    code: "for (;;) { try { for (;;) {} } catch {} finally { for (;;) {} } }",
    ends: [cpu],
  },
  {
    name: "a catastrophic regular expression",
    code: 'return /^(a+)+$/.test("a".repeat(50) + "b")',
    ends: [cpu],
  },
  {
    name: "a catastrophic regular expression in replace",
    code: 'return "x".repeat(30000).replace(/(x+x+)+y/g, "")',
    ends: [cpu, stack, memory],
  },
  {
    name: "native sorts in a loop",
    code: "const a = Array.from({ length: 3e5 }, (_, i) => (i * 7919) % 300007);\nfor (;;) a.slice().sort();",
    ends: [cpu, memory],
  },
  {
    name: "native joins and splits in a loop",
    code: "const a = []; for (let i = 0; i < 2e5; i++) a.push(String(i));\nfor (;;) a.join(',').split(',');",
    ends: [cpu, memory],
  },
  {
    name: "native replaces of a long text in a loop",
    code: 'const s = "ab".repeat(2e6); for (;;) s.replaceAll("a", "c").toUpperCase();',
    ends: [cpu, memory],
  },
  {
    name: "JSON of a large value in a loop",
    code: "const a = Array.from({ length: 1e5 }, (_, i) => ({ i })); for (;;) JSON.parse(JSON.stringify(a));",
    ends: [cpu, memory],
  },
  {
    name: "a BigInt power tower",
    code: "return String(2n ** (2n ** 28n))",
    ends: [thrown(/too large/), memory, cpu],
  },
  {
    name: "BigInt products in a loop",
    code: "let n = 3n; for (;;) n *= n;",
    ends: [cpu, memory, thrown(/too large/)],
  },
  {
    name: "a flood of timers",
    code: "for (;;) setTimeout(() => {}, 1e6);",
    ends: [thrown(/At most 1000 timers/)],
  },
  {
    name: "timers that renew themselves",
    code: "const again = () => setTimeout(again, 0); for (let i = 0; i < 900; i++) again(); await new Promise(() => {});",
    limits: { wallMs: 600 },
    ends: [cpu, wall],
  },
  {
    name: "deep recursion",
    code: "const f = (n) => f(n + 1) + 1; return f(0);",
    ends: [stack],
  },
  {
    name: "deep recursion through native functions",
    code: "const f = () => [1].map(f); return f();",
    ends: [stack],
  },
  {
    name: "deep recursion through getters, proxies and toString",
    code: "const o = { get a() { return p.a + String(this); }, toString() { return this.a; } }; const p = new Proxy(o, {}); return p.a;",
    ends: [stack],
  },
  {
    name: "a deeply nested JSON text",
    code: 'return JSON.parse("[".repeat(5e5))',
    ends: [stack, thrown(/./)],
  },
  {
    name: "a deeply nested result",
    code: "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a;",
    ends: [stack, cpu],
  },
  {
    name: "a deeply nested program",
    code: 'return eval("(".repeat(5e4) + ")".repeat(5e4))',
    ends: [stack, thrown(/./)],
  },
  {
    name: "a deeply nested regular expression",
    code: 'return new RegExp("(".repeat(5e4) + ")".repeat(5e4)).test("")',
    ends: [stack, thrown(/./), value(true)],
  },
];

/** Takes memory. */
const MEMORY: readonly Omit<AbuseCase, "within">[] = [
  {
    name: "an array without end",
    code: "const a = []; for (;;) a.push({ n: a.length, text: 'x'.repeat(100) });",
    limits: { cpuMs: 3_000 },
    ends: [memory],
  },
  {
    name: "4 GB of typed arrays",
    code: "const a = []; for (let i = 0; i < 4096; i++) a.push(new Uint8Array(1024 * 1024)); return a.length;",
    ends: [memory],
  },
  {
    name: "4 GB in one array buffer",
    code: "return new ArrayBuffer(4 * 1024 ** 3).byteLength",
    ends: [memory, thrown(/invalid array buffer length/)],
  },
  {
    name: "a growing array buffer",
    code: "const b = new ArrayBuffer(1, { maxByteLength: 2 ** 31 - 1 }); b.resize(2 ** 31 - 1); return b.byteLength;",
    ends: [memory, thrown(/./)],
  },
  {
    name: "a sparse array that is filled",
    code: "return new Array(2 ** 32 - 2).fill(0).length",
    ends: [memory, cpu],
  },
  { name: "a huge text", code: 'return "x".repeat(2 ** 29).length', ends: [memory] },
  {
    name: "texts that double",
    code: 'let s = "x"; for (;;) s += s + "y";',
    ends: [memory, thrown(/string too long/)],
  },
  {
    name: "memory taken while catching that there is none",
    code: "const a = []; for (;;) { try { a.push(new Uint8Array(65536)); } catch { a.push(a.slice()); } }",
    ends: [memory, cpu],
  },
  {
    name: "closures and maps without end",
    code: "const m = new Map(); for (let i = 0; ; i++) m.set({}, () => i);",
    limits: { cpuMs: 3_000 },
    ends: [memory],
  },
];

/** Moves too much. */
const TRAFFIC: readonly Omit<AbuseCase, "within">[] = [
  {
    name: "a million calls",
    code: "for (let i = 0; i < 1e6; i++) await api.demo.echo({ i });",
    ends: [calls],
  },
  {
    name: "a million calls at once",
    code: "for (let i = 0; i < 1e6; i++) api.demo.echo({ i });",
    ends: [calls],
  },
  {
    name: "a million calls whose errors are caught",
    code: "for (let i = 0; i < 1e6; i++) { try { api.demo.echo({ i }).catch(() => {}); } catch {} }",
    ends: [calls],
  },
  {
    name: "calls of every kind without end",
    code: "for (;;) { search('x'); results.get('y').catch(() => {}); api.raw(api.demo.echo); }",
    ends: [calls],
  },
  {
    name: "a result of 200 MB",
    code: "const row = 'x'.repeat(1000); return Array.from({ length: 200_000 }, () => row);",
    limits: { cpuMs: 3_000 },
    ends: [memory, bytes],
  },
  {
    name: "a result above the byte limit",
    code: "return 'x'.repeat(2e6)",
    limits: { runBytes: 1e6 },
    ends: [bytes],
  },
  {
    name: "arguments above the byte limit",
    code: "for (;;) await api.demo.echo({ text: 'x'.repeat(4e5) });",
    limits: { runBytes: 1e6 },
    ends: [bytes],
  },
  {
    name: "arguments above the limit of one request",
    code: "return await api.demo.echo({ text: 'x'.repeat(2e5) })",
    limits: { requestBytes: 1e5 },
    ends: [thrown(/at most 100000 bytes/)],
  },
  {
    name: "responses above the byte limit",
    code: "for (;;) await api.demo.large({ bytes: 3e5 });",
    limits: { runBytes: 1e6 },
    ends: [bytes],
  },
  {
    name: "responses above the memory",
    code: "const all = []; for (;;) all.push(await api.demo.large({ bytes: 4e6 }));",
    limits: { memoryBytes: 16 * 1024 * 1024, cpuMs: 3_000 },
    ends: [memory],
  },
  {
    name: "a flood of console lines",
    code: "for (let i = 0; i < 2e4; i++) console.log('line', i, { i });\nreturn 1;",
    limits: { cpuMs: 3_000 },
    ends: [value(1)],
  },
  {
    name: "a huge console line",
    code: "console.log('x'.repeat(1e6), Array.from({ length: 1e4 }, () => ({ a: 'y'.repeat(1e3) }))); return 1;",
    ends: [value(1)],
  },
  {
    name: "an error message of 10 MB",
    code: "throw new Error('x'.repeat(1e7))",
    ends: [thrown(/^x{20000}…$/)],
  },
];

/** Waits for ever. */
const WAITING: readonly Omit<AbuseCase, "within">[] = [
  {
    name: "a promise that nothing settles",
    code: "await new Promise(() => {});",
    ends: [thrown(/something that can never happen/)],
  },
  {
    name: "a thenable that never answers",
    code: "await { then() {} };",
    ends: [thrown(/something that can never happen/)],
  },
  {
    name: "a call that takes for ever",
    code: "await api.demo.wait({ ms: 60_000 });",
    limits: { wallMs: 400 },
    ends: [wall],
  },
  {
    name: "a timer that takes for ever",
    code: "await new Promise((resolve) => setTimeout(resolve, 1e8));",
    limits: { wallMs: 400 },
    ends: [wall],
  },
  {
    name: "Atomics.wait",
    code: "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
    ends: [thrown(/is not defined/)],
  },
];

/** Looks for a way out. */
const ESCAPE: readonly Omit<AbuseCase, "within">[] = [
  {
    name: "Function constructors of every kind",
    code: `const makers = [function () {}, async function () {}, function* () {}, async function* () {}, () => {}, async () => {}, class {}, api.demo.echo, console.log, URL, setTimeout, Math.max]
  .map((f) => f.constructor);
const found = [];
for (const make of makers) {
  for (const name of ["process", "require", "module", "global", "Deno", "Bun", "WebAssembly", "fetch", "importScripts", "self", "window", "postMessage", "hostOfTheGuest"]) {
    let answer = make("return typeof " + name)();
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
    ends: [value(["undefined", "undefined", "undefined"])],
  },
  {
    name: "indirect eval",
    code: 'return [(0, eval)("typeof process"), (0, eval)("typeof globalThis.process"), eval("typeof require")]',
    ends: [value(["undefined", "undefined", "undefined"])],
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
const TAMPERING: readonly Omit<AbuseCase, "within">[] = [
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

/** Every case, with the time limit that bounds it: wall time where the case sets one, else CPU time. */
export const ABUSE_CASES: readonly AbuseCase[] = [
  ...EXHAUSTION,
  ...MEMORY,
  ...TRAFFIC,
  ...WAITING,
  ...ESCAPE,
  ...TAMPERING,
].map((each) => ({ ...each, within: each.limits?.wallMs === undefined ? "cpuMs" : "wallMs" }));

/** Whether `outcome` is a right end of `abuse`. */
export function isExpected(abuse: AbuseCase, outcome: RunOutcome): boolean {
  return abuse.ends.some((expected) => matches(expected, outcome));
}

function matches(expected: Expected, outcome: RunOutcome): boolean {
  switch (expected.kind) {
    case "value":
      return outcome.kind === "value" && outcome.json === JSON.stringify(expected.value);
    case "thrown":
      return outcome.kind === "thrown" && expected.message.test(outcome.error.message);
    case "exceeded":
      return outcome.kind === "exceeded" && outcome.limit === expected.limit;
  }
}
