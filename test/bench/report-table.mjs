import { cpus, loadavg, totalmem } from "node:os";

/**
 * @typedef {object} Line
 * @property {string} what
 * @property {readonly (number | undefined)[]} values One for every column; `undefined` is shown as n/a.
 * @property {number} digits After the point.
 * @property {readonly (readonly [number, number])[]} ratios Columns to divide by one another.
 */

/**
 * A table in plain text: a line a measure, a column a contender, then the ratios.
 *
 * @param {readonly string[]} columns
 * @param {readonly string[]} ratioNames
 * @param {readonly Line[]} lines
 */
export function table(columns, ratioNames, lines) {
  const rows = lines.map(({ what, values, digits, ratios }) => [
    what,
    ...values.map((value) => (value === undefined ? "n/a" : value.toFixed(digits))),
    ...ratios.map(([above, below]) => ratio(values[above], values[below])),
  ]);
  const all = [["", ...columns, ...ratioNames], ...rows];
  const widths = all[0]?.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0))) ?? [];
  const written = all.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("  "),
  );
  return `${written.map((line) => `  ${line}`.trimEnd()).join("\n")}\n`;
}

/** @param {number | undefined} above @param {number | undefined} below */
function ratio(above, below) {
  if (above === undefined || below === undefined || below === 0) return "n/a";
  return `${(above / below).toFixed(2)}×`;
}

/** What was measured on. */
export function machine() {
  return `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`;
}
