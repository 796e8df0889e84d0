import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Compilation } from "../compile.js";
import type { Config } from "../config.js";
import { type Diagnostics, UnusableInput } from "../diagnostics/diagnostic.js";
import { createPlaceOf } from "../diagnostics/places.js";
import type { Assets } from "../emit/assets.js";
import type { Surveyor } from "../emit/survey.js";
import type { Document } from "../load/document.js";
import { ignoring } from "../output/folder.js";
import type { Schema } from "../read/schema.js";
import type { Api } from "../runtime/api/api.js";
import type { SpecOptions } from "./spec-options.js";

/** What a package can be compiled from, with its configuration: an OpenAPI document, or the schema of an earlier package. */
export type Input =
  | { readonly kind: "document"; readonly document: Document; readonly config: Config }
  | { readonly kind: "schema"; readonly schema: Schema; readonly config: Config };

/** True for a folder that holds a schema: `index.ts`, and no package of which it would be a part. */
export async function isSchemaFolder(path: string): Promise<boolean> {
  return (await isFile(join(path, "index.ts"))) && !(await isFile(join(path, "api.json")));
}

/**
 * Reads a document or a schema. What is odd but usable goes to `diagnostics`. Each reader is loaded when it is needed.
 * @throws {UnusableInput} when there is nothing to compile, {ConfigurationError} for the configuration.
 */
export async function readInput(
  path: string,
  options: SpecOptions,
  diagnostics: Diagnostics,
): Promise<Input> {
  if (!(await isSchemaFolder(path))) {
    const { readSpec } = await import("./spec.js");
    return { kind: "document", ...(await readSpec(path, options, diagnostics)) };
  }
  const [{ loadSchema }, { loadConfig }] = await Promise.all([
    import("../read/schema.js"),
    import("../config/load-config.js"),
  ]);
  const { config: configPath, name } = options;
  const schema = await loadSchema(path, diagnostics);
  const config = await loadConfig({
    specPath: path,
    ...(configPath !== undefined && { configPath }),
    flags: { ...(name !== undefined && { name }) },
  });
  return { kind: "schema", schema, config };
}

/** The whole package of an input; the survey is made by `survey`, or else in this thread. @throws {UnusableInput} as `compile` does. */
export async function compileInput(
  input: Input,
  assets: Assets,
  diagnostics: Diagnostics,
  survey?: Surveyor,
): Promise<Compilation> {
  const { compile, compileSchema } = await import("../compile.js");
  try {
    return input.kind === "document"
      ? await compile(input.document, input.config, assets, diagnostics, survey)
      : await compileSchema(input.schema, input.config, assets, diagnostics, survey);
  } catch (error) {
    throw error instanceof UnusableInput ? withFindings(error, input, diagnostics) : error;
  }
}

/** An input without anything usable has this said last: what is wrong with its parts, and where, comes before. */
function withFindings(
  { diagnostic }: UnusableInput,
  input: Input,
  { all }: Diagnostics,
): UnusableInput {
  const placeOf = createPlaceOf(input.kind === "document" ? input.document : undefined);
  const placed = all.map((found) => ({ ...found, ...placeOf(found) }));
  return new UnusableInput(diagnostic, placed);
}

/** The IR of an input, for commands that need no files. @throws {UnusableInput} as `compile` does. */
export async function analyseInput(input: Input, diagnostics: Diagnostics): Promise<Api> {
  const { analyse, analyseSchema } = await import("../compile.js");
  return input.kind === "document"
    ? analyse(input.document, input.config, diagnostics)
    : analyseSchema(input.schema, input.config, diagnostics);
}

async function isFile(path: string): Promise<boolean> {
  const stats = await stat(path).catch(ignoring("ENOENT", "ENOTDIR"));
  return stats?.isFile() ?? false;
}
