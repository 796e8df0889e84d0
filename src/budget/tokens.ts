import { countTokens as countPiece } from "gpt-tokenizer/encoding/o200k_base";

/** A spec may spell `<|endoftext|>`: it is text like any other, never a control token. */
const ORDINARY_TEXT = { disallowedSpecial: new Set<string>() };

/** Merging one word costs the square of its length, so a longer run without a break is counted in parts. */
const LONG_RUN = /(?:\S{100}|[^\S\n]{100}|\n{100})(?=\S|\s)/gu;

/**
 * Tokens of a text in o200k_base: exact for anything without a run of 100 characters that no space interrupts,
 * else a token or two too many per such run. Linear in the length of the text, whatever it says.
 */
export function countTokens(text: string): number {
  let tokens = 0;
  let from = 0;
  for (const run of text.matchAll(LONG_RUN)) {
    const to = run.index + run[0].length;
    tokens += countPiece(text.slice(from, to), ORDINARY_TEXT);
    from = to;
  }
  return tokens + countPiece(text.slice(from), ORDINARY_TEXT);
}
