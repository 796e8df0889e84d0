import type { Config } from "./config.js";
import { type Diagnostic, type Diagnostics, unusable } from "./diagnostics/diagnostic.js";
import type { Assets } from "./emit/assets.js";
import type { Budget } from "./emit/budget.js";
import type { EmitInput, OutputFile, PackageFacts } from "./emit/emitter.js";
import { emitPackage } from "./emit/emitters.js";
import { packageFacts } from "./emit/package/package-facts.js";
import { registryObstacle } from "./emit/registry/server-json.js";
import type { Surveyor } from "./emit/survey.js";
import { lower } from "./ir/lower.js";
import type { Document } from "./load/document.js";
import { normalise } from "./normalise/normalise.js";
import { configured } from "./read/configured.js";
import type { Schema } from "./read/schema.js";
import { withReview } from "./review/reviewed-policy.js";
import type { Api } from "./runtime/api/api.js";

export interface Compilation {
  readonly api: Api;
  readonly package: PackageFacts;
  /** The whole package, `codemode.lock.json` last. */
  readonly files: readonly OutputFile[];
  /** What the package costs in context. */
  readonly budget: Budget;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The arrow: a loaded document becomes 3.1 shapes, the IR, and the files of one package. Pure: reading comes before, writing after.
 * @throws {UnusableInput} when the document holds nothing to compile.
 */
export async function compile(
  document: Document,
  config: Config,
  assets: Assets,
  diagnostics: Diagnostics,
  survey: Surveyor = surveyHere,
): Promise<Compilation> {
  const api = analyse(document, config, diagnostics);
  const { operations, webhooks, types } = api;
  if (operations.length === 0 && webhooks === undefined && types.length === 0)
    throw unusable("document-without-operations", document.file, {});
  const facts = packageFacts(api, config, assets.compilerVersion);
  return emitted({ api, package: facts }, assets, diagnostics, survey);
}

/** The other way in: a schema that was read from its TypeScript becomes the files of one package. Pure, as `compile` is. */
export async function compileSchema(
  schema: Schema,
  config: Config,
  assets: Assets,
  diagnostics: Diagnostics,
  survey: Surveyor = surveyHere,
): Promise<Compilation> {
  const api = analyseSchema(schema, config, diagnostics);
  const settings = { package: { ...schema.package, ...config.package } };
  const facts = packageFacts(api, settings, assets.compilerVersion);
  return emitted({ api, package: facts }, assets, diagnostics, survey);
}

/** The first half of the arrow, for commands that need no files: the IR of a document. */
export function analyse(document: Document, config: Config, diagnostics: Diagnostics): Api {
  const api = lower(normalise(document, diagnostics), config, diagnostics);
  return withReview(api, config.review, config.policy.operations);
}

/** As `analyse`, for a schema. */
export function analyseSchema(schema: Schema, config: Config, diagnostics: Diagnostics): Api {
  const api = configured(schema.api, config, diagnostics);
  return withReview(api, config.review, config.policy.operations);
}

async function emitted(
  input: EmitInput,
  assets: Assets,
  diagnostics: Diagnostics,
  survey: Surveyor,
): Promise<Compilation> {
  const obstacle = registryObstacle(input.package);
  if (obstacle !== undefined) diagnostics.report("registry-entry-missing", "", { obstacle });
  const made = await emitPackage(input, assets, survey);
  return { ...input, ...made, diagnostics: diagnostics.all };
}

/** Without a thread. What it needs, the tokenizer's tables above all, is loaded when it is. */
const surveyHere: Surveyor = (api) => ({
  index: import("./emit/index/index.js").then(({ indexJson }) => indexJson(api)),
  async measure(skill) {
    const { measureBudget } = await import("./budget/measure.js");
    return measureBudget(api, skill);
  },
});
