/** Splitting names of any convention into words, and joining words by TypeScript's conventions. */

/** The words of an identifier, a phrase or a path segment, in lower case: `listDNSRecords_v2` → list, dns, records, v2. Letters outside ASCII lose their accents or, where they have none, are left out. */
export function wordsOf(text: string): readonly string[] {
  const known = split.get(text);
  if (known !== undefined) return known;
  const words = splitWords(text);
  if (split.size >= MOST_KNOWN) split.clear();
  split.set(text, words);
  return words;
}

/** The same tags, segments and ids are split again and again while names are chosen. */
const split = new Map<string, readonly string[]>();
const MOST_KNOWN = 50_000;

function splitWords(text: string): string[] {
  return withoutAccents(text)
    .replace(/['’]s\b/g, "")
    .replace(/['’]/g, "")
    .replace(/([A-Z]{2,})s(?![a-z])/g, (acronym) => ` ${acronym.toLowerCase()} `)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

function withoutAccents(text: string): string {
  return /^[\x20-\x7e]*$/.test(text)
    ? text
    : text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
}

export function camelCase(words: readonly string[]): string {
  const [first = "", ...rest] = words;
  return startWithLetter(first + rest.map(capitalise).join(""));
}

export function pascalCase(words: readonly string[]): string {
  return startWithLetter(words.map(capitalise).join(""));
}

/** Nouns that end like a plural and are none. */
const SINGULAR =
  /(ss|is|series|news|https|dns|sms|analytics|settings|status|virus|bonus|campus|corpus|census|radius|focus|plus|bus)$/;

const IRREGULAR = new Map([
  ["children", "child"],
  ["indices", "index"],
  ["ids", "id"],
  ["cookies", "cookie"],
  ["movies", "movie"],
]);

/** An English noun's singular, well enough to compare and to name: `policies` → policy, `boxes` → box. */
export function singular(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length < 4 || SINGULAR.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(ch|sh|x|ss|z)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

export function isPlural(word: string): boolean {
  return word === "people" || singular(word) !== word;
}

/** The longest identifier that we make. */
const LONGEST = 80;

/** `name` cut to a bearable length; what tells it from others with the same beginning is a hash of `source`. */
export function shorten(name: string, source: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 9)}_${hash(source)}`;
}

/** Eight hexadecimal digits (FNV-1a, 32 bits, over UTF-16 code units). */
export function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value.toString(16).padStart(8, "0");
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function startWithLetter(name: string): string {
  return /^[0-9]/.test(name) ? `_${name}` : name;
}
