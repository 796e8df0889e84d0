/**
 * The value below which the share `p` of all values lies (nearest rank).
 *
 * @param {readonly number[]} values
 * @param {number} p From 0 to 1.
 */
export function percentile(values, p) {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)];
  if (value === undefined) throw new RangeError("no values");
  return value;
}

/** @param {readonly number[]} values */
export function median(values) {
  return percentile(values, 0.5);
}
