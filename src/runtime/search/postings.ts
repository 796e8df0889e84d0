/**
 * A posting list as text: per operation the distance from the one before as a variable-length number, then the weight
 * as one character. 90 printable ASCII characters stand for digits; `"`, `\`, space and `|` are not among them, so that
 * lists lie in a JSON string unescaped and can be joined.
 */

const FIRST = 0x23;
const SKIPPED: readonly number[] = [0x5c, 0x7c];
const DIGITS: readonly string[] = Array.from({ length: 92 }, (_, at) => FIRST + at)
  .filter((code) => !SKIPPED.includes(code))
  .map((code) => String.fromCharCode(code));
const DIGIT_OF: Int8Array = new Int8Array(128).fill(-1);
for (const [value, digit] of DIGITS.entries()) DIGIT_OF[digit.charCodeAt(0)] = value;

/** Weights are whole numbers from 0 to this. */
export const MAX_WEIGHT = DIGITS.length - 1;
/** A digit below this ends a number; one from it on says that more follows. */
const BASE = DIGITS.length / 2;

/** The operations that have a term, ascending, as positions in `Api.operations`, and how much it weighs in each: 0 to `MAX_WEIGHT`. */
export interface PostingList {
  readonly operations: Uint32Array;
  readonly weights: Uint8Array;
}

/** Writes a list. */
export function encodePostings({ operations, weights }: PostingList): string {
  let text = "";
  let previous = -1;
  for (const [at, operation] of operations.entries()) {
    let distance = operation - previous - 1;
    while (distance >= BASE) {
      text += digit(BASE + (distance % BASE));
      distance = Math.floor(distance / BASE);
    }
    text += digit(distance) + digit(weights[at] ?? 0);
    previous = operation;
  }
  return text;
}

/** Reads a list back. Throws a `RangeError` if the text is no list, or names an operation from `operations` on. */
export function decodePostings(text: string, operations: number): PostingList {
  // A posting takes two characters at least.
  const found = new Uint32Array(text.length >>> 1);
  const weights = new Uint8Array(text.length >>> 1);
  let count = 0;
  let previous = -1;
  let at = 0;
  while (at < text.length) {
    let distance = 0;
    let scale = 1;
    let value = digitAt(text, at++);
    while (value >= BASE) {
      distance += (value - BASE) * scale;
      scale *= BASE;
      value = digitAt(text, at++);
    }
    const operation = previous + 1 + distance + value * scale;
    if (operation >= operations) throw new RangeError("a posting names no operation");
    weights[count] = digitAt(text, at++);
    found[count++] = operation;
    previous = operation;
  }
  return { operations: found.subarray(0, count), weights: weights.subarray(0, count) };
}

function digit(value: number): string {
  const character = DIGITS[value];
  if (character === undefined) throw new RangeError(`${value} is no digit`);
  return character;
}

function digitAt(text: string, at: number): number {
  const value = DIGIT_OF[text.charCodeAt(at)] ?? -1;
  if (value < 0) throw new RangeError("a posting list is broken");
  return value;
}
