// npm run docs: writes the parts of docs/ that say what the program does, from the program itself.
// docs/diagnostics.md and docs/diff.md need nothing; docs/names.md needs CODEMODE_CORPUS, the folder of real documents; docs/corpus.md,
// docs/requests.md and docs/search.md need what `npm run test:peers` has found in them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { catalogMarkdown } from "../dist/diagnostics/documentation.js";
import { session, withSession } from "./ci-page.mjs";
import { corpusMarkdown } from "./corpus-table.mjs";
import { diffMarkdown } from "./diff-page.mjs";
import { errorsMarkdown } from "./errors-page.mjs";
import { requestsMarkdown } from "./requests-page.mjs";
import { searchAnswersMarkdown } from "./search-answers-page.mjs";

const root = join(import.meta.dirname, "..");
const NAMES_SHOWN = 30;
const DOCUMENTS = [
  "github.json",
  "cloudflare-2024-08.json",
  "stripe-2022-04.json",
  "discord.json",
  "box.json",
  "datadog-v1.yaml",
  "openai.yaml",
  "kubernetes.json",
  "netlify.yaml",
];

writeFileSync(join(root, "docs/diagnostics.md"), catalogMarkdown());
writeFileSync(join(root, "docs/diff.md"), diffMarkdown());
writeFileSync(join(root, "docs/errors.md"), await errorsMarkdown());

const { whole, change } = session();
for (const [page, text] of /** @type {const} */ ([
  ["docs/ci.md", whole],
  ["README.md", change],
])) {
  const file = join(root, page);
  writeFileSync(file, withSession(readFileSync(file, "utf8"), text));
}

const table = corpusMarkdown();
if (table !== undefined) writeFileSync(join(root, "docs/corpus.md"), table);
else process.stderr.write("npm run test:peers has not run: docs/corpus.md stays as it is.\n");

const requests = requestsMarkdown();
if (requests !== undefined) writeFileSync(join(root, "docs/requests.md"), requests);
else process.stderr.write("npm run test:peers has not run: docs/requests.md stays as it is.\n");

const answers = searchAnswersMarkdown();
if (answers !== undefined) writeFileSync(join(root, "docs/search.md"), answers);
else process.stderr.write("npm run test:peers has not run: docs/search.md stays as it is.\n");

const corpus = process.env["CODEMODE_CORPUS"];
if (corpus === undefined) {
  process.stderr.write("CODEMODE_CORPUS is not set: docs/names.md stays as it is.\n");
} else {
  const sections = DOCUMENTS.map((name) => namesOf(name, join(corpus, `${name}.gz`)));
  const intro = `# Names

What operations of real documents are called, ${NAMES_SHOWN} of each, evenly spread over the document. Written by \`npm run docs\`;
read it after every change to the naming rules. Each name is followed by where it comes from.
`;
  writeFileSync(join(root, "docs/names.md"), `${intro}\n${sections.join("\n")}`);
}

/** @param {string} name @param {string} file */
function namesOf(name, file) {
  const folder = join(root, ".tmp/docs", name);
  const output = join(folder, "package");
  mkdirSync(folder, { recursive: true });
  const spec = join(folder, name);
  if (!existsSync(spec)) writeFileSync(spec, gunzipSync(readFileSync(file)));
  const compile = [join(root, "bin/codemode.js"), "compile", spec, "-o", output, "--quiet"];
  execFileSync(process.execPath, compile, { stdio: ["ignore", "ignore", "inherit"] });
  /** @type {import("../dist/runtime/api/api.js").Api} */
  const { operations } = JSON.parse(readFileSync(join(output, "api.json"), "utf8"));
  const step = operations.length / NAMES_SHOWN;
  const rows = Array.from({ length: NAMES_SHOWN }, (_, at) => operations[Math.floor(at * step)]);
  const lines = rows.map((row) => row && `| \`${row.id}\` | \`${row.httpMethod} ${row.path}\` |`);
  return `## ${name}\n\n| name | operation |\n|---|---|\n${lines.join("\n")}\n`;
}
