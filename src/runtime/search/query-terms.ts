import { editsMeantBy, isGenericVerb, synonymsOf } from "./actions.js";
import type { SearchIndex } from "./format.js";
import { findTerm, lowerBound } from "./terms.js";
import { generalSynonyms, wordsMeantBy } from "./thesaurus.js";
import { startMemory, termOfStem, tokenise, wordsOf } from "./tokenise.js";

/** A term of the index that stands for a term of the query. */
export interface TermVariant {
  /** Position in `SearchIndex.terms`. */
  readonly at: number;
  /** 1 for the term itself, less for a guess. */
  readonly weight: number;
}

/** A term of a query, as the index has it. */
export interface ResolvedTerm {
  /** The term of the query; of a phrase, those that it is made of. */
  readonly words: readonly string[];
  /** More for a term that is repeated, less for a verb that most resources have. */
  readonly weight: number;
  /** None when the index has nothing like it. */
  readonly variants: readonly TermVariant[];
}

/** Distinct terms of a query that are looked up, and unknown ones that are taken for misspelt. */
const MAX_TERMS = 64;
const MAX_SPELL_CHECKED = 6;
const VERB_WEIGHT = 0.5;
/** `show me` asks for nothing that belongs to the caller; `my repositories` does. */
const TO_ME =
  /\b(give|show|tell|get|find|fetch|make|send|bring|help|let|recommend|suggest|provide)\s+me\b/gi;
const MIN_PREFIX = 3;
const MAX_COMPLETIONS = 12;
const SYNONYM_WEIGHT = 0.6;
/** What `update` counts where the request says `close`. */
const EDIT_WEIGHT = 0.4;
/** What general English has for a word: less where the API has the word itself. */
const GENERAL_WEIGHT = 0.3;
const GENERAL_WEIGHT_OF_UNKNOWN = 0.6;
const COMPLETION_WEIGHT = 0.6;
const TRUNCATION_WEIGHT = 0.5;
const MIN_MISSPELT = 5;
const MISSPELT_WEIGHT = 0.5;

/** The distinct terms of a query in order of first appearance, at most 64, with what the index has for them. */
export function resolveQuery(query: string, index: SearchIndex): ResolvedTerm[] {
  let checked = 0;
  return queryTerms(query).map(({ term, weight, synonyms, edits }) => {
    const own = variantsOf(term, index);
    const isKnown = own[0]?.weight === 1;
    const general = isKnown ? GENERAL_WEIGHT : GENERAL_WEIGHT_OF_UNKNOWN;
    const known = [
      ...own,
      ...variants(synonyms, SYNONYM_WEIGHT, index),
      ...variants(edits, EDIT_WEIGHT, index),
      ...variants(generalSynonyms(term).map(termOfStem), general, index),
    ];
    if (known.length > 0 || ++checked > MAX_SPELL_CHECKED)
      return { words: [term], weight, variants: known };
    return { words: [term], weight, variants: guessesAt(term, index) };
  });
}

interface QueryTerm {
  readonly term: string;
  readonly weight: number;
  /** Other terms that ask for the same. */
  readonly synonyms: readonly string[];
  /** Terms for changing a thing, where it asks for a change that has a name of its own. */
  readonly edits: readonly string[];
}

function queryTerms(query: string): QueryTerm[] {
  const counts = new Map<string, number>();
  const synonyms = new Map<string, readonly string[]>();
  const edits = new Map<string, readonly string[]>();
  const share = new Map<string, number>();
  const memory = startMemory();
  for (const [word, asked] of weighedWords(query)) {
    for (const term of tokenise(word, memory)) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
      share.set(term, Math.max(share.get(term) ?? 0, asked));
      const termsOf = (verbs: readonly string[]) => verbs.flatMap((verb) => tokenise(verb, memory));
      if (isGenericVerb(word) && !synonyms.has(term)) synonyms.set(term, termsOf(synonymsOf(word)));
      if (!edits.has(term)) edits.set(term, termsOf(editsMeantBy(word)));
    }
  }
  return [...counts].slice(0, MAX_TERMS).map(([term, count]) => ({
    term,
    weight:
      (share.get(term) ?? 1) * (1 + Math.log2(count) / 2) * (synonyms.has(term) ? VERB_WEIGHT : 1),
    synonyms: synonyms.get(term) ?? [],
    edits: edits.get(term) ?? [],
  }));
}

