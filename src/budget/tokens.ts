import { countTokens as countPiece } from "gpt-tokenizer/encoding/o200k_base";

/** A spec may spell `<|endoftext|>`: it is text like any other, never a control token. */
const ORDINARY_TEXT = { disallowedSpecial: new Set<string>() };

/** The tokenizer merges a run of letters, marks or spaces as one piece, in time that grows with its square: longer ones are counted in parts. */
const LONG_RUN = /[\p{L}\p{M}]{100}|\s{100}|[^\s\p{L}\p{N}]{100}/gu;

/**
 * Tokens of a text in o200k_base: exact unless 100 letters, marks or spaces follow each other, and then at most a few too many for
 * each such run. Linear in the length of the text, whatever it says.
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
