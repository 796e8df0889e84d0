import type { Size } from "./size.js";
import { sizeOf } from "./size.js";
import { spread } from "./spread.js";

/** Characters of a long text that are counted, in even pieces of this many. */
const COUNTED_CHARACTERS = 400_000;
const PIECE = 4_000;

/** `exact` is false when only a sample of the text was counted; its characters are exact all the same. */
export interface SampledSize extends Size {
  readonly exact: boolean;
}

/** The size of a text that may be very long: exact while it is short, else by the tokens per character of evenly spread pieces. */
export function sampledSizeOf(text: string): SampledSize {
  if (text.length <= COUNTED_CHARACTERS) return { ...sizeOf(text), exact: true };
  const pieces = Math.ceil(text.length / PIECE);
  const counted: string[] = [];
  for (const at of spread(pieces)) {
    counted.push(text.slice(at * PIECE, (at + 1) * PIECE));
    if (counted.length * PIECE >= COUNTED_CHARACTERS) break;
  }
  const size = sizeOf(counted.join(""));
  const scale = text.length / size.characters;
  return {
    characters: text.length,
    o200k_base: Math.round(size.o200k_base * scale),
    cl100k_base: Math.round(size.cl100k_base * scale),
    exact: false,
  };
}
