/**
 * A seeded source of choices, so that the same seed makes the same document on every machine.
 *
 * @typedef {object} Random
 * @property {(below: number) => number} integer An integer from 0 to `below` − 1.
 * @property {(probability: number) => boolean} chance
 * @property {<T>(items: readonly [T, ...T[]] | readonly T[]) => T} pick
 * @property {<T>(items: readonly T[], count: number) => T[]} sample Up to `count` different items, in their own order.
 */

/**
 * Mulberry32: 32 bits of state, good enough to look varied and the same everywhere.
 *
 * @param {number} seed
 * @returns {Random}
 */
export function random(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  /** @param {number} below */
  const integer = (below) => Math.floor(next() * below);
  return {
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const picked = items[integer(items.length)];
      if (picked === undefined) throw new Error("nothing to pick from");
      return picked;
    },
    sample: (items, count) => {
      const chosen = new Set();
      while (chosen.size < Math.min(count, items.length)) chosen.add(integer(items.length));
      return items.filter((_, at) => chosen.has(at));
    },
  };
}
