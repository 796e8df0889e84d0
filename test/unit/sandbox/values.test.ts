import { describe, expect, it } from "vitest";
import { errorOf, returned, run } from "./guest-runs.js";

describe("what a snippet returns", () => {
  it.each([
    ["return 1 + 1", 2],
    ["return", undefined],
    ["return null", null],
    ["return { a: undefined, b: [undefined] }", { b: [null] }],
    ["return new Date(0)", "1970-01-01T00:00:00.000Z"],
    ["return new Map([['a', new Set([1, 2])]])", [["a", [1, 2]]]],
    ["return new Uint8Array([1, 2])", { $bytes: "AQI=" }],
    ["return new Uint16Array([1, 2])", [1, 2]],
    ["return new URL('http://a/b?c')", "http://a/b?c"],
    [
      "return Object.assign(new RangeError('r'), { status: 3 })",
      { name: "RangeError", message: "r", status: 3 },
    ],
    ["return 'é😀\\u2028\\ud800'", "é😀\u2028\ud800"],
    ["// a comment at the end\nreturn 5 // here", 5],
  ])("%s", async (code, expected) => {
    expect(await returned(code)).toEqual(expected);
  });

  it.each([
    ["return () => 1", /^The result is a function\./],
    ["return { a: { b() {} } }", /^The result holds a function under "b"\./],
    ["return { n: 1n }", /BigInt under "n".*Number\(value\)/],
    ["return [Symbol('s')]", /a symbol under "0"/],
    ["return [1, 2].map(async (x) => x)", /a Promise under "0".*Promise\.all/],
    ["const a = {}; a.b = { a }; return a", /contains itself \(a cycle\)/],
  ])("%s is an error that says what to do", async (code, message) => {
    expect(await errorOf(code)).toMatchObject({
      name: "TypeError",
      message: expect.stringMatching(message),
    });
  });
});

describe("what a snippet throws", () => {
  it.each([
    ["const x = 1;\nnull.foo;", { name: "TypeError", line: 2 }],
    ["\n\nthrow new RangeError('r')", { name: "RangeError", message: "r", line: 3 }],
    [
      "await null;\nconst f = () => {\n  throw new Error('deep');\n};\nf();",
      { message: "deep", line: 3 },
    ],
    ["let y = 1;\nlet x = @;", { name: "SyntaxError", line: 2 }],
    ["missing()", { name: "ReferenceError", message: "missing is not defined", line: 1 }],
    ["throw { code: 7 }", { name: "Error", message: "Thrown: { code: 7 }" }],
    ["throw undefined", { name: "Error", message: "Thrown: undefined" }],
    [
      "throw new Error('a', { cause: new TypeError('b') })",
      { message: "a\nCaused by TypeError: b" },
    ],
    [
      "await Promise.any([Promise.reject(new Error('one'))])",
      { name: "AggregateError", message: expect.stringContaining("- Error: one") },
    ],
  ])("%s", async (code, expected) => {
    expect(await errorOf(code)).toMatchObject(expected);
  });

  it("is at the line of the call when the host refused it", async () => {
    const host = {
      call: async () => ({
        kind: "error" as const,
        name: "ApiError",
        message: "404 Not Found",
        data: '{"status":404,"message":"kept out","__proto__":{"x":1}}',
      }),
    };
    const error = await errorOf("const a = 1;\n\nawait github.issues.get({ a });", { host });
    expect(error).toMatchObject({ name: "ApiError", message: "404 Not Found", line: 3 });
    expect(JSON.parse(error.data ?? "")).toMatchObject({ status: 404 });
    const caught =
      "try { await github.issues.get() } catch (e) { return [e instanceof Error, e.name, e.message, e.status, e.x ?? null, Object.keys(e)] }";
    expect(await returned(caught, { host })).toEqual([
      true,
      "ApiError",
      "404 Not Found",
      404,
      null,
      ["status"],
    ]);
  });

  it("keeps the name of a limit for the limits", async () => {
    expect(await run("while (true) { Math.sin(1) }", { limits: { cpuMs: 50 } })).toMatchObject({
      kind: "exceeded",
      limit: "cpuMs",
    });
  });
});

describe("waiting", () => {
  it("ends at once when nothing can happen any more", async () => {
    expect((await errorOf("await new Promise(() => {})")).message).toMatch(/can never happen/);
  });

  it("lets calls through that nobody awaits", async () => {
    const seen: string[] = [];
    const call = async (_: string, argsJson: string) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      seen.push(argsJson);
      return { kind: "value" as const };
    };
    expect(
      await returned("for (let i = 0; i < 3; i++) github.issues.get({ i }); return 'done'", {
        host: { call },
      }),
    ).toBe("done");
    expect(seen).toEqual(['{"i":0}', '{"i":1}', '{"i":2}']);
  });

  it("fails when a call fails that nobody awaits", async () => {
    const call = async () => ({ kind: "error" as const, name: "PolicyError", message: "denied" });
    const error = await errorOf("\ngithub.issues.get(); return 'done'", { host: { call } });
    expect(error).toMatchObject({ name: "PolicyError", line: 2 });
    expect(error.message).toMatch(/^denied \(rejected in a promise that was not awaited\)$/);
  });

  it("is ended by the signal, which reaches the calls", async () => {
    const stop = new AbortController();
    let aborted = false;
    const call = (_: string, __: string, signal: AbortSignal) =>
      new Promise<never>(() => {
        signal.addEventListener("abort", () => {
          aborted = true;
        });
        setTimeout(() => stop.abort(), 10);
      });
    const outcome = await run("await github.issues.get()", { host: { call }, signal: stop.signal });
    expect(outcome.kind).toBe("stopped");
    expect(aborted).toBe(true);
  });

  it("does not count as computing", async () => {
    const call = async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return { kind: "value" as const, json: "1" };
    };
    expect(
      await returned("return await github.issues.get()", {
        host: { call },
        limits: { cpuMs: 100 },
      }),
    ).toBe(1);
  });

  it("has as many calls under way as the limit says", async () => {
    let active = 0;
    let most = 0;
    const call = async () => {
      active += 1;
      most = Math.max(most, active);
      await new Promise((resolve) => setTimeout(resolve, 5));
      active -= 1;
      return { kind: "value" as const, json: "1" };
    };
    const code =
      "return (await Promise.all(Array.from({ length: 50 }, () => github.issues.get()))).length";
    expect(await returned(code, { host: { call } })).toBe(50);
    expect(most).toBe(8);
  });
});
