import { countTokens as countPiece } from "gpt-tokenizer/encoding/o200k_base";

/** A spec may spell `<|endoftext|>`: it is text like any other, never a control token. */
const ORDINARY_TEXT = { disallowedSpecial: new Set<string>() };

/** Characters of a run that is long. */
const LONG = 100;
/** The tokenizer merges a run of letters, marks or spaces as one piece, in time that grows with its square: longer ones are counted in parts. */
const LONG_RUN = /[\p{L}\p{M}]{100}|\s{100}|[^\s\p{L}\p{N}]{100}/gu;

/**
 * Tokens of a text in o200k_base: exact unless 100 letters, marks or spaces follow each other, and then at most a few too many for
 * each such run. Linear in the length of the text, whatever it says.
 */
export const countTokens = linear(countPiece);

/** A tokenizer's count in time that is linear in the length of the text. */
export function linear(
  count: (text: string, options: typeof ORDINARY_TEXT) => number,
): (text: string) => number {
  return (text) => {
    if (!mayHoldLongRun(text)) return count(text, ORDINARY_TEXT);
    let tokens = 0;
    let from = 0;
    for (const run of text.matchAll(LONG_RUN)) {
      const to = run.index + run[0].length;
      tokens += count(text.slice(from, to), ORDINARY_TEXT);
      from = to;
    }
    return tokens + count(text.slice(from), ORDINARY_TEXT);
  };
}

/** Of ASCII: digits end every run. */
const DIGIT = 0;
const LETTER = 1;
const SPACE = 2;
const OTHER = 3;
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[0-9]/.test(character)) return DIGIT;
  if (/[a-z]/i.test(character)) return LETTER;
  return /\s/.test(character) ? SPACE : OTHER;
});

/** False when no `LONG_RUN` can be in a text, without the expression: what is not ASCII counts for every kind. */
function mayHoldLongRun(text: string): boolean {
  let kind = DIGIT;
  let run = 0;
  /** Characters at the end of the run that may be of any kind. */
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const found = KINDS[text.charCodeAt(at)];
    if (found === undefined) {
      open += 1;
      run += 1;
    } else {
      run = found === DIGIT ? 0 : found === kind ? run + 1 : open + 1;
      kind = found;
      open = 0;
    }
    if (run >= LONG) return true;
  }
  return false;
}
