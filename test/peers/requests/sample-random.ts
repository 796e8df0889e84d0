/** Numbers that look random and are the same in every run. */
export interface Random {
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  pick<Value>(values: readonly Value[]): Value | undefined;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
}

/** A generator (mulberry32) whose seed is the text's FNV-1a hash. */
export function randomOf(seed: string): Random {
  let state = 0x811c9dc5;
  for (const unit of new TextEncoder().encode(seed)) state = Math.imul(state ^ unit, 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    pick: (values) => values[below(values.length)],
    hex: (length) =>
      Array.from({ length }, () => below(16).toString(16))
        .join("")
        .slice(0, length),
  };
}
