import { mergedLength } from "./merges.js";
import { piecesOf } from "./pieces.js";
import type { TokenVocabulary } from "./vocabulary.js";

/** Pieces longer than this (UTF-16 units) are counted by their bytes: merging takes time that grows with the square. */
const MAX_MERGED_PIECE = 200;
const DIGITS = /^[0-9]{1,3}$/;
const NO_VOCABULARY: TokenVocabulary = new Map();

/**
 * At most how many o200k_base tokens a text has. Never below the true count: a piece is counted exactly when the
 * vocabulary or the rule for digits knows it, else by the first merges of the tokenizer's own table, and doing only the
 * first merges leaves more tokens than doing all of them.
 */
export function estimateTokens(text: string, vocabulary: TokenVocabulary = NO_VOCABULARY): number {
  let tokens = 0;
  for (const piece of piecesOf(text)) tokens += vocabulary.get(piece) ?? estimatePiece(piece);
  return tokens;
}

/** The same for one piece of `piecesOf`. */
export function estimatePiece(piece: string): number {
  if (DIGITS.test(piece)) return 1;
  return piece.length > MAX_MERGED_PIECE ? utf8Length(piece) : mergedLength(piece);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
