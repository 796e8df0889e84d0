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

export interface Posting {
  /** Position in `Api.operations`. */
  readonly operation: number;
  /** 0 to `MAX_WEIGHT`. */
  readonly weight: number;
}

/** Writes a list; `postings` must be in ascending order of operation. */
export function encodePostings(postings: readonly Posting[]): string {
  let text = "";
  let previous = -1;
  for (const { operation, weight } of postings) {
    let distance = operation - previous - 1;
    while (distance >= BASE) {
      text += digit(BASE + (distance % BASE));
      distance = Math.floor(distance / BASE);
    }
    text += digit(distance) + digit(weight);
    previous = operation;
  }
  return text;
}

/** Reads a list back. Throws a `RangeError` if the text is no list, or names an operation from `operations` on. */
export function decodePostings(text: string, operations: number): Posting[] {
  const postings: Posting[] = [];
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
    postings.push({ operation, weight: digitAt(text, at++) });
    previous = operation;
  }
  return postings;
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
