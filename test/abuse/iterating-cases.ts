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

/** Bytes, blobs and the form in which they cross. */
export const BYTES: readonly Omit<AbuseCase, "within">[] = [
  {
    name: "bytes above the limit of one request",
    code: "return await api.demo.echo({ body: new Uint8Array(9e4) })",
    limits: { requestBytes: 1e5 },
    ends: [thrown(/at most 100000 bytes; these are 120/)],
  },
  {
    name: "bytes above the byte limit of the run",
    code: "const b = new Uint8Array(3e5); for (;;) await api.demo.echo({ body: new Blob([b]) });",
    limits: { runBytes: 1e6 },
    ends: [bytes],
  },
  {
    name: "bytes above the memory, as a result",
    code: "return new Uint8Array(4e7)",
    limits: { cpuMs: 3_000 },
    ends: [memory],
  },
  {
    name: "a Base64 answer above the memory",
    code: "return (await api.demo.text({ text: JSON.stringify({ $bytes: 'AAAA'.repeat(2e6) }) })).length",
    limits: { memoryBytes: 16 * 1024 * 1024, cpuMs: 3_000 },
    ends: [memory],
  },
  {
    name: "an answer that is deeply nested around bytes",
    code: `return await api.demo.text({ text: '{"a":'.repeat(2e4) + '{"$bytes":"AQID"}' + "}".repeat(2e4) })`,
    ends: [stack, memory, cpu],
  },
  {
    name: "escaped objects that are deeply nested",
    code: `return await api.demo.text({ text: '{"$bytes":'.repeat(2e4) + "1" + "}".repeat(2e4) })`,
    ends: [stack, memory, cpu],
  },
  {
    name: "rubbish in the form of bytes",
    code: `const found = [];
for (const form of [{ $bytes: "%" }, { $bytes: "A" }, { $bytes: "AQID", type: 1 }, { $bytes: null }, { $bytes: [] }, { $bytes: "AQID", then: "x" }]) {
  const answer = await api.demo.text({ text: JSON.stringify(form) });
  found.push(answer instanceof Uint8Array || answer instanceof Blob);
}
return found;`,
    ends: [value([false, false, false, false, false, false])],
  },
  {
    name: "a form with __proto__ and constructor in it",
    code: `const text = '{"$bytes":{"__proto__":{"polluted":1},"constructor":{"$bytes":"AQID"}}}';
const answer = await api.demo.text({ text });
return [({}).polluted, Object.getPrototypeOf(answer) === Object.prototype, Object.keys(answer)];`,
    ends: [value([null, true, ["__proto__", "constructor"]])],
  },
  {
    name: "blobs with members that throw",
    code: `class Evil extends Blob { get size() { throw 1; } get type() { throw 2; } async bytes() { throw 3; } }
const evil = new Evil(["x"], { type: "a/b" });
console.log(evil);
return (await api.demo.echo({ evil })).evil.type;`,
    ends: [value("a/b")],
  },
  {
    name: "things that pretend to be blobs and bytes",
    code: `const tries = [Object.create(Blob.prototype), Object.create(Uint8Array.prototype), new Proxy(new Uint8Array(1), {}), new Proxy(new Blob(["x"]), {})];
const ends = [];
for (const body of tries) { try { await api.demo.echo({ body }); ends.push("sent"); } catch (error) { ends.push(error.name); } }
return ends;`,
    ends: [value(["TypeError", "TypeError", "TypeError", "TypeError"])],
  },
  {
    name: "prototypes of bytes and blobs changed",
    code: `for (const change of [() => { Blob.prototype.text = 1; }, () => { File.prototype.x = 1; }, () => { Blob.x = 1; }, () => Object.setPrototypeOf(File.prototype, null)]) { try { change(); return "changed"; } catch {} }
Uint8Array.prototype.toBase64 = () => "forged"; Uint8Array.fromBase64 = () => "forged"; String.prototype.includes = () => false; Array.isArray = () => true;
Object.keys = Object.hasOwn = Reflect.get = () => { throw 1; }; globalThis.Uint8Array = null;
const { body } = await api.demo.echo({ body: new Blob(["hi"]) });
return [body instanceof Blob, await body.text()];`,
    ends: [value([true, "hi"])],
  },
  {
    name: "a blob of parts without end",
    code: "new Blob((function* () { for (;;) yield 'x'.repeat(1e5); })())",
    limits: { cpuMs: 3_000 },
    ends: [memory, cpu],
  },
  {
    name: "a blob of itself, doubled",
    code: "let b = new Blob(['x'.repeat(1e5)]); for (;;) b = new Blob([b, b]);",
    ends: [memory, cpu],
  },
];

