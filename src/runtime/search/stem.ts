/**
 * The Porter stemmer (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980), with the two
 * changes of its author's later reference version: `bli` for `abli`, and `logi`.
 */

const CONSONANT = "[^aeiou]";
const VOWEL = "[aeiouy]";
const CONSONANTS = "[^aeiou][^aeiouy]*";
const VOWELS = "[aeiouy][aeiou]*";
/** The stem holds at least one, exactly one, or at least two vowel-consonant sequences. */
const MEASURE_ABOVE_0 = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}`);
const MEASURE_1 = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}(${VOWELS})?$`);
const MEASURE_ABOVE_1 = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}${VOWELS}${CONSONANTS}`);
const HAS_VOWEL = new RegExp(`^(${CONSONANTS})?${VOWEL}`);
const CONSONANT_VOWEL_CONSONANT = new RegExp(`^${CONSONANTS}${VOWEL}${CONSONANT}$`);
const DOUBLE_CONSONANT = /([^aeiouylsz])\1$/;

const STEP_2: readonly (readonly [string, string])[] = [
  ["ational", "ate"],
  ["ization", "ize"],
  ["iveness", "ive"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["tional", "tion"],
  ["biliti", "ble"],
  ["entli", "ent"],
  ["ousli", "ous"],
  ["ation", "ate"],
  ["alism", "al"],
  ["aliti", "al"],
  ["iviti", "ive"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["izer", "ize"],
  ["alli", "al"],
  ["ator", "ate"],
  ["logi", "log"],
  ["bli", "ble"],
  ["eli", "e"],
];
const STEP_3: readonly (readonly [string, string])[] = [
  ["icate", "ic"],
  ["ative", ""],
  ["alize", "al"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ness", ""],
  ["ful", ""],
];
const STEP_4 =
  /(ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic|ou|(?<=[st])ion)$/;
const ONLY_ENGLISH_LETTERS = /^[a-z]{3,40}$/;

/** The stem of a lower-case English word; any other word as it is. */
export function stem(word: string): string {
  if (!ONLY_ENGLISH_LETTERS.test(word)) return word;
  let result = plural(word);
  result = pastAndProgressive(result);
  if (result.endsWith("y") && HAS_VOWEL.test(result.slice(0, -1)))
    result = `${result.slice(0, -1)}i`;
  result = replaceSuffix(result, STEP_2);
  result = replaceSuffix(result, STEP_3);
  const ending = STEP_4.exec(result);
  if (ending !== null && MEASURE_ABOVE_1.test(result.slice(0, ending.index)))
    result = result.slice(0, ending.index);
  return finalE(result);
}

function plural(word: string): string {
  if (word.endsWith("sses") || word.endsWith("ies")) return word.slice(0, -2);
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function pastAndProgressive(word: string): string {
  if (word.endsWith("eed"))
    return MEASURE_ABOVE_0.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const ending = word.endsWith("ed") ? 2 : word.endsWith("ing") ? 3 : 0;
  const stemmed = word.slice(0, word.length - ending);
  if (ending === 0 || !HAS_VOWEL.test(stemmed)) return word;
  if (/(at|bl|iz)$/.test(stemmed)) return `${stemmed}e`;
  if (DOUBLE_CONSONANT.test(stemmed)) return stemmed.slice(0, -1);
  return isShort(stemmed) ? `${stemmed}e` : stemmed;
}

function replaceSuffix(word: string, rules: readonly (readonly [string, string])[]): string {
  for (const [suffix, replacement] of rules) {
    if (!word.endsWith(suffix)) continue;
    const stemmed = word.slice(0, -suffix.length);
    return MEASURE_ABOVE_0.test(stemmed) ? stemmed + replacement : word;
  }
  return word;
}

function finalE(word: string): string {
  let result = word;
  if (result.endsWith("e")) {
    const stemmed = result.slice(0, -1);
    if (MEASURE_ABOVE_1.test(stemmed) || (MEASURE_1.test(stemmed) && !isShort(stemmed)))
      result = stemmed;
  }
  return result.endsWith("ll") && MEASURE_ABOVE_1.test(result) ? result.slice(0, -1) : result;
}

/** Ends consonant-vowel-consonant, the last not w, x or y: the words that take an `e` back. */
function isShort(word: string): boolean {
  return CONSONANT_VOWEL_CONSONANT.test(word) && !/[wxy]$/.test(word);
}
