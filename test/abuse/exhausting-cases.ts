import {
  type AbuseCase,
  bytes,
  calls,
  cpu,
  memory,
  stack,
  thrown,
  value,
  wall,
} from "./expected.js";

/** Runs away: each ends by a limit of its own. */
export const EXHAUSTION: readonly Omit<AbuseCase, "within">[] = [
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
    code: `return ${"(".repeat(5e4)}1${")".repeat(5e4)}`,
    ends: [stack, thrown(/./)],
  },
  {
    name: "a deeply nested regular expression",
    code: 'return new RegExp("(".repeat(5e4) + ")".repeat(5e4)).test("")',
    ends: [stack, thrown(/./), value(true)],
  },
];

/** As QuickJS and V8 say it. */
const tooLong = thrown(/^(string too long|Invalid string length)$/);

/** Takes memory. */
export const MEMORY: readonly Omit<AbuseCase, "within">[] = [
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
  { name: "a huge text", code: 'return "x".repeat(2 ** 29).length', ends: [memory, tooLong] },
  {
    name: "texts that double",
    code: 'let s = "x"; for (;;) s += s + "y";',
    ends: [memory, tooLong],
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
export const TRAFFIC: readonly Omit<AbuseCase, "within">[] = [
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
export const WAITING: readonly Omit<AbuseCase, "within">[] = [
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