/** Pages and streams without end. The suite's host gives one item a page, and a cursor after each. */
export const ITERATION: readonly Omit<AbuseCase, "within">[] = [
  {
    name: "pages without end",
    code: "for await (const item of api.paginate(api.demo.echo)) ;",
    ends: [calls],
  },
  {
    name: "pages without end, all kept",
    code: "return await api.paginate(api.demo.echo).toArray()",
    ends: [calls],
  },
  {
    name: "a stream without end",
    code: "for await (const item of api.stream(api.demo.echo)) ;",
    limits: { wallMs: 800, runBytes: 1e5 },
    ends: [cpu, wall, bytes],
  },
  {
    name: "thousands of iterators that are begun and left",
    code: `const all = []; for (let i = 0; i < 5e3; i++) { const w = api.paginate(api.demo.echo)[Symbol.asyncIterator](); all.push(w); await w.next(); }`,
    ends: [calls],
  },
  {
    name: "thousands of iterators that are never begun",
    code: "const all = []; for (let i = 0; i < 5e3; i++) all.push(api.stream(api.demo.echo)); return all.length;",
    ends: [value(5_000)],
  },
  {
    name: "thousands of reads of one iterator at once",
    code: `const w = api.paginate(api.demo.echo)[Symbol.asyncIterator](); const all = []; for (let i = 0; i < 5e3; i++) all.push(w.next()); await Promise.all(all);`,
    ends: [calls],
  },
  {
    name: "a consumer that never finishes",
    code: "for await (const item of api.paginate(api.demo.echo)) await new Promise(() => {});",
    ends: [thrown(/something that can never happen/)],
  },
  {
    name: "a consumer that throws",
    code: "for await (const item of api.paginate(api.demo.echo)) throw new Error('own');",
    ends: [thrown(/^own$/)],
  },
  {
    name: "prototypes of iterators and promises changed",
    code: `const seen = [];
const generator = Object.getPrototypeOf(api.paginate(api.demo.echo)[Symbol.asyncIterator]());
const shared = Object.getPrototypeOf(generator);
for (const name of ["next", "return"]) { const own = shared[name]; shared[name] = function (...args) { seen.push(args); return own.apply(this, args); }; }
const then = Promise.prototype.then; Promise.prototype.then = function (...args) { seen.push(typeof this.cursor); return then.apply(this, args); };
Object.prototype.cursor = "forged"; Object.prototype.items = ["forged"]; Object.prototype.most = 1; Object.prototype.kind = "stream";
const items = []; for await (const item of api.paginate(api.demo.echo, { n: 1 }, { pages: 2 })) items.push(item);
return [items, JSON.stringify(seen).includes("paginate")];`,
    ends: [value([[{ n: 1 }, "more"], false])],
  },
  {
    name: "writes to an iterable",
    code: `const w = api.paginate(api.demo.echo); const refused = [];
for (const write of [() => { w.toArray = 1; }, () => { w.x = 1; }, () => { delete w.toArray; }, () => Object.setPrototypeOf(w, null)]) { try { write(); } catch (error) { refused.push(error.name); } }
return refused;`,
    ends: [value(Array(4).fill("TypeError"))],
  },
  {
    name: "operations of paginate that are none",
    code: `const ends = [];
for (const operation of [null, {}, () => {}, Object.create(api.demo.echo), [], 5]) { try { api.paginate(operation); ends.push("made"); } catch (error) { ends.push(error.name); } }
return ends;`,
    ends: [value(Array(6).fill("TypeError"))],
  },
];
