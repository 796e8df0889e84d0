// npm run bench:search -- --rows queries.jsonl [--limit 50] [--json]: our search beside MiniSearch and @cloudflare/codemode, on the same
// requests in one run. A row is { bench, spec, query, gold }; CODEMODE_CORPUS names the folder that has each spec, gzipped.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { load } from "js-yaml";
import { countTokens } from "../../dist/budget/tokens.js";
import { evaluate } from "../../dist/evaluation/evaluate.js";
import { readGoldenQueries } from "../../dist/evaluation/golden.js";
import { createLookup } from "../../dist/runtime/api/lookup.js";
import { readApi } from "../../dist/runtime/api/stored-api.js";
import { installPeers } from "./installed-peers.mjs";
import { machine, table } from "./report-table.mjs";
import { contenders } from "./search-contenders.mjs";
import { median, percentile } from "./statistics.mjs";

/**
 * @typedef {object} Figures
 * @property {number} operations That the search knows.
 * @property {number} recall At the first ten places; what is the same thing elsewhere shares a place.
 * @property {number} recallAlone The same, where the first operation of each place counts alone.
 * @property {number | undefined} answerRecall Of the default answer; `undefined` where an answer has no signatures.
 * @property {number} unanswered Requests for which nothing at all is found.
 * @property {number} tokensP50
 * @property {number} tokensP95
 * @property {number} millisecondsP50
 * @property {number} millisecondsP95
 * @property {number | undefined} indexKibibytes Gzipped; `undefined` where nothing is stored.
 * @property {number} ready Milliseconds.
 */

/** @typedef {import("../../dist/evaluation/golden.js").GoldenQuery} GoldenQuery */

const STARTS = 3;
const WARM_UP = 20;
const root = join(import.meta.dirname, "../..");
const folder = join(root, ".tmp/bench-search");

const { values } = parseArgs({
  options: { rows: { type: "string" }, limit: { type: "string" }, json: { type: "boolean" } },
});
const corpus = process.env["CODEMODE_CORPUS"];
if (values.rows === undefined || corpus === undefined) {
  process.stderr.write(
    "It takes --rows <queries.jsonl>, and CODEMODE_CORPUS in the environment.\n",
  );
  process.exit(2);
}
installPeers();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** @type {Record<string, { rows: number, figures: Record<string, Figures> }>} */
const report = {};
for (const [spec, rows] of rowsBySpec(readFileSync(values.rows, "utf8"))) {
  const texts = textsOf(corpus, spec);
  const lookup = createLookup(readApi(texts.api));
  const queries = chosen(readGoldenQueries(values.rows, rows, lookup));
  /** @type {Record<string, Figures>} */
  const figures = {};
  for (const contender of await contenders(texts)) {
    figures[contender.name] = await measure(contender, queries, lookup.api);
  }
  report[spec] = { rows: queries.length, figures };
  if (!values.json) print(spec, queries.length, figures);
}
if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);

/** The rows of each spec, the others as empty lines, so that a line keeps its number. @param {string} text */
function rowsBySpec(text) {
  const lines = text.split("\n");
  const specs = lines.map((line) => (line.trim() === "" ? "" : String(JSON.parse(line).spec)));
  return [...new Set(specs)]
    .filter((spec) => spec !== "")
    .map(
      (spec) =>
        /** @type {const} */ ([
          spec,
          lines.map((line, at) => (specs[at] === spec ? line : "")).join("\n"),
        ]),
    );
}

