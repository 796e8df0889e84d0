/** 0 … count − 1, each once, such that every beginning is spread evenly over the whole: steps of the golden ratio. */
export function* spread(count: number): Generator<number> {
  let step = Math.max(1, Math.round(count * 0.618));
  while (greatestCommonDivisor(step, count) !== 1) step += 1;
  for (let n = 0; n < count; n += 1) yield (n * step) % count;
}

/** At most `most` of the items, evenly spread, in their own order: the same each time. */
export function sampleOf<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const places = new Set<number>();
  for (const at of spread(items.length)) {
    if (places.size === most) break;
    places.add(at);
  }
  return items.filter((_, at) => places.has(at));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
