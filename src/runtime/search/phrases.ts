import type { SearchIndex } from "./format.js";
import type { ResolvedTerm } from "./query-terms.js";
import { findTerm } from "./terms.js";

/** Terms of a phrase at most. */
export const MAX_PHRASE_TERMS = 3;
/** Of requests up to so many terms all pairs and threes are looked up; those of longer ones stand together by chance. */
const FEW_TERMS = 4;
const MANY_TERMS = 12;
/** What a phrase counts for each of its terms but the first. */
const WEIGHT = 2;
/** No word has it, so that no beginning of a word is one of a phrase. */
const MARK = "~";

/** Several different terms as one of the index, whatever their order: `default_payment_method` and "payment method … default". */
export function phraseOf(terms: readonly string[]): string {
  return `${MARK}${[...terms].sort().join(MARK)}`;
}

/** The phrases of the index that terms of a request make up, in any order and with others between them. */
export function phrasesAmong(terms: readonly ResolvedTerm[], index: SearchIndex): ResolvedTerm[] {
  if (terms.length >= MANY_TERMS) return [];
  const certainty = Math.min(1, (MANY_TERMS - terms.length) / (MANY_TERMS - FEW_TERMS));
  const found: ResolvedTerm[] = [];
  const lookUp = (...words: string[]) => {
    const at = findTerm(index.terms, phraseOf(words));
    if (at === undefined) return;
    const weight = certainty * WEIGHT * (words.length - 1);
    found.push({ words, weight, variants: [{ at, weight: 1 }] });
  };
  const words = terms.flatMap((term) => term.words);
  for (const [at, first] of words.entries()) {
    const others = words.slice(at + 1);
    for (const [next, second] of others.entries()) {
      lookUp(first, second);
      for (const third of others.slice(next + 1)) lookUp(first, second, third);
    }
  }
  return found;
}
