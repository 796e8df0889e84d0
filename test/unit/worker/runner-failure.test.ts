import { describe, expect, it } from "vitest";
import { endingOfLoss, endingOfStart } from "../../../src/runtime/worker/runner-failure.js";

describe("an isolate that does not start", () => {
  it("has code that does not parse, on a line of the snippet", () => {
    const error = new Error(
      "Failed to start Worker:\nUncaught SyntaxError: Unexpected token ';'\n  at snippet.ts:2:11",
    );
    expect(endingOfStart(error)).toEqual({
      kind: "thrown",
      error: { name: "SyntaxError", message: "Unexpected token ';'", line: 2 },
    });
  });

  it("has code that does not parse, nobody knows where", () => {
    for (const place of ["", "\n  at runner.js:2"]) {
      const error = new Error(`Uncaught RangeError: Maximum call stack size exceeded${place}`);
      expect(endingOfStart(error)).toEqual({
        kind: "thrown",
        error: { name: "RangeError", message: "Maximum call stack size exceeded" },
      });
    }
  });

  it("is no doing of the snippet's otherwise", () => {
    expect(endingOfStart(new Error("Too many concurrent dynamic workers"))).toBeUndefined();
    expect(endingOfStart("gone")).toBeUndefined();
  });
});

describe("an isolate that is lost", () => {
  it.each([
    ["Worker exceeded CPU time limit.", { kind: "exceeded", limit: "cpuMs" }],
    ["Worker exceeded memory limit.", { kind: "exceeded", limit: "memoryBytes" }],
    ['{"kind":"exceeded","limit":"calls","line":4}', { kind: "exceeded", limit: "calls", line: 4 }],
    [
      '{"kind":"approved"}',
      {
        kind: "thrown",
        error: {
          name: "Error",
          message: 'The sandbox ended before the code did: {"kind":"approved"}',
        },
      },
    ],
  ])("with %s", (message, ending) => {
    expect(endingOfLoss(new Error(message))).toEqual(ending);
  });
});
