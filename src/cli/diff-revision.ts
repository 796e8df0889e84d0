import { posix } from "node:path";
import { configOf, loadConfig, parseConfig } from "../config/load-config.js";
import { parseReview, REVIEW_FILE } from "../config/review-file.js";
import type { Config } from "../config.js";
import { Diagnostics, unusable } from "../diagnostics/diagnostic.js";
import { slug } from "../emit/slug.js";
import { gitSite } from "../load/git-site.js";
import { loadFrom } from "../load/load.js";
import { applyOverlays } from "../overlay/apply.js";
import { type Overlay, parseOverlay, readOverlay } from "../overlay/overlay.js";
import { readSchema } from "../read/schema.js";
import { loadTypeScript } from "../read/typescript.js";
import { goldenOf, type NamedText, type VersionInput } from "./diff-input.js";
import type { RevisionFolder } from "./diff-target.js";
import { UsageError } from "./exit.js";
import { analyseInput } from "./input.js";
import { packageApi } from "./open.js";
import type { SpecOptions } from "./spec-options.js";

const CONFIG_FILE = "codemode.config.json";

/**
 * Reads a document, a schema folder or a compiled package out of a revision. Its configuration is the revision's own, with all that this names,
 * unless `--config` names one on disk; what flags name is on disk too.
 * @throws {UsageError} for a folder that is neither, {UnusableInput} and {ConfigurationError} as `compile` does.
 */
export async function readRevision(
  revision: RevisionFolder,
  path: string,
  options: SpecOptions,
): Promise<VersionInput> {
  const name = `${revision.name}:${path}`;
  const settings = await readSettings(revision, path, options);
  const { config, golden } = settings;
  const beside = (file: string) => namedText(revision, posix.join(posix.dirname(path), file));
  const isFolder = (await revision.kind(path)) === "folder";
  const text = (file: string) => textOf(revision, posix.join(path, file));
  const stored = isFolder ? await text("api.json") : undefined;
  if (stored !== undefined) {
    const api = packageApi(name, stored);
    const skill = await text(`skills/${slug(api.name)}/SKILL.md`);
    return { api, config, golden, beside, ...(skill !== undefined && { skill }) };
  }
  const diagnostics = new Diagnostics(name);
  if (isFolder) {
    const files = await schemaFiles(revision, path);
    const schema = readSchema(await loadTypeScript(), name, files, diagnostics);
    const api = await analyseInput({ kind: "schema", schema, config }, diagnostics);
    return { api, config, golden, beside };
  }
  const site = gitSite(revision, path, options.allowExternalRefs ? "allow" : "refuse");
  const loaded = await loadFrom(site, diagnostics);
  const flagged = await Promise.all((options.overlay ?? []).map(readOverlay));
  const document = applyOverlays(loaded, [...settings.overlays, ...flagged], diagnostics);
  const api = await analyseInput({ kind: "document", document, config }, diagnostics);
  return { api, config, document, golden, beside };
}

interface Settings extends Pick<VersionInput, "config" | "golden"> {
  readonly overlays: readonly Overlay[];
}

async function readSettings(
  revision: RevisionFolder,
  path: string,
  { config: configPath, name }: SpecOptions,
): Promise<Settings> {
  const flags = name === undefined ? {} : { name };
  if (configPath !== undefined) {
    const config = await loadConfig({ configPath, specPath: path, flags });
    const overlays = await Promise.all(config.overlays.map(readOverlay));
    return { config, overlays, golden: goldenOf(config) };
  }
  const folder = posix.dirname(path);
  const found = await namedText(revision, posix.join(folder, CONFIG_FILE));
  const written = found === undefined ? {} : parseConfig(found.file, found.text);
  const inRevision = (named: string) => posix.join(folder, named);
  const overlays = await Promise.all(
    (written.overlays ?? []).map(async (named) =>
      parseOverlay(...(await required(revision, inRevision(named)))),
    ),
  );
  const config = withReview(configOf(written, flags), await reviewOf(revision, folder));
  return {
    config,
    overlays,
    golden: () =>
      Promise.all(
        (written.queries ?? []).map(async (one) => {
          const [named, bytes] = await required(revision, inRevision(one.file));
          return { file: named, text: decoded(bytes) };
        }),
      ),
  };
}

function withReview(config: Config, review: Config["review"]): Config {
  return review === undefined ? config : { ...config, review };
}

async function reviewOf(revision: RevisionFolder, folder: string): Promise<Config["review"]> {
  const found = await namedText(revision, posix.join(folder, REVIEW_FILE));
  return found === undefined ? undefined : parseReview(found.file, found.text);
}

/** A file with its name. @throws {UnusableInput} when the revision has it not. */
async function required(
  revision: RevisionFolder,
  path: string,
): Promise<readonly [file: string, bytes: Uint8Array]> {
  const file = `${revision.name}:${path}`;
  const bytes = await revision.read(path);
  if (bytes === undefined) throw unusable("file-missing", file, {});
  return [file, bytes];
}

async function namedText(revision: RevisionFolder, path: string): Promise<NamedText | undefined> {
  const text = await textOf(revision, path);
  return text === undefined ? undefined : { file: `${revision.name}:${path}`, text };
}

async function textOf(revision: RevisionFolder, path: string): Promise<string | undefined> {
  const bytes = await revision.read(path);
  return bytes === undefined ? undefined : decoded(bytes);
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The TypeScript of a schema folder. @throws {UsageError} when it is none. */
async function schemaFiles(revision: RevisionFolder, folder: string) {
  const models = await revision.names(posix.join(folder, "models"));
  const names = [
    ...(await revision.names(folder)),
    ...models.map((model) => `models/${model}`),
  ].filter((name) => /(?<!\.d)\.ts$/.test(name));
  if (!names.includes("index.ts")) {
    throw new UsageError(
      `${revision.name}:${folder} holds neither api.json nor index.ts`,
      "Give a compiled package, a schema folder, or the OpenAPI document itself.",
    );
  }
  return Promise.all(
    names.sort().map(async (name) => {
      const path = posix.join(folder, name);
      const text = (await textOf(revision, path)) ?? "";
      return { path: name.slice(0, -".ts".length), file: `${revision.name}:${path}`, text };
    }),
  );
}
