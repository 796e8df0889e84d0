import { MAX_PHRASE_TERMS, phraseOf } from "../../runtime/search/phrases.js";
import { type TermMemory, tokenise } from "../../runtime/search/tokenise.js";

/** The phrase that a name or value is: `default_payment_method`; none if it has one term only, or too many. */
export function phrasesIn(text: string, memory: TermMemory): readonly string[] {
  const terms = new Set(tokenise(text, memory));
  return terms.size > 1 && terms.size <= MAX_PHRASE_TERMS ? [phraseOf([...terms])] : [];
}
