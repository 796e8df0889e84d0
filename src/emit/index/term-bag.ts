/** The terms of a text without their order. */
export interface TermBag {
  /** How many there are, repetitions counted. */
  readonly length: number;
  /** Each term with how often it occurs. */
  readonly occurrences: ReadonlyMap<string, number>;
}

export const EMPTY_BAG: TermBag = { length: 0, occurrences: new Map() };

/** The terms of several texts together. */
export function bagOf(
  texts: Iterable<string>,
  termsOf: (text: string) => readonly string[],
): TermBag {
  const occurrences = new Map<string, number>();
  let length = 0;
  for (const text of texts) {
    const terms = termsOf(text);
    length += terms.length;
    for (const term of terms) occurrences.set(term, (occurrences.get(term) ?? 0) + 1);
  }
  return { length, occurrences };
}
