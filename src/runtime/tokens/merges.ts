import { FIRST_TOKENS } from "./first-tokens.js";

/** Pieces whose length is remembered; texts repeat a small set of words. */
const MAX_REMEMBERED = 20_000;
const remembered = new Map<string, number>();
const encoder = new TextEncoder();

let ranks: ReadonlyMap<string, number> | undefined;

/**
 * How many tokens the first merges of o200k_base leave of a piece. All merges happen in the order of rank, so the state
 * after the first ones is one that the full table passes through: the result is never below the true count.
 */
export function mergedLength(piece: string): number {
  const known = remembered.get(piece);
  if (known !== undefined) return known;
  const length = mergeLength(byteCharacters(piece));
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(piece, length);
  return length;
}

function mergeLength(parts: string[]): number {
  ranks ??= readRanks();
  for (;;) {
    let best = Number.POSITIVE_INFINITY;
    let at = -1;
    for (let left = 0; left + 1 < parts.length; left++) {
      const rank = ranks.get(`${parts[left]}${parts[left + 1]}`) ?? Number.POSITIVE_INFINITY;
      if (rank < best) {
        best = rank;
        at = left;
      }
    }
    if (at < 0) return parts.length;
    parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`);
  }
}

function readRanks(): ReadonlyMap<string, number> {
  return new Map(FIRST_TOKENS.split(" ").map((token, rank) => [token, rank]));
}

function byteCharacters(text: string): string[] {
  return Array.from(encoder.encode(text), byteCharacter);
}

/**
 * A byte as one printable character, as GPT-2's published vocabulary writes it: visible Latin-1 as itself, the other
 * bytes in ascending order from U+0100 on (so that a space is `Ġ`).
 */
export function byteCharacter(byte: number): string {
  return BYTE_CHARACTERS[byte] ?? "";
}

const BYTE_CHARACTERS: readonly string[] = (() => {
  const isVisible = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(isVisible(byte) ? byte : next++),
  );
})();
