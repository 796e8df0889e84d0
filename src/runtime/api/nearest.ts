/** Names are compared by this many characters at most, so that a long one costs no more than another. */
const COMPARED_CHARACTERS = 80;

interface Ranked {
  readonly candidate: string;
  readonly rank: number;
}

/**
 * The candidates that `name` was most likely meant to be, best first, at most `most` of them; none when nothing is near.
 * A few edits come first, then a name that the other begins with, then names made of the same words in any order
 * (`getIssue` → `issues.get`). Case and separators do not count. Ties are broken by code units, never by the order of `candidates`.
 */
export function nearest(name: string, candidates: readonly string[], most: number): string[] {
  const wanted = compared(name);
  if (wanted.letters === "") return [];
  const isWanted = createWordFilter(wanted.words);
  const ranked: Ranked[] = [];
  for (const candidate of candidates) {
    const rank = rankOf(wanted, remembered(candidate), isWanted);
    if (rank !== undefined) ranked.push({ candidate, rank });
  }
  ranked.sort(
    (a, b) =>
      a.rank - b.rank || (a.candidate < b.candidate ? -1 : Number(a.candidate !== b.candidate)),
  );
  return ranked.slice(0, most).map(({ candidate }) => candidate);
}

interface Compared {
  /** Letters and digits alone, in lower case. */
  readonly letters: string;
  readonly words: readonly string[];
  /** How many letters fall into each of 32 groups, by the last bits of their code. */
  readonly groups: Uint8Array;
}

const GROUPS = 32;
/** Candidates whose parts are remembered: those of an API are compared again with every misspelt name. */
const MAX_REMEMBERED = 50_000;
const known = new Map<string, Compared>();

function remembered(candidate: string): Compared {
  const found = known.get(candidate);
  if (found !== undefined) return found;
  if (known.size >= MAX_REMEMBERED) known.clear();
  const made = compared(candidate);
  known.set(candidate, made);
  return made;
}

function compared(name: string): Compared {
  const words = name
    .slice(0, COMPARED_CHARACTERS)
    .replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const letters = words.join("");
  const groups = new Uint8Array(GROUPS);
  for (let at = 0; at < letters.length; at += 1) {
    const group = letters.charCodeAt(at) % GROUPS;
    groups[group] = (groups[group] ?? 0) + 1;
  }
  return { letters, words, groups };
}

/** Lower is nearer; `undefined` is not near at all. `isWanted` says whether a word is one of `wanted`. */
function rankOf(
  wanted: Compared,
  candidate: Compared,
  isWanted: (word: string) => boolean,
): number | undefined {
  const shorter = Math.min(wanted.letters.length, candidate.letters.length);
  const longer = Math.max(wanted.letters.length, candidate.letters.length);
  const allowed = Math.max(1, Math.floor(longer / 4));
  const distance = mayBeWithin(wanted, candidate, allowed)
    ? editDistance(wanted.letters, candidate.letters, allowed)
    : undefined;
  if (distance !== undefined && distance < longer) return distance / longer;
  const begins =
    candidate.letters.startsWith(wanted.letters) || wanted.letters.startsWith(candidate.letters);
  if (begins && shorter >= 3) return 1 + (longer - shorter) / longer;
  if (candidate.words.filter(isWanted).length * 2 < wanted.words.length) return undefined;
  const shared = sharedWords(wanted.words, candidate.words);
  const all = wanted.words.length + candidate.words.length - shared;
  return shared * 2 >= wanted.words.length && shared > 0 ? 3 - shared / all : undefined;
}

/** False when the edit distance must exceed `most`: an edit adds at most one letter to a group and takes at most one from another. */
function mayBeWithin(a: Compared, b: Compared, most: number): boolean {
  let more = 0;
  let fewer = 0;
  for (let group = 0; group < GROUPS; group += 1) {
    const difference = (a.groups[group] ?? 0) - (b.groups[group] ?? 0);
    if (difference > 0) more += difference;
    else fewer -= difference;
  }
  return more <= most && fewer <= most;
}

/** Whether a word is the same as one of `wanted`; decided once a word. */
function createWordFilter(wanted: readonly string[]): (word: string) => boolean {
  const decided = new Map<string, boolean>();
  return (word) => {
    const found = decided.get(word);
    if (found !== undefined) return found;
    const isWanted = wanted.some((other) => sameWord(word, other));
    decided.set(word, isWanted);
    return isWanted;
  };
}

/** Words of `wanted` that `candidate` has too, each once; a plural or another ending is the same word. */
function sharedWords(wanted: readonly string[], candidate: readonly string[]): number {
  const left = [...candidate];
  let shared = 0;
  for (const word of wanted) {
    const at = left.findIndex((other) => sameWord(word, other));
    if (at < 0) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return shared;
}

/** Equal, but for an ending of up to three letters. */
function sameWord(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === long) return true;
  return short.length >= 3 && long.length - short.length <= 3 && long.startsWith(short);
}

/**
 * Damerau–Levenshtein distance (optimal string alignment: a swap of two neighbours is one edit);
 * `undefined` as soon as it must exceed `most`.
 */
function editDistance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  const beyond = most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => Math.min(column, beyond));
  for (let row = 1; row <= a.length; row += 1) {
    const current = new Array<number>(b.length + 1).fill(beyond);
    if (row <= most) current[0] = row;
    let least = at(current, 0);
    // Further from the diagonal than `most` no cell is within it.
    const end = Math.min(b.length, row + most);
    for (let column = Math.max(1, row - most); column <= end; column += 1) {
      const differs = a[row - 1] === b[column - 1] ? 0 : 1;
      let cost = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + differs,
      );
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current[column] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return undefined;
    beforeLast = last;
    last = current;
  }
  const distance = at(last, b.length);
  return distance <= most ? distance : undefined;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
