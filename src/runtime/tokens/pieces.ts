import { asciiPieces } from "./ascii-pieces.js";

/**
 * The splitting of o200k_base (OpenAI's `tiktoken`): words with what stands before them, up to three digits,
 * runs of punctuation, white space. Byte-pair merges never cross from one piece to the next. To be used with `match`.
 */
export const PIECE =
  /[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?:'(?:[sS]|[dD]|[mM]|[tT]|[lL][lL]|[vV][eE]|[rR][eE]))?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?:'(?:[sS]|[dD]|[mM]|[tT]|[lL][lL]|[vV][eE]|[rR][eE]))?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu;

const ASCII = /^[\0-\x7f]*$/;

/** The pieces of a text, in order; together they are the text. */
export function piecesOf(text: string): readonly string[] {
  return ASCII.test(text) ? asciiPieces(text) : (text.match(PIECE) ?? []);
}
