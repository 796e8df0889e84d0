// npm run bench [-- --json] [-- --runs 5]: what compile and the generated server take, beside openapi-typescript, in one run.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { bigSpec } from "../big-spec/big-spec.mjs";
import { plural, resources } from "../big-spec/resource.mjs";
import { comparePrograms, measureTypeCheck } from "./compile-bench.mjs";
import { machine } from "./report-table.mjs";
import { measureServer } from "./server-bench.mjs";
import { median } from "./statistics.mjs";

/**
 * @typedef {object} Figure One line of the report.
 * @property {string} what
 * @property {number} value
 * @property {string} unit
 * @property {string} aim "" where there is none.
 * @property {boolean | undefined} met
 */

const { values } = parseArgs({
  options: { json: { type: "boolean" }, runs: { type: "string", default: "5" } },
});
const folder = join(import.meta.dirname, "../../.tmp/bench");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** @type {Record<string, Figure[]>} */
const report = {};
for (const [name, bytes] of documents()) {
  const spec = join(folder, `${name}.json`);
  writeFileSync(spec, bytes);
  report[name] = await figuresOf(name, spec);
  if (!values.json) print(name, report[name]);
}
if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);

/** @returns {[string, string | Buffer][]} */
function documents() {
  const corpus = process.env["CODEMODE_CORPUS"];
  const github = join(corpus ?? "", "github.json.gz");
  if (corpus !== undefined && existsSync(github)) {
    return [generated(), ["github", gunzipSync(readFileSync(github))]];
  }
  process.stderr.write(
    "!!! CODEMODE_CORPUS is not set (or has no github.json.gz): only the generated document is measured.\n",
  );
  return [generated()];
}

/** @returns {[string, string]} */
function generated() {
  return ["generated-3000", JSON.stringify(bigSpec(3000))];
}

/** @param {string} name @param {string} spec @returns {Promise<Figure[]>} */
async function figuresOf(name, spec) {
  const output = join(folder, name);
  const { codemode, openapiTypescript, timesFaster, timesLessMemory } = await comparePrograms(
    spec,
    output,
    Number(values.runs),
  );
  const built = join(output, "run-0");
  const types = await measureTypeCheck(built);
  const index = readFileSync(join(built, "index.json"));
  const server = await measureServer(built, queries(built));
  return [
    atMost("compile, wall", codemode.seconds, "s", 1.5),
    atMost("compile, peak memory", codemode.mebibytes, "MiB", 400),
    plain("openapi-typescript, wall", openapiTypescript.seconds, "s"),
    plain("openapi-typescript, peak memory", openapiTypescript.mebibytes, "MiB"),
    atLeast("faster than openapi-typescript", timesFaster, "×", 2),
    plain("less memory than openapi-typescript", timesLessMemory, "×"),
    atMost("strict tsc of the package", types.seconds, "s", 4),
    atMost("search index, gzipped", gzipSync(index).length / 1024, "KiB", 350),
    atMost("search index, ready", await decodeTime(built), "ms", 30),
    atMost("server start to tools/list", server.start, "ms", 300),
    atMost("search p50, over stdio", server.searchP50, "ms", 2),
    atMost("search p95, over stdio", server.searchP95, "ms", 10),
    atMost("execute p50, warm, unchecked, over stdio", server.executeP50, "ms", 3),
    atMost("execute p50, warm, checked, over stdio", server.checkedP50, "ms", 10),
    atMost("memory of the idle server", server.idle, "MiB", 120),
  ];
}

/** Median time from the text of index.json to a search that can answer. @param {string} built */
async function decodeTime(built) {
  const { decodeIndex } = await import("../../dist/runtime/search/format.js");
  const { createSearch } = await import("../../dist/runtime/search/answer.js");
  const { createLookup } = await import("../../dist/runtime/api/lookup.js");
  const text = readFileSync(join(built, "index.json"), "utf8");
  const lookup = createLookup(JSON.parse(readFileSync(join(built, "api.json"), "utf8")));
  return median(
    Array.from({ length: 9 }, () => {
      const start = performance.now();
      createSearch(lookup, decodeIndex(text));
      return performance.now() - start;
    }),
  );
}

/** 300 requests as a model makes them: verbs and things of the generated API, or the summaries of a real one. @param {string} built */
function queries(built) {
  const made = resources(100).flatMap(({ words }) => [
    `list ${plural(words).join(" ")}`,
    `create ${words.join(" ")} for a user`,
    `change the status of a ${words.join(" ")}`,
  ]);
  if (built.includes("generated")) return made;
  /** @type {{ operations: { summary?: string }[] }} */
  const { operations } = JSON.parse(readFileSync(join(built, "api.json"), "utf8"));
  return operations
    .flatMap(({ summary }) => summary ?? [])
    .filter((_, at) => at % 4 === 0)
    .slice(0, 300);
}

/** @param {string} what @param {number} value @param {string} unit @param {number} aim @returns {Figure} */
function atMost(what, value, unit, aim) {
  return { what, value, unit, aim: `≤ ${aim}`, met: value <= aim };
}

/** @param {string} what @param {number} value @param {string} unit @param {number} aim @returns {Figure} */
function atLeast(what, value, unit, aim) {
  return { what, value, unit, aim: `≥ ${aim}`, met: value >= aim };
}

/** @param {string} what @param {number} value @param {string} unit @returns {Figure} */
function plain(what, value, unit) {
  return { what, value, unit, aim: "", met: undefined };
}

/** @param {string} name @param {readonly Figure[]} figures */
function print(name, figures) {
  process.stdout.write(`\n${name}: medians of ${values.runs} runs, in turns; ${machine()}\n\n`);
  for (const { what, value, unit, aim, met } of figures) {
    const verdict = met === undefined ? "" : met ? "✓" : "✗";
    const shown = `${value.toFixed(value < 100 ? 2 : 0)} ${unit}`.padStart(12);
    process.stdout.write(`  ${what.padEnd(38)}${shown}   ${aim.padEnd(8)}${verdict}\n`);
  }
}
