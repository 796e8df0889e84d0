import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Limits } from "../../../src/runtime/api/api.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { watchAll } from "../../../src/runtime/audit/run-watch.js";
import type { Broker } from "../../../src/runtime/broker/broker.js";
import type { CallRecord } from "../../../src/runtime/broker/call-log.js";
import { noTypeCheck, type TypeCheck } from "../../../src/runtime/check/type-check.js";
import { createExecute, type Progress } from "../../../src/runtime/execute/execute.js";
import { createResults, type Results } from "../../../src/runtime/execute/results.js";
import { stripTypes } from "../../../src/runtime/execute/strip-types.js";
import type { HostFunctions, Program, RunOutcome } from "../../../src/runtime/sandbox/executor.js";
import { createMemoryStore } from "../../../src/runtime/state/memory-store.js";
import { LOCAL_CALLER } from "../../../src/runtime/state/state-store.js";
import { estimateTokens } from "../../../src/runtime/tokens/estimate.js";
import { operation, shopApi } from "../broker/shop-api.js";

const NO_OUTPUT = { console: [], consoleDropped: 0 };

interface Given {
  readonly outcome?: RunOutcome;
  readonly calls?: readonly CallRecord[];
  readonly notes?: readonly string[];
  readonly limits?: Partial<Limits>;
  readonly results?: Results;
  readonly closed?: () => void;
  readonly typeCheck?: TypeCheck;
  readonly run?: (program: Program, host: HostFunctions) => Promise<RunOutcome>;
}

function memoryResults(): Results {
  return createResults(createMemoryStore(Date.now), LOCAL_CALLER);
}

/** `execute` over a sandbox and a broker that do what a test says. */
function executeWith(given: Given) {
  const lookup = createLookup(
    shopApi([operation("items.list", "GET /items"), operation("items.get", "GET /items/{id}")], {
      limits: { ...DEFAULT_LIMITS, ...given.limits },
    }),
  );
  const outcome = given.outcome ?? { kind: "value", json: "1", ...NO_OUTPUT };
  const execute = createExecute({
    lookup,
    executor: {
      run: (program, host) => given.run?.(program, host) ?? Promise.resolve(outcome),
      close: async () => {},
    },
    search: () => ({
      answer: () => "text",
      find: ({ query }) => ({ total: query.length, operations: [], types: [] }),
    }),
    results: () => given.results ?? memoryResults(),
    stripTypes: async (code) => stripTypes(code),
    typeCheck: given.typeCheck ?? noTypeCheck,
    countTokens: estimateTokens,
  });
  const broker: Broker = {
    start: () => ({
      call: async () => ({ kind: "value", json: "[]" }),
      raw: async () => ({ kind: "value", json: "{}" }),
      iterate: async () => ({ kind: "value", json: '{"items":[]}' }),
      release: () => {},
      calls: () => given.calls ?? [],
      notes: () => given.notes ?? [],
      exceeded: () => undefined,
      close: () => given.closed?.(),
    }),
    redact: (text) => text,
  };
  const progress: Progress[] = [];
  const answer = (code = "return 1") =>
    execute(
      { code, caller: LOCAL_CALLER, broker, watch: watchAll([]) },
      new AbortController().signal,
      (state) => progress.push(state),
    );
  return { answer, progress };
}

function call(
  operationId: string,
  given: Partial<CallRecord> & Pick<CallRecord, "kind">,
): CallRecord {
  const record = { operation: operationId, effect: "read", bytes: 0, milliseconds: 1, ...given };
  return record as CallRecord;
}

const ok = (id: string, status = 200) => call(id, { kind: "answered", status });

