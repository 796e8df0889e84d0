import { measureBudget } from "./budget/measure.js";
import type { Config } from "./config.js";
import { type Diagnostic, type Diagnostics, unusable } from "./diagnostics/diagnostic.js";
import type { Assets } from "./emit/assets.js";
import type { Budget } from "./emit/budget.js";
import type { EmitInput, OutputFile, PackageFacts } from "./emit/emitter.js";
import { emitPackage } from "./emit/emitters.js";
import { packageFacts } from "./emit/package/package-facts.js";
import { lower } from "./ir/lower.js";
import type { Document } from "./load/document.js";
import { normalise } from "./normalise/normalise.js";
import { configured } from "./read/configured.js";
import type { Schema } from "./read/schema.js";
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
export function compile(
  document: Document,
  config: Config,
  assets: Assets,
  diagnostics: Diagnostics,
): Compilation {
  const api = analyse(document, config, diagnostics);
  const { operations, webhooks, types } = api;
  if (operations.length === 0 && webhooks === undefined && types.length === 0)
    throw unusable("document-without-operations", document.file, {});
  const facts = packageFacts(api, config, assets.compilerVersion);
  return emitted({ api, package: facts }, assets, diagnostics);
}

/** The other way in: a schema that was read from its TypeScript becomes the files of one package. Pure, as `compile` is. */
export function compileSchema(
  schema: Schema,
  config: Config,
  assets: Assets,
  diagnostics: Diagnostics,
): Compilation {
  const api = analyseSchema(schema, config, diagnostics);
  const settings = { package: { ...schema.package, ...config.package } };
  const facts = packageFacts(api, settings, assets.compilerVersion);
  return emitted({ api, package: facts }, assets, diagnostics);
}

/** The first half of the arrow, for commands that need no files: the IR of a document. */
export function analyse(document: Document, config: Config, diagnostics: Diagnostics): Api {
  return lower(normalise(document, diagnostics), config, diagnostics);
}

/** As `analyse`, for a schema. */
export function analyseSchema(schema: Schema, config: Config, diagnostics: Diagnostics): Api {
  return configured(schema.api, config, diagnostics);
}

function emitted(input: EmitInput, assets: Assets, diagnostics: Diagnostics): Compilation {
  return { ...input, ...emitPackage(input, assets, measureBudget), diagnostics: diagnostics.all };
}
