import { expect, it } from "vitest";
import { asciiPieces } from "../../../src/runtime/tokens/ascii-pieces.js";
import { PIECE } from "../../../src/runtime/tokens/pieces.js";

/** One of each kind of character, and those that the expression treats on their own. */
const CHARACTERS = "aZ9 \t\n\r\f'/.,_-{}\0\x1csSlLvVeErRtTdDmM";

it("splits ASCII as the published expression does", () => {
  let state = 7;
  const below = (most: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % most;
  };
  for (let at = 0; at < 20_000; at += 1) {
    const text = Array.from({ length: 1 + below(16) }, () =>
      CHARACTERS.charAt(below(CHARACTERS.length)),
    ).join("");
    expect(asciiPieces(text), JSON.stringify(text)).toEqual(text.match(PIECE));
  }
});

it("splits words, numbers, marks and white space", () => {
  expect(asciiPieces("getHTTPUser's id: 12345 \n\n  // end;\n")).toEqual([
    "get",
    "HTTPUser's",
    " id",
    ":",
    " ",
    "123",
    "45",
    " \n\n",
    " ",
    " //",
    " end",
    ";\n",
  ]);
  expect(asciiPieces("")).toEqual([]);
});
