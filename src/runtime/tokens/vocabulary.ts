/** Exact token counts of pieces (what the tokenizer's own splitting yields) that the general rule overcounts. */
export type TokenVocabulary = ReadonlyMap<string, number>;

/** Between pieces; a piece with it, or with any other control character, is never stored. */
const SEPARATOR = "\t";

/** As lists by count: entry `n` holds the pieces of `n + 1` tokens, sorted, so that equal vocabularies give equal text. */
export function encodeVocabulary(vocabulary: TokenVocabulary): string[] {
  const byCount: string[][] = [];
  for (const [piece, count] of vocabulary) {
    while (byCount.length < count) byCount.push([]);
    byCount[count - 1]?.push(piece);
  }
  return byCount.map((pieces) => pieces.sort().join(SEPARATOR));
}

/** Reads the lists back. */
export function decodeVocabulary(lists: readonly string[]): TokenVocabulary {
  const vocabulary = new Map<string, number>();
  for (const [at, list] of lists.entries()) {
    if (list === "") continue;
    for (const piece of list.split(SEPARATOR)) vocabulary.set(piece, at + 1);
  }
  return vocabulary;
}