/** As many as `--limit` wants, evenly from all. @param {readonly GoldenQuery[]} queries */
function chosen(queries) {
  const step = queries.length / Math.min(Number(values.limit ?? queries.length), queries.length);
  return queries.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/** The document, and the package that is compiled from it. @param {string} from @param {string} spec */
function textsOf(from, spec) {
  const bytes = gunzipSync(readFileSync(join(from, `${spec}.gz`)));
  const file = join(folder, spec);
  const output = join(folder, `${spec}.package`);
  writeFileSync(file, bytes);
  const command = [join(root, "bin/codemode.js"), "compile", file, "-o", output, "--quiet"];
  execFileSync(process.execPath, command, { stdio: ["ignore", 2, 2] });
  const text = bytes.toString("utf8");
  return {
    document: /\.ya?ml$/.test(spec) ? JSON.stringify(load(text)) : text,
    api: readFileSync(join(output, "api.json"), "utf8"),
    index: readFileSync(join(output, "index.json"), "utf8"),
  };
}

/**
 * @param {import("./search-contenders.mjs").Contender} contender
 * @param {readonly GoldenQuery[]} queries
 * @param {import("../../dist/runtime/api/api.js").Api} api
 * @returns {Promise<Figures>}
 */
async function measure(contender, queries, api) {
  const starts = [];
  let search = await contender.start();
  for (let run = 0; run < STARTS; run += 1) {
    const start = performance.now();
    search = await contender.start();
    starts.push(performance.now() - start);
  }
  /** @type {Map<string, readonly import("../../dist/evaluation/ranking.js").Place[]>} */
  const places = new Map();
  for (const { query } of queries) places.set(query, await search.rank(query));
  for (const { query } of queries.slice(0, WARM_UP)) await search.answer(query);
  const answers = new Map();
  const times = [];
  for (const { query } of queries) {
    const start = performance.now();
    const answer = await search.answer(query);
    times.push(performance.now() - start);
    answers.set(query, answer);
  }
  const subject = {
    api,
    rank: (/** @type {string} */ query) => places.get(query) ?? [],
    answer: (/** @type {string} */ query) => answers.get(query) ?? "",
    countTokens,
    now: () => 0,
  };
  const { figures, tokens } = evaluate(queries, subject);
  const alone = evaluate(queries, {
    ...subject,
    rank: (query) => subject.rank(query).map((place) => place.slice(0, 1)),
    countTokens: () => 0,
  });
  const bytes = contender.indexBytes();
  return {
    operations: search.operations,
    recall: figures["recall@10"],
    recallAlone: alone.figures["recall@10"],
    answerRecall: contender.hasSignatures ? figures.answer : undefined,
    unanswered: queries.filter(({ query }) => places.get(query)?.length === 0).length,
    tokensP50: tokens.p50,
    tokensP95: tokens.p95,
    millisecondsP50: percentile(times, 0.5),
    millisecondsP95: percentile(times, 0.95),
    indexKibibytes: bytes === undefined ? undefined : bytes / 1024,
    ready: median(starts),
  };
}

/** @param {string} spec @param {number} rows @param {Record<string, Figures>} figures */
function print(spec, rows, figures) {
  /** @type {readonly [string, keyof Figures, number][]} */
  const measures = [
    ["operations in the search", "operations", 0],
    ["recall@10", "recall", 3],
    ["recall@10, near-duplicates not counted", "recallAlone", 3],
    ["recall of the default answer", "answerRecall", 3],
    ["requests without any result", "unanswered", 0],
    ["tokens of an answer, p50", "tokensP50", 0],
    ["tokens of an answer, p95", "tokensP95", 0],
    ["answer p50, ms", "millisecondsP50", 2],
    ["answer p95, ms", "millisecondsP95", 2],
    ["stored index, gzipped, KiB", "indexKibibytes", 1],
    ["ready from texts in memory, ms", "ready", 1],
  ];
  const columns = Object.values(figures);
  const lines = measures.map(([what, key, digits]) => ({
    what,
    values: columns.map((column) => column[key]),
    digits,
    ratios: columns.slice(1).map((_, at) => /** @type {const} */ ([at + 1, 0])),
  }));
  const names = Object.keys(figures);
  const ratioNames = names.slice(1).map((name) => `${name} / ${names[0]}`);
  process.stdout.write(`\n${spec}: ${rows} requests, in process; ${machine()}\n\n`);
  process.stdout.write(table(names, ratioNames, lines));
  process.stdout.write(`
  codemode: api.json and index.json of the compiled package; its default answer has the signatures that a call needs.
  minisearch 7.2.0: built from the document at every start (its index could be stored as JSON, which is the size given); an answer
  is ten operations as JSON lines of method, path and summary.
  @cloudflare/codemode 0.5.6: search() of createCodemodeRuntime over an OpenApiConnector, on Node with empty base classes for
  cloudflare:workers and no storage of snippets behind it. It stores no index and derives its tools from the document at every
  start; it finds methods that have at least 60 % of the words of a request (all of one or two), which it asks to be "a short intent
  phrase", and answers with up to 50 names and summaries; arguments come from a describe() after it. Its openApiMcpServer is not
  in the table: there a model writes code over the document, so a request cannot be put to it.
`);
}
