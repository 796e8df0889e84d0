/**
 * A plot as SVG: two panels beside each other, both axes logarithmic. It brings its own background, so that it reads on any page.
 *
 * @param {readonly import("./search-growth.mjs").Growth[]} rows
 */
export function growthPlot(rows) {
  const size = [{ name: "index, gzipped", colour: "#0969da", of: "index", unit: "KiB" }];
  const times = [
    { name: "ready", colour: "#8250df", of: "ready", unit: "ms" },
    { name: "answer p95", colour: "#cf222e", of: "p95", unit: "ms" },
    { name: "answer p50", colour: "#1a7f37", of: "p50", unit: "ms" },
  ];
  const panels = [panel(rows, size, "Size, KiB", 0), panel(rows, times, "Time, ms", PANEL)];
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Index and search by number of operations" viewBox="0 0 ${2 * PANEL} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" fill="#1f2328">
<rect width="${2 * PANEL}" height="${HEIGHT}" fill="#ffffff"/>
${panels.join("\n")}
</svg>
`;
}

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {string} colour
 * @property {string} of
 * @property {string} unit
 */

const PANEL = 460;
const HEIGHT = 340;
const LEFT = 60;
const RIGHT = 110;
const TOP = 44;
const BOTTOM = 50;
/** Labels at the ends of lines are at least this far apart. */
const LABEL_HEIGHT = 17;

/**
 * @param {readonly import("./search-growth.mjs").Growth[]} rows
 * @param {readonly Series[]} series
 * @param {string} title
 * @param {number} at
 */
function panel(rows, series, title, at) {
  const values = series.flatMap(({ of }) => rows.map((row) => row[of]));
  const operations = rows.map((row) => row.operations);
  const x = scale(Math.min(...operations), Math.max(...operations), LEFT, PANEL - RIGHT);
  const low = 10 ** Math.floor(Math.log10(Math.min(...values)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values)));
  const y = scale(low, high, HEIGHT - BOTTOM, TOP);
  const grid = powers(low, high).map(
    (value) =>
      `<line x1="${LEFT}" x2="${PANEL - RIGHT}" y1="${y(value)}" y2="${y(value)}" stroke="#d1d9e0"/>${text(LEFT - 8, y(value) + 4, short(value), "end")}`,
  );
  const ticks = operations.map(
    (value) =>
      `<line x1="${x(value)}" x2="${x(value)}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM + 5}" stroke="#59636e"/>${text(x(value), HEIGHT - BOTTOM + 20, short(value), "middle")}`,
  );
  return `<g transform="translate(${at} 0)">
<text x="${LEFT}" y="24" font-weight="600">${title}</text>
${[...grid, ...ticks].join("\n")}
${text((LEFT + PANEL - RIGHT) / 2, HEIGHT - 10, "operations", "middle")}
${lines(rows, series, x, y).join("\n")}
</g>`;
}

/**
 * @param {readonly import("./search-growth.mjs").Growth[]} rows
 * @param {readonly Series[]} series
 * @param {(value: number) => number} x
 * @param {(value: number) => number} y
 */
function lines(rows, series, x, y) {
  const last = rows.at(-1);
  if (last === undefined) return [];
  let lowest = Number.NEGATIVE_INFINITY;
  return series
    .toSorted((a, b) => last[b.of] - last[a.of])
    .map(({ name, colour, of, unit }) => {
      const points = rows.map((row) => [x(row.operations), y(row[of])]);
      const labelAt = Math.max(y(last[of]) - 4, lowest + 2 * LABEL_HEIGHT);
      lowest = labelAt;
      const end = x(last.operations) + 10;
      return [
        `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map((point) => point.join(",")).join(" ")}"/>`,
        ...points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour}"/>`),
        `<text x="${end}" y="${labelAt}" fill="${colour}">${name}</text>`,
        `<text x="${end}" y="${labelAt + LABEL_HEIGHT - 2}" fill="${colour}" font-weight="600">${amount(last[of])} ${unit}</text>`,
      ].join("\n");
    });
}

/**
 * A logarithmic scale, to a tenth of a pixel.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} from
 * @param {number} to
 * @returns {(value: number) => number}
 */
function scale(low, high, from, to) {
  const span = Math.log10(high) - Math.log10(low);
  return (value) =>
    Math.round((from + ((Math.log10(value) - Math.log10(low)) / span) * (to - from)) * 10) / 10;
}

/** @param {number} low @param {number} high */
function powers(low, high) {
  const found = [];
  for (let exponent = Math.round(Math.log10(low)); 10 ** exponent <= high; exponent += 1)
    found.push(10 ** exponent);
  return found;
}

/** @param {number} x @param {number} y @param {string} content @param {"end" | "middle"} anchor */
function text(x, y, content, anchor) {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#59636e">${content}</text>`;
}

/** @param {number} value */
function short(value) {
  return value >= 1_000 ? `${value / 1_000}k` : String(value);
}

/** @param {number} value */
function amount(value) {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
