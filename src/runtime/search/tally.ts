/** Numbers above 0 at some of many places; what it costs to read and empty depends on how many there are. */
export interface Tally {
  /** Makes the number at a place `value`, unless it is more already. */
  raise(at: number, value: number): void;
  each(read: (at: number, value: number) => void): void;
  /** Adds the numbers to `sums`, place by place. */
  addTo(sums: Float64Array): void;
  clear(): void;
}

export function createTally(places: number): Tally {
  const values = new Float64Array(places);
  const raised = new Uint32Array(places);
  let count = 0;
  return {
    raise(at, value) {
      const before = values[at] ?? 0;
      if (value <= before) return;
      if (before === 0) raised[count++] = at;
      values[at] = value;
    },
    each(read) {
      for (let next = 0; next < count; next++) {
        const at = raised[next] ?? 0;
        read(at, values[at] ?? 0);
      }
    },
    addTo(sums) {
      for (let next = 0; next < count; next++) {
        const at = raised[next] ?? 0;
        sums[at] = (sums[at] ?? 0) + (values[at] ?? 0);
      }
    },
    clear() {
      for (let next = 0; next < count; next++) values[raised[next] ?? 0] = 0;
      count = 0;
    },
  };
}
