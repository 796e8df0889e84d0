import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { createAuditLog } from "../../../src/runtime/audit/audit-log.js";
import { watchAll } from "../../../src/runtime/audit/run-watch.js";
import { watchedRun } from "../../../src/runtime/audit/watched-run.js";
import { createBroker } from "../../../src/runtime/broker/broker.js";
import { createRedactor } from "../../../src/runtime/broker/redact.js";
import { operation, shopApi } from "../broker/shop-api.js";

const SECRET = "the-operators-own-key";

const API = shopApi([
  operation("items.get", "GET /items/{id}"),
  operation("tokens.delete", "DELETE /tokens/{access_token}", { effect: "destructive" }),
  operation("items.slow", "GET /slow"),
]);

/** A run against an API that answers 404 to `/items/0` and never to `/slow`; the lines that it makes. */
function audited() {
  const lines: Record<string, unknown>[] = [];
  let time = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
  const lookup = createLookup(API);
  const policy = { allow: [], deny: [] };
  const log = createAuditLog({
    lookup,
    policy,
    now: () => (time += 5),
    countTokens: (text) => text.length,
    write: (line) => lines.push(JSON.parse(line)),
  });
  const watch = log.run({
    caller: "me",
    snippetSha256: createHash("sha256").update("return 1").digest("hex"),
    redact: createRedactor(() => [SECRET]).text,
  });
  const stop = new AbortController();
  const broker = createBroker({
    lookup,
    policy,
    baseUrl: "http://shop.example/base",
    retry: { retries: 0 },
    fetch: async (input, init) => {
      const { pathname } = new URL(String(input));
      if (pathname.endsWith("/slow")) {
        while (init?.signal?.aborted !== true) await new Promise(setImmediate);
        init.signal.throwIfAborted();
      }
      const status = pathname.endsWith("/items/0") ? 404 : 200;
      return new Response('{"private":"body"}', {
        status,
        headers: { "content-type": "application/json" },
      });
    },
  });
  const run = watchedRun(broker.start(API.limits, stop.signal), lookup, watch);
  const call = (id: string, args: object) => run.call(id, JSON.stringify(args), stop.signal);
  return { lines, watch, run, call, stop };
}

describe("createAuditLog", () => {
  it("writes who did what, and what came of it, and no body", async () => {
    const { lines, call } = audited();
    await call("items.get", { id: "a b/ü" });
    await call("items.get", { id: "0" });
    expect(lines[0]).toEqual({
      time: "2026-01-02T03:04:05.688Z",
      event: "call",
      run: expect.stringMatching(/^[0-9a-f]{32}$/),
      caller: "me",
      operation: "items.get",
      method: "GET",
      pathTemplate: "/items/{id}",
      path: "/items/a%20b%2F%C3%BC",
      effect: "read",
      decision: "allow",
      decidedBy: "effect",
      status: 200,
      bytes: expect.any(Number),
      milliseconds: 5,
    });
    expect(lines[1]).toMatchObject({ run: lines[0]?.["run"], path: "/items/0", status: 404 });
    expect(JSON.stringify(lines)).not.toContain("private");
  });

  it("writes what was refused, and by what", async () => {
    const { lines, call } = audited();
    await call("tokens.delete", { access_token: "ghp_0123456789" });
    await call("items.get", { wrong: 1 });
    await call(`no.${SECRET}${"x".repeat(500)}`, {});
    expect(lines).toMatchObject([
      {
        operation: "tokens.delete",
        path: "/tokens/[redacted]",
        decision: "ask",
        decidedBy: "effect",
        error: "PolicyDenied",
      },
      { operation: "items.get", error: "ArgumentError" },
      { error: "UnknownOperation" },
    ]);
    expect(lines[1]).not.toHaveProperty("path");
    const text = JSON.stringify(lines);
    expect(text).not.toContain("ghp_");
    expect(text).not.toContain(SECRET);
    expect(String(lines[2]?.["operation"]).length).toBeLessThan(250);
  });

  it("takes the operator's secrets out of a path", async () => {
    const { lines, call } = audited();
    await call("items.get", { id: `x${SECRET}y` });
    expect(lines[0]?.["path"]).toBe("/items/x[redacted]y");
  });

  it("writes a call that was left without an answer, once", async () => {
    const { lines, call, run, stop } = audited();
    const pending = call("items.slow", {});
    await Promise.resolve();
    run.close();
    stop.abort();
    await pending;
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ operation: "items.slow", error: "NoAnswerYet" });
  });

  it("writes a run with the hash of its snippet", () => {
    const { lines, watch } = audited();
    watch.end({ outcome: "exceeded cpuMs", calls: [], answer: "1234" });
    expect(lines[0]).toMatchObject({
      event: "run",
      caller: "me",
      snippetSha256: createHash("sha256").update("return 1").digest("hex"),
      outcome: "exceeded cpuMs",
      calls: 0,
      answerTokens: 4,
    });
  });
});

describe("watchAll", () => {
  it("goes on when one of several throws", () => {
    const seen: string[] = [];
    const broken = () => {
      throw new Error("a log that fails");
    };
    const watch = watchAll([
      { call: broken, end: broken },
      { call: () => broken, end: broken },
      { call: () => () => seen.push("call"), end: () => seen.push("run") },
    ]);
    const ended = watch.call({ id: "a.b", operation: undefined, argsJson: "{}" });
    ended({ outcome: { kind: "pending" }, bytes: 0 });
    watch.end({ outcome: "value", calls: [], answer: "" });
    expect(seen).toEqual(["call", "run"]);
  });
});
