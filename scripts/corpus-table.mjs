// docs/corpus.md: what each document of the corpus becomes. `npm run test:peers` leaves the facts; time and memory are measured here.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const CACHE = join(root, ".tmp/peers");
const SMALL = /^(readme-oas-examples|hey-api-specs-small|oai-3\.2-tests)\//;

/**
 * @typedef {object} Facts
 * @property {string} name
 * @property {Record<string, number>} diagnostics
 * @property {string} [refused]
 * @property {number} [operations]
 * @property {number} [webhooks]
 * @property {number} [types]
 * @property {number} [unknowns]
 * @property {number} [typeErrors]
 * @property {boolean} [stable]
 * @property {boolean} [roundTrip]
 */

/** The page, or nothing when the tests have not left their facts. */
export function corpusMarkdown() {
  const folder = join(CACHE, "records");
  if (!existsSync(folder)) return undefined;
  /** @type {Facts[]} */
  const all = readdirSync(folder).map((file) =>
    JSON.parse(readFileSync(join(folder, file), "utf8")),
  );
  const known = all.filter(({ name }) => documentOf(name) !== undefined);
  const sorted = known.sort((a, b) => (a.name < b.name ? -1 : 1));
  const large = sorted
    .filter(({ name }) => !SMALL.test(name))
    .map((facts) => row(facts, measured(facts.name)));
  const small = sorted.filter(({ name }) => SMALL.test(name)).map((facts) => row(facts, []));
  return `# The corpus

What real documents become. Written by \`npm run docs\` after \`npm run test:peers\`, which compiles each of them twice and its schema once.

- *unknown*: how often the schema says \`unknown\`, which is where the document has no schema.
- *findings*: errors / warnings / notes of the compiler.
- *tsc*: errors of strict TypeScript in the package, without \`skipLibCheck\`.
- *again*: the second compilation writes the same bytes. *schema*: so does compiling the package's own \`schema/\`.
- Time and memory are of the whole command, on the machine that wrote this page (2 cores).

## Large documents

| document | operations | types | unknown | findings | tsc | again | schema | time | memory |
|---|--:|--:|--:|--:|--:|---|---|--:|--:|
${large.join("\n")}

## Small documents

A document that is refused has no operation, no webhook and no schema; why is in the third column.

| document | operations | types | unknown | findings | tsc | again | schema |
|---|--:|--:|--:|--:|--:|---|---|
${small.join("\n")}
`;
}

/** @param {Facts} facts @param {readonly string[]} measures */
function row(facts, measures) {
  const { error = 0, warning = 0, note = 0 } = facts.diagnostics;
  const findings = `${error} / ${warning} / ${note}`;
  const cells =
    facts.refused === undefined
      ? [
          `${facts.operations}${facts.webhooks ? ` + ${facts.webhooks} webhooks` : ""}`,
          facts.types,
          facts.unknowns,
          findings,
          facts.typeErrors,
          facts.stable ? "same" : "**differs**",
          facts.roundTrip ? "same" : "**differs**",
        ]
      : ["–", `\`${facts.refused}\``, "–", findings, "–", "–", "–"];
  return `| ${[facts.name, ...cells, ...measures].join(" | ")} |`;
}

/** Seconds and MiB of the command line. @param {string} name */
function measured(name) {
  const output = join(root, ".tmp/docs", name, "package");
  mkdirSync(output, { recursive: true });
  const report = `process.on("exit", () => process.stderr.write("\\n" + process.resourceUsage().maxRSS));`;
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const started = performance.now();
  const run = spawnSync(
    process.execPath,
    [
      "--import",
      preload,
      join(root, "bin/codemode.js"),
      "compile",
      documentOf(name) ?? "",
      "-o",
      output,
      "--quiet",
    ],
    { encoding: "utf8" },
  );
  const seconds = (performance.now() - started) / 1_000;
  const kibibytes = Number(run.stderr.trim().split("\n").at(-1));
  return [`${seconds.toFixed(1)} s`, `${Math.round(kibibytes / 1_024)} MiB`];
}

/** Where the tests have unpacked it to. @param {string} name */
function documentOf(name) {
  const places = [
    join(CACHE, "documents", name),
    join(CACHE, "archives", name),
    join(CACHE, "archives", name, "specification/DigitalOcean-public.v2.yaml"),
  ];
  return places.findLast((file) => existsSync(file));
}
