import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DocumentText } from "../budget/alternatives.js";
import { ownQueries } from "../budget/answers.js";
import type { Queries, Subject } from "../budget/subject.js";
import { loadConfig } from "../config/load-config.js";
import type { Config } from "../config.js";
import { Diagnostics } from "../diagnostics/diagnostic.js";
import type { OutputFile } from "../emit/emitter.js";
import { buildIndex } from "../emit/index/index.js";
import { packageFacts } from "../emit/package/package-facts.js";
import { emitSkill } from "../emit/skill/skill.js";
import { slug } from "../emit/slug.js";
import { readGoldenQueries } from "../evaluation/golden.js";
import type { Document } from "../load/document.js";
import { readTemplate, readVersion } from "../output/assets.js";
import { ignoring } from "../output/folder.js";
import type { Api } from "../runtime/api/api.js";
import { createLookup } from "../runtime/api/lookup.js";
import { encodeIndex } from "../runtime/search/format.js";
import { UsageError } from "./exit.js";
import { readGoldenFile } from "./golden.js";
import { analyseInput, type Input, isSchemaFolder, readInput } from "./input.js";
import { open } from "./open.js";
import { outputFolder } from "./output-folder.js";
import type { SpecOptions } from "./spec-options.js";

/** What `codemode budget` measures, and what it needs to know of it. */
export interface BudgetTarget {
  readonly subject: Subject;
  readonly config: Config;
  /** Absent for a package and a schema. */
  readonly document: DocumentText | undefined;
  /** The folder that the package is in, or would be written to. */
  readonly folder: string;
}

/**
 * Opens a compiled package, or a document or schema, of which the texts are made in memory.
 * @throws {UsageError} for a folder that is no package, {UnusableInput} and {ConfigurationError} as `compile` does.
 */
export async function openTarget(target: string, options: SpecOptions): Promise<BudgetTarget> {
  const stats = await stat(target).catch(ignoring("ENOENT", "ENOTDIR"));
  return stats?.isDirectory() && !(await isSchemaFolder(target))
    ? packageTarget(target, options)
    : inputTarget(target, options);
}

/** The queries that a package is measured with: the golden ones of the configuration, else the API's own words. @throws {UnusableInput} */
export async function queriesOf(api: Api, { queries }: Config): Promise<Queries> {
  if (queries.length === 0) return ownQueries(api);
  const lookup = createLookup(api);
  const texts: string[] = [];
  for (const { file } of queries) {
    const golden = readGoldenQueries(file, await readGoldenFile(file), lookup);
    texts.push(...golden.map(({ query }) => query));
  }
  return { source: "golden", texts };
}

/** The texts of the skill's references among the files of a package. */
export function referencesAmong(files: readonly OutputFile[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ path, content }) =>
      /^skills\/[^/]+\/references\//.test(path) && typeof content === "string"
        ? [[path, content]]
        : [],
    ),
  );
}

async function packageTarget(folder: string, options: SpecOptions): Promise<BudgetTarget> {
  const [{ api, index }, config] = await Promise.all([
    open(folder, options),
    loadConfig({
      specPath: folder,
      ...(options.config !== undefined && { configPath: options.config }),
      flags: {},
    }),
  ]);
  const skill = join("skills", slug(api.name));
  const document = await readFile(join(folder, skill, "SKILL.md"), "utf8").catch(
    ignoring("ENOENT"),
  );
  if (document === undefined) {
    throw new UsageError(
      `${folder} holds no ${join(skill, "SKILL.md")}, so the package is not whole`,
      "Compile it again.",
    );
  }
  const names = await readdir(join(folder, skill, "references")).catch(ignoring("ENOENT"));
  const references = await Promise.all(
    (names ?? []).sort().map(async (name): Promise<readonly [string, string]> => {
      const path = join(skill, "references", name);
      return [path, await readFile(join(folder, path), "utf8")];
    }),
  );
  return {
    subject: {
      api,
      index: await index(),
      skill: document,
      references: new Map(references),
      queries: await queriesOf(api, config),
    },
    config,
    document: undefined,
    folder,
  };
}

async function inputTarget(path: string, options: SpecOptions): Promise<BudgetTarget> {
  const diagnostics = new Diagnostics(path);
  const input = await readInput(path, options, diagnostics);
  const api = await analyseInput(input, diagnostics);
  const { config } = input;
  const facts = packageFacts(api, config, readVersion());
  const skill = emitSkill({ api, package: facts }, readTemplate("SKILL.md"));
  return {
    subject: {
      api,
      index: encodeIndex(buildIndex(api)),
      skill: skill.document,
      references: referencesAmong(skill.files),
      queries: await queriesOf(api, config),
    },
    config,
    document: documentText(input),
    folder: outputFolder(api.name),
  };
}

function documentText(input: Input): DocumentText | undefined {
  if (input.kind === "schema") return undefined;
  const { document } = input;
  return { texts: document.sources.map(({ text }) => text), json: wholeJson(document) };
}

/** The value of a document that is one JSON file. */
function wholeJson({ sources, format, root }: Document): unknown {
  return sources.length === 1 && format === "json" ? root : undefined;
}