/** What makes a sentence a request: a question, a wish, an order. */
const ASKS =
  /\?|\b(please|(can|could|would|will) (you|we|i)|i (need|want|require)|i would (also )?(like|love)|i'd (also )?(like|love)|i also|let me|help me)\b/i;
const CONTEXT_SHARE = 0.5;

/** The words of a query; those of sentences that only tell why it is asked count less, where another sentence asks. */
function weighedWords(query: string): readonly (readonly [word: string, share: number])[] {
  const sentences = query.replace(TO_ME, "$1 ").split(/(?<=[.!?])\s+|\n+/);
  const asks = sentences.map(
    (sentence) => ASKS.test(sentence) || isGenericVerb(wordsOf(sentence)[0] ?? ""),
  );
  const otherwise = asks.includes(true) ? CONTEXT_SHARE : 1;
  const words = sentences.flatMap((sentence, at) =>
    wordsOf(sentence).map((word) => [word, asks[at] ? 1 : otherwise] as const),
  );
  return [...words, ...wordsOf(wordsMeantBy(query)).map((word) => [word, 1] as const)];
}

/** Those of several terms that the index has. */
function variants(
  synonyms: readonly string[],
  weight: number,
  { terms }: SearchIndex,
): TermVariant[] {
  return synonyms.flatMap((synonym) => {
    const at = findTerm(terms, synonym);
    return at === undefined ? [] : [{ at, weight }];
  });
}

/** The term itself; if the index has it not, the terms that it begins. */
function variantsOf(term: string, { terms }: SearchIndex): TermVariant[] {
  const at = lowerBound(terms, term);
  if (terms[at] === term) return [{ at, weight: 1 }];
  if (term.length < MIN_PREFIX) return [];
  const completions: TermVariant[] = [];
  for (let next = at; terms[next]?.startsWith(term) && completions.length < MAX_COMPLETIONS; next++)
    completions.push({ at: next, weight: COMPLETION_WEIGHT });
  return completions;
}

/** The terms one edit away; if there are none, the longest that begins it. */
function guessesAt(term: string, { terms }: SearchIndex): TermVariant[] {
  const misspelt = misspellings(term, terms);
  return misspelt.length > 0 ? misspelt : truncations(term, terms);
}

function truncations(term: string, terms: readonly string[]): TermVariant[] {
  for (let length = term.length - 1; length > MIN_PREFIX; length--) {
    const at = findTerm(terms, term.slice(0, length));
    if (at !== undefined) return [{ at, weight: TRUNCATION_WEIGHT }];
  }
  return [];
}

function misspellings(term: string, terms: readonly string[]): TermVariant[] {
  if (term.length < MIN_MISSPELT) return [];
  const found: TermVariant[] = [];
  for (let at = 0; at < terms.length; at++) {
    const candidate = terms[at] ?? "";
    const difference = term.length - candidate.length;
    if (difference < 2 && difference > -2 && isOneEditAway(term, candidate))
      found.push({ at, weight: MISSPELT_WEIGHT });
  }
  return found.slice(0, MAX_COMPLETIONS);
}

/** One character inserted, left out or changed, or two neighbours swapped; the lengths must differ by one at most. */
function isOneEditAway(a: string, b: string): boolean {
  const difference = a.length - b.length;
  let same = 0;
  while (same < a.length && a.charCodeAt(same) === b.charCodeAt(same)) same++;
  const restOfA = a.slice(same);
  const restOfB = b.slice(same);
  if (difference === 1) return restOfA.slice(1) === restOfB;
  if (difference === -1) return restOfA === restOfB.slice(1);
  if (restOfA.slice(1) === restOfB.slice(1)) return true;
  return (
    restOfA.slice(2) === restOfB.slice(2) && restOfA[0] === restOfB[1] && restOfA[1] === restOfB[0]
  );
}
