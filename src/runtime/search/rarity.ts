/** BM25's inverse document frequency, in the form that is never negative: how much a term that `matches` of `operations` have tells them apart. */
export function rarityOf(matches: number, operations: number): number {
  return Math.log(1 + (operations - matches + 0.5) / (matches + 0.5));
}
