import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../../src/runtime/api/api.js";
import { byteLength, limitCalls } from "../../../src/runtime/sandbox/call-limits.js";
import { ECHO } from "./guest-runs.js";

const { signal } = new AbortController();

describe("limitCalls", () => {
  it("counts calls of every kind together", async () => {
    const broken: string[] = [];
    const { host } = limitCalls(ECHO, { ...DEFAULT_LIMITS, calls: 3 }, (limit) =>
      broken.push(limit),
    );
    await host.call("a.b", "{}", signal);
    await host.search('"x"', signal);
    await host.result("1", signal);
    expect(broken).toEqual([]);
    expect(await host.raw("a.b", "{}", "{}", signal)).toMatchObject({ kind: "error" });
    expect(broken).toEqual(["calls"]);
  });

  it("adds up the bytes of requests, responses and results", async () => {
    const broken: string[] = [];
    const limited = limitCalls(ECHO, { ...DEFAULT_LIMITS, runBytes: 60 }, (limit) =>
      broken.push(limit),
    );
    await limited.host.call("a.b", "{}", signal);
    expect(broken).toEqual([]);
    expect(limited.spend("x".repeat(60))).toBe(false);
    expect(broken).toEqual(["runBytes"]);
  });

  it("does not send what waits when the run ends", async () => {
    let sent = 0;
    const stop = new AbortController();
    const slow = {
      ...ECHO,
      call: async () => {
        sent += 1;
        await new Promise((resolve) => setTimeout(resolve, 10));
        return { kind: "value" as const };
      },
    };
    const { host } = limitCalls(slow, { ...DEFAULT_LIMITS, concurrentCalls: 1 }, () => {});
    const calls = [1, 2, 3].map(() => host.call("a.b", "{}", stop.signal));
    setTimeout(() => stop.abort(), 1);
    await Promise.all(calls);
    expect(sent).toBe(1);
  });

  it("measures UTF-8", () => {
    for (const text of ["", "abc", "é", "€", "😀", "a€😀é"]) {
      expect(byteLength(text)).toBe(new TextEncoder().encode(text).length);
    }
  });
});
