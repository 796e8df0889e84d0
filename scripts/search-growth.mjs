// node scripts/search-growth.mjs: how the search grows with the number of operations. Writes docs/search-growth.svg and
// docs/search-growth.md from documents of the generator; run `npm run build` first, and on a machine that does nothing else.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { analyse } from "../dist/compile.js";
import { configOf } from "../dist/config/load-config.js";
import { Diagnostics } from "../dist/diagnostics/diagnostic.js";
import { buildIndex } from "../dist/emit/index/index.js";
import { createLookup } from "../dist/runtime/api/lookup.js";
import { createSearch } from "../dist/runtime/search/answer.js";
import { decodeIndex, encodeIndex } from "../dist/runtime/search/format.js";
import { median, percentile } from "../test/bench/statistics.mjs";
import { bigSpec } from "../test/big-spec/big-spec.mjs";
import { plural, resources } from "../test/big-spec/resource.mjs";
import { growthPlot } from "./search-growth-plot.mjs";

/**
 * @typedef {object} Growth
 * @property {number} operations
 * @property {number} index KiB, gzipped.
 * @property {number} ready From the text of index.json to a search that can answer, in ms: the median of nine.
 * @property {number} p50 Of a default answer, in ms.
 * @property {number} p95
 */

const COUNTS = [300, 1_000, 3_000, 10_000, 22_000];
const QUERIES = 300;
/** Of each query the fastest counts: what else the machine does is not what is measured. */
const ATTEMPTS = 3;
const READY_RUNS = 9;

const root = join(import.meta.dirname, "..");
const measured = [];
for (const count of COUNTS) {
  const figures = measure(count);
  measured.push(figures);
  process.stderr.write(`${JSON.stringify(figures)}\n`);
}
writeFileSync(join(root, "docs/search-growth.svg"), growthPlot(measured));
writeFileSync(join(root, "docs/search-growth.md"), markdown(measured));

/** @param {number} count @returns {Growth} */
function measure(count) {
  const api = apiOf(bigSpec(count));
  const text = encodeIndex(buildIndex(api));
  const lookup = createLookup(api);
  const ready = Array.from({ length: READY_RUNS }, () =>
    milliseconds(() => createSearch(lookup, decodeIndex(text))),
  );
  const search = createSearch(lookup, decodeIndex(text));
  const asked = queries();
  for (const query of asked.slice(0, 30)) search.answer({ query });
  const times = asked.map((query) =>
    Math.min(
      ...Array.from({ length: ATTEMPTS }, () => milliseconds(() => search.answer({ query }))),
    ),
  );
  return {
    operations: api.operations.length,
    index: gzipSync(text).length / 1024,
    ready: median(ready),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  };
}

/**
 * The IR of a document that is in memory already: the largest has more values than the loader takes of a file.
 *
 * @param {Record<string, unknown>} root
 */
function apiOf(root) {
  const source = { file: "openapi.json", format: "json", text: "" };
  /** @param {string} pointer */
  const origin = (pointer) => ({ source, pointer });
  const document = { ...source, root, sha256: "", sources: [source], externalSchemas: [], origin };
  return analyse(document, configOf({}, {}), new Diagnostics(source.file));
}

/** Requests as a model makes them. They name the same things of a small document as of a large one: those that both have. */
function queries() {
  const made = resources(100).flatMap(({ words }) => [
    `list ${plural(words).join(" ")}`,
    `create ${words.join(" ")} for a user`,
    `change the status of a ${words.join(" ")}`,
  ]);
  return Array.from({ length: QUERIES }, (_, at) => made[at % made.length] ?? "");
}

/** @param {() => unknown} call */
function milliseconds(call) {
  const start = performance.now();
  call();
  return performance.now() - start;
}

/** @param {readonly Growth[]} rows */
function markdown(rows) {
  const lines = rows.map(
    ({ operations, index, ready, p50, p95 }) =>
      `| ${operations.toLocaleString("en-US")} | ${index.toFixed(0)} KiB | ${ready.toFixed(1)} ms | ${p50.toFixed(2)} ms | ${p95.toFixed(2)} ms |`,
  );
  return `## Growth with operations

Documents of the generator (\`test/big-spec\`), ${QUERIES} requests each, the fastest of ${ATTEMPTS} times, in one process: Node ${process.versions.node}, ${cpus().length} cores.
Written by \`node scripts/search-growth.mjs\`.

![Index size, time until ready and time of an answer against the number of operations, both axes logarithmic](search-growth.svg)

| operations | index, gzipped | ready | answer p50 | answer p95 |
|--:|--:|--:|--:|--:|
${lines.join("\n")}
`;
}
