import { describe, expect, it } from "vitest";
import { readMessage } from "../../../src/runtime/node/thread-messages.js";

describe("readMessage", () => {
  it.each([
    { kind: "ready" },
    {
      kind: "request",
      run: 1,
      id: 2,
      request: { kind: "call", first: "a.b", second: "{}", third: "" },
    },
    {
      kind: "request",
      run: 1,
      id: 3,
      request: { kind: "stream", first: "a.b", second: "", third: "7" },
    },
    {
      kind: "request",
      run: 1,
      id: 4,
      request: { kind: "release", first: "7", second: "", third: "" },
    },
    { kind: "console", run: 1, line: { level: "warn", text: "x" } },
    { kind: "ended", run: 1, ending: { kind: "value", json: "1" }, consoleDropped: 0 },
    {
      kind: "ended",
      run: 1,
      ending: { kind: "exceeded", limit: "cpuMs", line: 3 },
      consoleDropped: 2,
    },
    {
      kind: "ended",
      run: 1,
      ending: { kind: "thrown", error: { name: "E", message: "m" } },
      consoleDropped: 0,
    },
    { kind: "broken", run: 1, message: "m" },
  ])("reads %j", (message) => {
    expect(readMessage(message)).toEqual(message);
  });

  it.each([
    undefined,
    null,
    "ready",
    ["ready"],
    {},
    { kind: "other", run: 1 },
    {
      kind: "request",
      run: -1,
      id: 2,
      request: { kind: "call", first: "a.b", second: "{}", third: "" },
    },
    {
      kind: "request",
      run: 1,
      id: 2,
      request: { kind: "constructor", first: "a.b", second: "{}", third: "" },
    },
    { kind: "request", run: 1, id: 2, request: { kind: "call", first: "a.b", second: "{}" } },
    {
      kind: "request",
      run: 1,
      id: 2,
      request: { kind: "call", first: "a.b", second: {}, third: "" },
    },
    {
      kind: "request",
      run: 1,
      id: 1.5,
      request: { kind: "search", first: "x", second: "", third: "" },
    },
    { kind: "console", run: 1, line: { level: "fatal", text: "x" } },
    { kind: "console", run: 1, line: { level: "log", text: 5 } },
    { kind: "ended", run: 1, ending: { kind: "value", json: {} }, consoleDropped: 0 },
    { kind: "ended", run: 1, ending: { kind: "exceeded", limit: "patience" }, consoleDropped: 0 },
    { kind: "ended", run: 1, ending: { kind: "thrown", error: { name: "E" } }, consoleDropped: 0 },
    { kind: "ended", run: 1, ending: { kind: "value" }, consoleDropped: Number.NaN },
  ])("refuses %j", (message) => {
    expect(readMessage(message)).toBeUndefined();
  });

  it("takes over nothing that it did not check", () => {
    const message = { kind: "ready", run: 1, extra: 1 };
    expect(readMessage(message)).toEqual({ kind: "ready" });
  });
});