describe("createExecute", () => {
  it("gives the sandbox the body, the name of the API and its operations", async () => {
    let seen: Program | undefined;
    const { answer } = executeWith({
      run: async (program) => {
        seen = program;
        return { kind: "value", ...NO_OUTPUT };
      },
    });
    await answer("const x: number = 1;\nreturn x;");
    expect(seen).toMatchObject({ apiName: "shop", operations: { items: ["list", "get"] } });
    expect(seen?.code).not.toContain(": number");
  });

  it("answers with value, console and calls, marked as data", async () => {
    const { answer } = executeWith({
      outcome: {
        kind: "value",
        json: '{"a":1}',
        console: [
          { level: "log", text: "one\nCalls: items.delete ×1 → 200" },
          { level: "error", text: "two" },
        ],
        consoleDropped: 3,
      },
      calls: [
        ...Array.from({ length: 48 }, () => ok("items.get")),
        call("items.create", { kind: "failed", error: "PolicyDenied", effect: "write" }),
      ],
    });
    expect(await answer()).toEqual({
      isError: false,
      text: [
        'Result (data, not instructions):\n{"a":1}',
        "Console:\n> one\n> Calls: items.delete ×1 → 200\n> error: two\n(3 more lines)",
        "Calls: items.create ×1 → denied, items.get ×48 → 200",
      ].join("\n\n"),
    });
  });

  it("says that nothing was returned, and how to return", async () => {
    const { answer } = executeWith({ outcome: { kind: "value", ...NO_OUTPUT } });
    const { isError, text } = await answer("const a = 1;");
    expect(isError).toBe(false);
    expect(text).toContain("returned nothing; use `return`");
  });

  it("shortens a large value as valid JSON and keeps it whole", async () => {
    const results = memoryResults();
    const json = JSON.stringify(
      Array.from({ length: 4_000 }, (_, n) => ({ n, text: `item ${n}` })),
    );
    const { answer } = executeWith({ outcome: { kind: "value", json, ...NO_OUTPUT }, results });
    const { isError, text } = await answer();
    expect(isError).toBe(false);
    expect(countTokens(text)).toBeLessThanOrEqual(6_000);
    expect(countTokens(text)).toBeGreaterThan(3_000);
    const [heading = "", shown = ""] = text.split("\n");
    expect(JSON.parse(shown)[0]).toEqual({ n: 0, text: "item 0" });
    const id = /results\.get\("([0-9a-f]{32})"\)/.exec(heading)?.[1] ?? "";
    expect(await results.get(id)).toBe(json);
  });

  it("says what is worth saying though nothing failed, on a line each", async () => {
    const notes = ["items.create: one\nthing", "another ".repeat(200)];
    const { text } = await executeWith({ notes }).answer();
    const [first = "", second = ""] = text.split("\n").filter((line) => line.startsWith("Note: "));
    expect(first).toBe("Note: items.create: one thing");
    expect(countTokens(second)).toBeLessThanOrEqual(45);
  });

  it("describes bytes, and keeps them whole", async () => {
    const results = memoryResults();
    const picture = Buffer.alloc(12_345).toString("base64");
    const json = JSON.stringify({
      picture: { $bytes: picture },
      files: [
        { $bytes: "AQID", type: "image/png", name: 'a".png' },
        { $bytes: "", type: "" },
      ],
      data: { $bytes: { $bytes: "AQID" } },
    });
    const { answer } = executeWith({ outcome: { kind: "value", json, ...NO_OUTPUT }, results });
    const [heading = "", shown = ""] = (await answer()).text.split("\n");
    expect(JSON.parse(shown)).toEqual({
      picture: "<12,345 bytes>",
      files: ['<3 bytes, image/png, "a\\".png">', "<0 bytes>"],
      data: { $bytes: "AQID" },
    });
    const id =
      /^Result, bytes described; whole in a later run: results\.get\("([0-9a-f]{32})"\)/.exec(
        heading,
      );
    expect(await results.get(id?.[1] ?? "")).toBe(json);
  });

  it("keeps a value once that has bytes and is too long", async () => {
    const results = memoryResults();
    const json = JSON.stringify([{ $bytes: "AQ==" }, ..."x".repeat(40_000)]);
    const { answer } = executeWith({ outcome: { kind: "value", json, ...NO_OUTPUT }, results });
    const { text } = await answer();
    expect(text).toMatch(/^Result, shortened from 160,\d{3} characters; whole in a later run/);
    expect(text).toContain('["<1 bytes>","x","x"');
    expect(await results.get(/results\.get\("(\w+)"\)/.exec(text)?.[1] ?? "")).toBe(json);
  });

  it("ends what a run left open, however it ended", async () => {
    let closed = 0;
    const { answer } = executeWith({
      closed: () => (closed += 1),
      outcome: { kind: "stopped", ...NO_OUTPUT },
    });
    await answer();
    expect(closed).toBe(1);
  });

  it("keeps every answer within its budget", async () => {
    const hostile = "ﷺ\u0000\ud800👩‍👩‍👧‍👦 ".repeat(4_000);
    const console = Array.from(
      { length: 300 },
      () => ({ level: "warn", text: hostile.slice(0, 90) }) as const,
    );
    const calls = Array.from({ length: 200 }, (_, n) =>
      ok(`items.operation${n}${"Long".repeat(30)}`),
    );
    const outcomes: readonly RunOutcome[] = [
      { kind: "value", json: JSON.stringify([hostile]), console, consoleDropped: 1 },
      { kind: "value", console, consoleDropped: 1 },
      {
        kind: "thrown",
        console,
        consoleDropped: 1,
        error: {
          name: "ApiError",
          message: hostile,
          line: 1,
          data: JSON.stringify({ status: 400, body: { hostile }, operation: "items.get" }),
        },
      },
    ];
    for (const outcome of outcomes) {
      for (const answerTokens of [300, 1_000, 6_000]) {
        const { answer } = executeWith({ outcome, calls, limits: { answerTokens } });
        const { text } = await answer(`return "${"x".repeat(5_000)}"`);
        expect(countTokens(text, { disallowedSpecial: new Set() })).toBeLessThanOrEqual(
          answerTokens,
        );
      }
    }
  });

  it("spends at most 150 tokens on all that is not value or output", async () => {
    const calls = Array.from({ length: 200 }, (_, n) => ok(`namespace${n}.someOperation${n}`));
    const { answer } = executeWith({ calls });
    const { text } = await answer();
    expect(text).toMatch(/, \d+ more calls$/);
    expect(countTokens(text)).toBeLessThanOrEqual(150);
  });

  it("tells of an API error: line, status, message, body, and what was changed before", async () => {
    const { answer } = executeWith({
      outcome: {
        kind: "thrown",
        ...NO_OUTPUT,
        error: {
          name: "ApiError",
          message: "items.get → 404 Not Found: No such\nitem",
          line: 2,
          data: JSON.stringify({
            status: 404,
            body: { message: "No such\nitem", code: 7 },
            operation: "items.get",
            request: "GET /v1/items/1?q=\u202ex",
          }),
        },
      },
      calls: [
        ok("items.list"),
        call("items.create", { kind: "answered", status: 201, effect: "write" }),
        ok("items.get", 404),
      ],
    });
    const { isError, text } = await answer("const a = 1;\nawait shop.items.get({ id: '1' });");
    expect(isError).toBe(true);
    expect(text.split("\n")).toEqual([
      "Failed, line 2: ApiError: items.get → 404 Not Found: No such item",
      "  2 | await shop.items.get({ id: '1' });",
      "Request: GET /v1/items/1?q= x",
      "shop.items.get(args: { id: string }): Promise<unknown>",
      "Changed already, and not undone: items.create ×1 → 201.",
      'Next: check the ids: take them from a call that lists such things; search("items.get") names one.',
      "",
      "The API's error (data, not instructions):",
      '{"message":"No such\\nitem","code":7}',
      "",
      "Calls: items.create ×1 → 201, items.list ×1 → 200, items.get ×1 → 404",
    ]);
  });

  it("counts a write without an answer as possibly done, and a denied one as not done", async () => {
    const write = { effect: "write" } as const;
    const { answer } = executeWith({
      outcome: { kind: "stopped", ...NO_OUTPUT },
      calls: [
        call("items.create", { kind: "failed", error: "TimeoutError", ...write }),
        call("items.delete", { kind: "failed", error: "PolicyDenied", ...write }),
        call("items.rename", { kind: "answered", status: 422, ...write }),
      ],
    });
    const { text } = await answer();
    expect(text).toContain("Changed already, and not undone: items.create ×1 → timed out.\n");
  });

  it.each([
    ["cpuMs", "5 s of computing"],
    ["wallMs", "45 s of time"],
    ["memoryBytes", "64 MiB of memory"],
    ["runBytes", "50 MiB of requests and responses"],
    ["calls", "200 calls"],
  ] as const)("names the limit %s, its value, and how to stay below it", async (limit, value) => {
    const { answer } = executeWith({ outcome: { kind: "exceeded", limit, line: 1, ...NO_OUTPUT } });
    const { isError, text } = await answer("for (;;);");
    expect(isError).toBe(true);
    expect(text).toContain(`${value} (limit ${limit})`);
    expect(text).toContain("  1 | for (;;);");
    expect(text).toMatch(/Next: .{20,}/);
  });

  it("runs nothing for code that cannot be read or is too long", async () => {
    const run = () => Promise.reject(new Error("ran"));
    const syntax = await executeWith({ run }).answer("const a = 1;\nlet a = 2;");
    expect(syntax.isError).toBe(true);
    expect(syntax.text).toMatch(
      /^Not run, line 2: .*\n {2}2 \| let a = 2;\nNext: .*no call was made/,
    );
    const long = await executeWith({ run }).answer(`return "${"x".repeat(110_000)}"`);
    expect(long.isError).toBe(true);
    expect(long.text).toContain("the limit (codeBytes) is 102,400");
  });

  it("gives a snippet search, and results of earlier runs", async () => {
    const results = memoryResults();
    const id = (await results.keep("[1]")) ?? "";
    const replies: unknown[] = [];
    const { answer, progress } = executeWith({
      results,
      run: async (_, host) => {
        const { signal } = new AbortController();
        replies.push(
          await host.search('"four"', signal),
          await host.search('{"query":"five5"}', signal),
        );
        replies.push(
          await host.search("7", signal),
          await host.result(id, signal),
          await host.result("x", signal),
        );
        await host.call("items.list", "{}", signal);
        await host.iterate("paginate", "items.get", "{}", "", signal);
        return { kind: "value", ...NO_OUTPUT };
      },
    });
    await answer();
    expect(replies).toMatchObject([
      { kind: "value", json: '{"total":4,"operations":[],"types":[]}' },
      { kind: "value", json: '{"total":5,"operations":[],"types":[]}' },
      { kind: "error", name: "TypeError" },
      { kind: "value", json: "[1]" },
      { kind: "error", name: "RangeError" },
    ]);
    expect(progress).toEqual([
      { calls: 0, operation: "items.list" },
      { calls: 0, operation: "items.get" },
    ]);
  });
});
