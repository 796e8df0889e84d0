import { dirname, isAbsolute, join } from "node:path";
import type { Config } from "../config.js";
import { ConfigurationError, diagnostic } from "../diagnostics/diagnostic.js";
import { DEFAULT_LIMITS, DEFAULT_POLICY } from "../runtime/api/api.js";
import { besideDocument } from "./beside-document.js";
import { type ConfigFile, configFile } from "./file.js";
import { readReviewFile, reviewPath } from "./review-file.js";
import { apiName } from "./rules.js";
import { parseSettings, readSettings, unreadable } from "./settings-file.js";

/** What the command line says about the configuration; it wins over the file. */
export interface ConfigFlags {
  readonly name?: string;
}

/** What the configuration is called beside a document. */
export const CONFIG_FILE = "codemode.config.json";

/**
 * The configuration: defaults, then the file, then the flags. The file is `configPath`, or `codemode.config.json` beside the document if there is one.
 * The review, `codemode.policy.json`, stands beside it too.
 * @throws {ConfigurationError} with every mistake in the file, the flags or the review.
 */
export async function loadConfig(options: {
  readonly configPath?: string;
  readonly specPath: string;
  readonly flags: ConfigFlags;
}): Promise<Config> {
  const config = configOf(await readConfig(options), options.flags);
  const path = reviewPath(options);
  const found = path === undefined ? undefined : await readReviewFile(path);
  return found === undefined ? config : { ...config, review: found.review };
}

async function readConfig({
  configPath,
  specPath,
}: {
  readonly configPath?: string;
  readonly specPath: string;
}): Promise<ConfigFile> {
  const path = configPath ?? besideDocument(specPath, CONFIG_FILE);
  const text = path === undefined ? undefined : await readSettings(path);
  if (path !== undefined && text !== undefined) {
    return placed(parseConfig(path, text), dirname(path));
  }
  if (configPath !== undefined) throw unreadable(configPath, "ENOENT");
  return {};
}

/**
 * Reads the text of a configuration file.
 * @throws {ConfigurationError} with every mistake in it.
 */
export function parseConfig(file: string, text: string): ConfigFile {
  return parseSettings(file, text, (root, report) => configFile.read(root, report)) ?? {};
}

/**
 * The configuration that a file and flags make.
 * @throws {ConfigurationError} when a flag has a value that the file could not have either.
 */
export function configOf(file: ConfigFile, flags: ConfigFlags): Config {
  const reason = flags.name === undefined ? undefined : apiName.refusal(flags.name);
  if (flags.name !== undefined && reason !== undefined) {
    const parameters = { value: flags.name, reason };
    throw new ConfigurationError([diagnostic("config-value", "--name", "", parameters)]);
  }
  const name = flags.name ?? file.name;
  const { namespaces, operations, ...effects } = file.policy ?? {};
  return {
    ...(name !== undefined && { name }),
    package: file.package ?? {},
    include: file.include ?? [],
    exclude: file.exclude ?? [],
    names: file.names ?? {},
    effects: file.effects ?? {},
    policy: {
      effects: { ...DEFAULT_POLICY.effects, ...effects },
      namespaces: namespaces ?? DEFAULT_POLICY.namespaces,
      operations: operations ?? DEFAULT_POLICY.operations,
    },
    defaults: file.defaults ?? {},
    pagination: file.pagination ?? {},
    limits: { ...DEFAULT_LIMITS, ...file.limits },
    overlays: file.overlays ?? [],
    queries: file.queries ?? [],
    budgets: file.budgets ?? {},
  };
}

/** The file with the paths in it as they are from here: in the file they are relative to its folder. */
function placed(file: ConfigFile, folder: string): ConfigFile {
  const { overlays, queries } = file;
  return {
    ...file,
    ...(overlays !== undefined && {
      overlays: overlays.map((overlay) => fromFolder(folder, overlay)),
    }),
    ...(queries !== undefined && {
      queries: queries.map((one) => ({ ...one, file: fromFolder(folder, one.file) })),
    }),
  };
}

function fromFolder(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
