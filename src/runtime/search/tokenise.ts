import { stem } from "./stem.js";

/** Characters of a text that are read; what follows is ignored. */
const MAX_CHARACTERS = 10_000;
/** Characters of a word that are kept. */
const MAX_WORD = 40;

/** What folding accents leaves as it is. */
const ASCII = /^[\0-\x7f]*$/;
const MARKS = /[\u0300-\u036f]/g;
/** Runs of letters, digits and marks; an apostrophe inside a word joins (`user's`). */
const RUN = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]+)*/gu;
/** Scripts that write without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/**
 * The parts of a compound: a plural acronym (`URLs`), an acronym (`DNS` of `DNSRecord`), a capitalised or
 * lower-case word with its digits (`Auth2`, `ipv6`), digits with the letters they lead (`2fa`), what remains.
 */
const PART =
  /\p{Lu}{2,}s(?![\p{Ll}\p{M}])|\p{Lu}+(?!\p{Ll})\p{N}*|\p{Lu}?[\p{Ll}\p{Lm}\p{Lo}\p{M}]+\p{N}*|\p{N}+[\p{Ll}\p{M}]*|[\p{L}\p{N}\p{M}]/gu;

/** Words that carry no meaning in a request. No verb that names an action on a resource is among them. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a able about additionally also am an and any are as at be been but by can could did do does each etc every for from had has have
  he her help here him his how i if in interested into is it its just know let like may might more need no of on or our please provide s shall she should
  so some t than that the their them then there these they this those to us via want was we were what when where
  which while who whose why will with would you your`.split(/\s+/),
);

/** Stems → the short form that APIs use for them as well. */
const SAME_TERM: ReadonlyMap<string, string> = new Map([
  ["repositori", "repo"],
  ["organ", "org"],
  ["organis", "org"],
  ["configur", "config"],
  ["applic", "app"],
  ["databas", "db"],
  ["environ", "env"],
  ["administr", "admin"],
  ["inform", "info"],
  ["document", "doc"],
  ["statist", "stat"],
  ["parameter", "param"],
  ["synchron", "sync"],
  ["photo", "imag"],
  ["pictur", "imag"],
  ["colour", "color"],
  ["favourit", "favorit"],
  ["licenc", "licens"],
  ["my", "me"],
  ["mine", "me"],
  ["authent", "me"],
]);

/**
 * The words of a text in order, lower case, not stemmed: compounds are split before their capitals are lost
 * (`createPet` → `create`, `pet`; `dns_records` → `dns`, `records`; `OAuth2`, `IPv6` and `2fa` stay whole), accents are
 * folded, and scripts without spaces become pairs of characters. Reads at most 10,000 characters.
 */
export function wordsOf(text: string): string[] {
  return runsOf(text).flatMap(wordsOfRun);
}

/** What was split before, for those who read many texts. */
export interface TermMemory {
  readonly ofRuns: Map<string, readonly string[]>;
  readonly ofWords: Map<string, readonly string[]>;
}

export function startMemory(): TermMemory {
  return { ofRuns: new Map(), ofWords: new Map() };
}

/** The index terms of a text in order, with repetitions: its words without stop words, stemmed. */
export function tokenise(text: string, memory: TermMemory = startMemory()): string[] {
  const terms: string[] = [];
  for (const run of runsOf(text)) {
    for (const term of remembered(run, memory.ofRuns, () => termsOfRun(run, memory)))
      terms.push(term);
  }
  return terms;
}

function remembered(
  key: string,
  memory: Map<string, readonly string[]>,
  make: () => readonly string[],
): readonly string[] {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

function runsOf(text: string): string[] {
  return text.slice(0, MAX_CHARACTERS).normalize("NFKC").match(RUN) ?? [];
}

function wordsOfRun(run: string): string[] {
  const words: string[] = [];
  if (UNSPACED.test(run)) pushPairs(words, run);
  else pushParts(words, run.replace(/['’].*$/su, ""));
  return words;
}

function termsOfRun(run: string, memory: TermMemory): string[] {
  return wordsOfRun(run).flatMap((word) =>
    remembered(word, memory.ofWords, () => termsOfWord(word)),
  );
}

/** The index term for a stem: the short form for a long one, one spelling for several. */
export function termOfStem(stemmed: string): string {
  return SAME_TERM.get(stemmed) ?? stemmed;
}

function termsOfWord(word: string): string[] {
  if (STOP_WORDS.has(word)) return [];
  const term = termOfStem(stem(word));
  const withoutVersion = /^(\p{L}{3,})\p{N}{1,2}$/u.exec(word)?.[1];
  return [term, ...(withoutVersion === undefined ? [] : [stem(withoutVersion)])];
}

function pushParts(words: string[], run: string): void {
  const parts = run.match(PART) ?? [];
  let initial = "";
  for (const part of parts) {
    // `O` of `OAuth` and `I` of `IPv6` belong to what follows; the `A` of `createAToken` is an article.
    if (initial === "" && part !== "A" && /^\p{Lu}$/u.test(part)) {
      initial = part;
      continue;
    }
    words.push(fold(initial + part));
    initial = "";
  }
  if (initial !== "") words.push(fold(initial));
}

function pushPairs(words: string[], run: string): void {
  const characters = [...run];
  if (characters.length === 1) words.push(fold(run));
  for (let at = 0; at + 1 < characters.length; at++)
    words.push(fold(`${characters[at]}${characters[at + 1]}`));
}

function fold(word: string): string {
  const lower = word.slice(0, MAX_WORD).toLowerCase();
  return ASCII.test(lower) ? lower : lower.normalize("NFD").replace(MARKS, "").normalize("NFC");
}
