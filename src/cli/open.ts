import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Diagnostics } from "../diagnostics/diagnostic.js";
import { ignoring } from "../output/folder.js";
import type { Api } from "../runtime/api/api.js";
import { encodeIndex } from "../runtime/search/format.js";
import { UsageError } from "./exit.js";
import { analyseInput, isSchemaFolder, readInput } from "./input.js";
import type { SpecOptions } from "./spec-options.js";

/** An API to work with, from a package or straight from a document. */
export interface Opened {
  readonly api: Api;
  /** The text of `index.json`. For a document it is made when asked for. */
  index(): Promise<string>;
}

/**
 * Opens a compiled package (a folder with `api.json`), or a document or schema, which is compiled in memory.
 * @throws {UsageError} for a folder that is no package, {UnusableInput} and {ConfigurationError} as `compile` does.
 */
export async function open(target: string, options: SpecOptions): Promise<Opened> {
  const stats = await stat(target).catch(ignoring("ENOENT", "ENOTDIR"));
  if (stats?.isDirectory() && !(await isSchemaFolder(target))) return openPackage(target);
  const api = await analyseFile(target, options);
  return {
    api,
    index: async () => {
      const { buildIndex } = await import("../emit/index/index.js");
      return encodeIndex(buildIndex(api));
    },
  };
}

/** The IR of a document. What is odd about the document is left to `compile` to tell. The compiler is loaded here: a package needs none of it. */
async function analyseFile(specPath: string, options: SpecOptions): Promise<Api> {
  const diagnostics = new Diagnostics(specPath);
  return analyseInput(await readInput(specPath, options, diagnostics), diagnostics);
}

async function openPackage(folder: string): Promise<Opened> {
  const text = await readFile(join(folder, "api.json"), "utf8").catch(ignoring("ENOENT"));
  return {
    api: packageApi(folder, text),
    index: () => readFile(join(folder, "index.json"), "utf8"),
  };
}

/**
 * The API in the text of a package's `api.json`; without a text the folder is no package.
 * @throws {UsageError}
 */
export function packageApi(folder: string, text: string | undefined): Api {
  const api: unknown = text === undefined ? undefined : JSON.parse(text);
  if (isApi(api)) return api;
  throw text === undefined
    ? new UsageError(
        `${folder} holds no api.json, so it is no compiled package`,
        "Give the folder that `codemode compile` wrote, or the OpenAPI document itself.",
      )
    : new UsageError(
        `${join(folder, "api.json")} was written by another version of codemode`,
        "Compile the package again with this version, or give the OpenAPI document itself.",
      );
}

/** `api.json` is our own file; the version is what can differ. */
function isApi(value: unknown): value is Api {
  return (
    typeof value === "object" &&
    value !== null &&
    "formatVersion" in value &&
    value.formatVersion === 1
  );
}
