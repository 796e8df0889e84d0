import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { getNodePath, type ParseOptions, parseTree } from "jsonc-parser";
import type { Config } from "../config.js";
import { ConfigurationError, type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { createLines, excerpt } from "../diagnostics/lines.js";
import { childPointer } from "../diagnostics/pointer.js";
import { STANDARD_INPUT } from "../load/file-site.js";
import { firstJsonError } from "../load/json-error.js";
import { scanJson } from "../load/json-scan.js";
import { isWebUrl } from "../load/site.js";
import { DEFAULT_LIMITS, DEFAULT_POLICY } from "../runtime/api/api.js";
import { type ConfigFile, configFile } from "./file.js";
import { apiName } from "./rules.js";

/** What the command line says about the configuration; it wins over the file. */
export interface ConfigFlags {
  readonly name?: string;
}

const FILE_NAME = "codemode.config.json";
const MOST_LEVELS = 100;
const SYNTAX: ParseOptions = { allowTrailingComma: true };

/**
 * The configuration: defaults, then the file, then the flags. The file is `configPath`, or `codemode.config.json` beside the document if there is one.
 * @throws {ConfigurationError} with every mistake in the file or the flags.
 */
export async function loadConfig(options: {
  readonly configPath?: string;
  readonly specPath: string;
  readonly flags: ConfigFlags;
}): Promise<Config> {
  const path = options.configPath ?? besideDocument(options.specPath);
  const text = path === undefined ? undefined : await readText(path);
  if (path === undefined || text === undefined) {
    if (options.configPath !== undefined) throw unreadable(options.configPath, "ENOENT");
    return configOf({}, options.flags);
  }
  const file = parseConfig(path, text);
  return configOf(placed(file, dirname(path)), options.flags);
}

/**
 * Reads the text of a configuration file.
 * @throws {ConfigurationError} with every mistake in it.
 */
export function parseConfig(file: string, text: string): ConfigFile {
  const lines = createLines(text);
  const found: Diagnostic[] = [];
  const tooDeepAt = scanJson(text, MOST_LEVELS).tooDeepAt;
  const error =
    tooDeepAt === undefined
      ? firstJsonError(text, SYNTAX)
      : { offset: tooDeepAt, reason: `nested more than ${MOST_LEVELS} levels deep` };
  if (error !== undefined) {
    const parameters = { reason: error.reason, excerpt: excerpt(text, error.offset) };
    const place = lines.place(error.offset);
    throw new ConfigurationError([
      { ...diagnostic("config-syntax", file, "", parameters), ...place },
    ]);
  }
  const root = parseTree(text, [], SYNTAX);
  const value =
    root &&
    configFile.read(root, (code, node, parameters) => {
      const pointer = childPointer("", ...getNodePath(node));
      found.push({ ...diagnostic(code, file, pointer, parameters), ...lines.place(node.offset) });
    });
  if (found.length > 0) throw new ConfigurationError(found);
  return value ?? {};
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
  };
}

/** A URL and standard input have no folder that would be the user's. */
function besideDocument(specPath: string): string | undefined {
  if (isWebUrl(specPath) || specPath === STANDARD_INPUT) return undefined;
  return join(dirname(specPath), FILE_NAME);
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

async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw unreadable(path, code);
  }
}

function unreadable(path: string, reason: string): ConfigurationError {
  return new ConfigurationError([diagnostic("config-unreadable", path, "", { reason })]);
}
