/**
 * `Math.random` for one run. Every run starts from a copy of one prepared memory, so the engine's own generator would give every
 * run the same numbers. The algorithm is sfc32 (Doty-Humphrey, PractRand): small, fast, and no more secret than any `Math.random`.
 */
export function createRandom(
  seed1: number,
  seed2: number,
  seed3: number,
  seed4: number,
): () => number {
  let a = seed1 | 0;
  let b = seed2 | 0;
  let c = seed3 | 0;
  let counter = seed4 | 0;
  return function random() {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
}
