import { dirname, join, relative } from "node:path";
import type { Compilation } from "../compile.js";
import { besideDocument } from "../config/beside-document.js";
import { CONFIG_FILE } from "../config/load-config.js";
import { REVIEW_FILE } from "../config/review-file.js";
import { Diagnostics } from "../diagnostics/diagnostic.js";
import { suggestQueries } from "../evaluation/suggest.js";
import { readAssets, readTemplate } from "../output/assets.js";
import { acceptedReview, everything } from "../review/accept.js";
import { reviewText } from "../review/review-text.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import { measureQueries } from "./golden.js";
import { type FirstQueries, firstConfig } from "./init-config.js";
import { isThere, writeNew } from "./init-files.js";
import { type FirstFile, initReport } from "./init-report.js";
import { workflowsFor } from "./init-workflow.js";
import { compileInput, readInput } from "./input.js";
import { shortestPath } from "./shortest-path.js";
import type { SpecOptions } from "./spec-options.js";
import { counted } from "./table.js";
import type { Terminal } from "./terminal.js";

/** The flags of `codemode init`. */
export interface InitOptions extends SpecOptions {
  readonly policy?: boolean;
}

const QUERIES_FILE = "golden.jsonl";
const FIRST_QUERIES = 50;

/**
 * `codemode init`: the files that a team starts with. Configuration and golden queries stand beside the document, the workflow at the top of
 * its repository. All that they demand holds today, and a file that is there already is left alone.
 * @throws {UsageError} for a document that is in no folder.
 */
export async function initCommand(
  specPath: string,
  options: InitOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { config, ...rest } = options;
  const configPath = config ?? folderPath(specPath);
  const isConfigured = await isThere(configPath);
  const diagnostics = new Diagnostics(specPath);
  const input = await readInput(specPath, isConfigured ? options : rest, diagnostics);
  const compilation = await compileInput(input, readAssets(), diagnostics);
  const beside = (name: string): string => join(dirname(configPath), name);
  // The queries come before the configuration, which says what the search reaches with them.
  const golden = await goldenFile(beside(QUERIES_FILE), compilation);
  const queries = isConfigured ? undefined : await measured(golden, compilation);
  const overlays = (options.overlay ?? []).map((overlay) =>
    relative(dirname(configPath), overlay).replaceAll("\\", "/"),
  );
  const text = firstConfig(
    compilation,
    { queries, overlays },
    readTemplate("codemode.config.json.template"),
  );
  const configured = await firstFile(
    configPath,
    text,
    "names, effects, limits: every key with a reason",
  );
  const reviewed = options.policy ? [await reviewFile(beside(REVIEW_FILE), compilation)] : [];
  const automated = await workflows(specPath, options, compilation);
  const files = [configured, ...golden, ...reviewed, ...automated];
  const isReviewed = options.policy === true || input.config.review !== undefined;
  const { api } = compilation;
  terminal.out.write(initReport(files, { api, isReviewed }, specPath, terminal.outStyle));
  return EXIT.ok;
}

/** @throws {UsageError} for a document that is in no folder. */
function folderPath(specPath: string): string {
  const path = besideDocument(specPath, CONFIG_FILE);
  if (path !== undefined) return path;
  throw new UsageError(
    "init writes beside the document, and this one is in no folder",
    "Download the document first, or name the configuration that is to be written with --config.",
  );
}

async function firstFile(path: string, text: string, about: string): Promise<FirstFile> {
  return { path, shown: shortestPath(path), outcome: await writeNew(path, text), about };
}

/** None for a document that says nothing that could be asked for. */
async function goldenFile(path: string, { api }: Compilation): Promise<readonly FirstFile[]> {
  const rows = suggestQueries(api, FIRST_QUERIES);
  if (rows.length === 0) return [];
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  const about = `${counted(rows.length, "golden query", "golden queries")}, the document's own words and so easy`;
  return [await firstFile(path, text, about)];
}

/** @throws {UnusableInput} when the file was there already, and cannot be read. */
async function measured(
  [golden]: readonly FirstFile[],
  { api, files }: Compilation,
): Promise<FirstQueries | undefined> {
  const index = files.find(({ path }) => path === "index.json")?.content;
  if (golden === undefined || typeof index !== "string") return undefined;
  const [found] = await measureQueries(api, index, [{ file: golden.path, min: {} }]);
  return found && { file: QUERIES_FILE, figures: found.evaluation.figures };
}

function reviewFile(path: string, { api }: Compilation): Promise<FirstFile> {
  const text = reviewText(acceptedReview(undefined, everything(api, [])), undefined);
  return firstFile(
    path,
    text,
    "every operation as reviewed: a new write is denied until somebody accepts it",
  );
}

/** None for a document that is in no folder, and where GitHub would take its path for an expression. */
async function workflows(
  specPath: string,
  { config }: InitOptions,
  { api }: Compilation,
): Promise<readonly FirstFile[]> {
  if (besideDocument(specPath, CONFIG_FILE) === undefined) return [];
  const made = await workflowsFor(specPath, api.name, config);
  return Promise.all(made.map(({ path, text, about }) => firstFile(path, text, about)));
}
