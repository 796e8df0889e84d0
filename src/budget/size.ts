import { countTokens as countCl100k } from "gpt-tokenizer/encoding/cl100k_base";
import { spreadOf } from "../evaluation/statistics.js";
import { countTokens, linear } from "./tokens.js";

/** How large a text is. The tokenizers are those of OpenAI's models; others count within some 20 % of them. */
export interface Size {
  /** UTF-16 code units, as JavaScript and most clients count. */
  readonly characters: number;
  readonly o200k_base: number;
  readonly cl100k_base: number;
}

/** How the sizes of several texts are spread. Each number is a percentile of its own, by nearest rank. */
export interface SizeSpread {
  readonly p50: Size;
  readonly p95: Size;
  readonly max: Size;
}

/** What a text is measured in. */
export const UNITS = [
  "characters",
  "o200k_base",
  "cl100k_base",
] as const satisfies readonly (keyof Size)[];

/** Tokens of a text in the tokenizer of GPT-4, with the care of `countTokens`. */
export const countCl100kTokens = linear(countCl100k);

/** Counts a text: linear in its length. */
export function sizeOf(text: string): Size {
  return {
    characters: text.length,
    o200k_base: countTokens(text),
    cl100k_base: countCl100kTokens(text),
  };
}

/** All sizes together. */
export function sumOf(sizes: readonly Size[]): Size {
  return by((unit) => sizes.reduce((sum, size) => sum + size[unit], 0));
}

/** Zeros when there are no texts. */
export function sizeSpreadOf(sizes: readonly Size[]): SizeSpread {
  const spreads = {
    characters: spreadOf(sizes.map((size) => size.characters)),
    o200k_base: spreadOf(sizes.map((size) => size.o200k_base)),
    cl100k_base: spreadOf(sizes.map((size) => size.cl100k_base)),
  };
  return {
    p50: by((unit) => spreads[unit].p50),
    p95: by((unit) => spreads[unit].p95),
    max: by((unit) => spreads[unit].max),
  };
}

function by(value: (unit: keyof Size) => number): Size {
  return {
    characters: value("characters"),
    o200k_base: value("o200k_base"),
    cl100k_base: value("cl100k_base"),
  };
}
