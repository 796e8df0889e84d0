import { describe, expect, it } from "vitest";
import { table } from "../../../src/cli/table.js";
import { createTerminal, type OutputStream } from "../../../src/cli/terminal.js";

const stream = (isTTY: boolean): OutputStream => ({ isTTY, write: () => true });

describe("colour", () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: "1" }, false],
    [true, { NO_COLOR: "" }, true],
    [true, { TERM: "dumb" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [false, { FORCE_COLOR: "0" }, false],
    [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
  ] as const)("on a terminal: %j, with %j: %j", (isTTY, env, coloured) => {
    const { outStyle } = createTerminal(stream(isTTY), stream(false), env);
    expect(outStyle.bold("x")).toBe(coloured ? "\u001b[1mx\u001b[22m" : "x");
  });

  it("is decided for each stream", () => {
    const { outStyle, errStyle } = createTerminal(stream(false), stream(true), {});
    expect(outStyle.red("x")).toBe("x");
    expect(errStyle.red("x")).not.toBe("x");
  });
});

describe("table", () => {
  it("aligns columns by their text, not by their colour codes", () => {
    const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
    expect(
      table(
        [
          [{ text: "a", style: red }, { text: "1", align: "right" }, { text: "x" }],
          [{ text: "long" }, { text: "100", align: "right" }, { text: "" }],
        ],
        "  ",
      ),
    ).toEqual(["  \u001b[31ma   \u001b[39m    1  x", "  long  100"]);
  });
});
