import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { measureBudget } from "../budget/measure.js";
import { loadConfig } from "../config/load-config.js";
import type { Config } from "../config.js";
import { Diagnostics } from "../diagnostics/diagnostic.js";
import type { Version } from "../diff/version.js";
import { packageFacts } from "../emit/package/package-facts.js";
import { emitSkill } from "../emit/skill/skill.js";
import { slug } from "../emit/slug.js";
import { readTemplate, readVersion } from "../output/assets.js";
import { ignoring } from "../output/folder.js";
import type { Api } from "../runtime/api/api.js";
import { besideOf, goldenOf, type VersionInput } from "./diff-input.js";
import { readRevision } from "./diff-revision.js";
import { targetOf } from "./diff-target.js";
import { analyseInput, isSchemaFolder, readInput } from "./input.js";
import { packageApi } from "./open.js";
import type { SpecOptions } from "./spec-options.js";

/** A version to compare, and what it was made of. */
export interface OpenedVersion {
  readonly version: Version;
  readonly input: VersionInput;
}

/**
 * Opens a document, a schema folder or a compiled package, on disk or in a revision of git, and counts what it costs.
 * @throws {UsageError} for what is none of them, {UnusableInput} and {ConfigurationError} as `compile` does.
 */
export async function openVersion(name: string, options: SpecOptions): Promise<OpenedVersion> {
  const target = await targetOf(name);
  const input =
    target.kind === "revision"
      ? await readRevision(target.revision, target.path, options)
      : await readPlace(target.path, options);
  const { api, config, document, skill } = input;
  const version: Version = {
    name,
    api,
    ...(document !== undefined && { sha256: document.sha256 }),
    budget: measureBudget(api, skill ?? skillOf(api, config)),
  };
  return { version, input };
}

async function readPlace(path: string, options: SpecOptions): Promise<VersionInput> {
  const stats = await stat(path).catch(ignoring("ENOENT", "ENOTDIR"));
  if (stats?.isDirectory() && !(await isSchemaFolder(path))) return readPackage(path, options);
  const diagnostics = new Diagnostics(path);
  const input = await readInput(path, options, diagnostics);
  const api = await analyseInput(input, diagnostics);
  const { config } = input;
  return {
    api,
    config,
    ...(input.kind === "document" && { document: input.document }),
    golden: goldenOf(config),
    beside: besideOf(path),
  };
}

async function readPackage(folder: string, options: SpecOptions): Promise<VersionInput> {
  const read = (path: string) => readFile(join(folder, path), "utf8").catch(ignoring("ENOENT"));
  const api = packageApi(folder, await read("api.json"));
  const skill = await read(`skills/${slug(api.name)}/SKILL.md`);
  const config = await loadConfig({
    specPath: folder,
    ...(options.config !== undefined && { configPath: options.config }),
    flags: {},
  });
  return {
    api,
    config,
    ...(skill !== undefined && { skill }),
    golden: goldenOf(config),
    beside: besideOf(folder),
  };
}

function skillOf(api: Api, config: Config): string {
  const input = { api, package: packageFacts(api, config, readVersion()) };
  return emitSkill(input, readTemplate("SKILL.md")).document;
}
